public import Bytes

/// A packet of the routing protocol between intermediate systems. Source: ISO/IEC 10589 section 9, RFC 1195.
///
///     0          1               2         3            4      5             6          7
///     | protocol | header length | version | id length  | type | PDU version | reserved | areas | by type
public struct ISISPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.isis
  public static let bindings: [Binding] = []

  /// Bytes of the header that all types have.
  public static let commonLength = 8

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.commonLength)
    self.bytes = bytes
  }

  /// Bytes of header, with what is the type's own.
  public var headerLength: Int { Int(bytes.load8(1)) }

  /// The version, 1.
  public var version: UInt8 { bytes.load8(2) }

  /// Bytes of a system's identifier; 0 for six.
  public var identifierLength: UInt8 { bytes.load8(3) }

  /// What it is: hellos 15 to 17, link states 18 and 20, sequence numbers 24 to 27.
  public var type: UInt8 { bytes.load8(4) }

  /// The version of the format, 1.
  public var formatVersion: UInt8 { bytes.load8(5) }

  /// Areas there may be; 0 for three.
  public var maximumAreas: UInt8 { bytes.load8(7) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("isis.len", bytes.load8(1), at: 1, length: 1)
    visitor.visit("isis.version", version, at: 2, length: 1)
    visitor.visit("isis.sysid_len", identifierLength, at: 3, length: 1)
    visitor.visit("isis.type", type, at: 4, length: 1)
    visitor.visit("isis.version2", formatVersion, at: 5, length: 1)
    visitor.visit("isis.max_area_adr", maximumAreas, at: 7, length: 1)
  }
}
