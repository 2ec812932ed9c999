public import Bytes
import Packets

/// A message of Protocol Independent Multicast. Source: RFC 7761 section 4.9.
///
///     0         4      8          16         32
///     | version | type | reserved | checksum | by type
public struct PIMMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pim
  public static let bindings: [Binding] = [.ipProtocol(IPProtocol(rawValue: 103))]

  private enum Offset {
    static let versionAndType = 0
    static let reserved = 1
    static let checksum = 2
    static let body = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// 2.
  public var version: UInt8 { bytes.load8(Offset.versionAndType) >> 4 }

  /// What it says.
  public var type: UInt8 { bytes.load8(Offset.versionAndType) & 0xf }

  /// 0, or a subtype in the high four bits.
  public var reserved: UInt8 { bytes.load8(Offset.reserved) }

  /// The checksum; 0 when there is none.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  public var headerLength: Int { Offset.body }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pim.version", version, at: Offset.versionAndType, length: 1)
    visitor.visit("pim.type", type, at: Offset.versionAndType, length: 1)
    visitor.visit("pim.res_bytes", reserved, at: Offset.reserved, length: 1)
    visitor.visit("pim.cksum", checksum, at: Offset.checksum, length: 2)
  }
}
