public import Bytes
import Packets

/// A message of the Distance Vector Multicast Routing Protocol, which travels as one of IGMP. Source: RFC 1075,
/// draft-ietf-idmr-dvmrp-v3-11.
///
///     0      1      2          4                 8
///     | 0x13 | code | checksum | version 3: capabilities, minor and major version | by code
public struct DVMRPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dvmrp
  public static let bindings: [Binding] = []

  private enum Offset {
    static let type = 0
    static let code = 1
    static let checksum = 2
    static let minorVersion = 6
    static let majorVersion = 7
    static let body = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// IGMP's number for all of these messages.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// What it says.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// The checksum over all of it.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// The second number of the sender's version.
  public var minorVersion: UInt8 { bytes.load8(Offset.minorVersion) }

  /// The first number of the sender's version.
  public var majorVersion: UInt8 { bytes.load8(Offset.majorVersion) }

  public var headerLength: Int { Offset.body }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("dvmrp.type", type, at: Offset.type, length: 1)
    visitor.visit("dvmrp.code", code, at: Offset.code, length: 1)
    visitor.visit("dvmrp.checksum", checksum, at: Offset.checksum, length: 2)
    visitor.visit("dvmrp.min_ver", minorVersion, at: Offset.minorVersion, length: 1)
    visitor.visit("dvmrp.maj_ver", majorVersion, at: Offset.majorVersion, length: 1)
  }
}
