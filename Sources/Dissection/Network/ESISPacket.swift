public import Bytes

/// A packet by which end systems and intermediate systems find each other. Source: ISO 9542 section 7.
///
///     0          1               2         3          4      5              7          9
///     | protocol | header length | version | reserved | type | holding time | checksum | addresses ...
public struct ESISPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.esis
  public static let bindings: [Binding] = []

  /// Bytes of the header's fixed part.
  public static let fixedLength = 9

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The number of the protocol.
  public var number: UInt8 { bytes.load8(0) }

  /// Bytes of all of it, as it says.
  public var headerLength: Int { Int(bytes.load8(1)) }

  /// The version, 1.
  public var version: UInt8 { bytes.load8(2) }

  /// 2 an end system's hello, 4 an intermediate system's, 6 a redirect.
  public var type: UInt8 { bytes.load8(4) & 0x1f }

  /// Seconds that it holds.
  public var holdingTime: UInt16 { bytes.load16(5) }

  /// The checksum; 0 for none.
  public var checksum: UInt16 { bytes.load16(7) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("esis.length", bytes.load8(1), at: 1, length: 1)
    visitor.visit("esis.ver", version, at: 2, length: 1)
    visitor.visit("esis.type", type, at: 4, length: 1)
    visitor.visit("esis.htime", holdingTime, at: 5, length: 2)
    visitor.visit("esis.chksum", checksum, at: 7, length: 2)
  }
}
