public import Bytes

/// A packet of the connectionless network protocol. Source: ISO/IEC 8473-1 section 7.
///
///     0          1               2         3          4              5                7          9
///     | protocol | header length | version | lifetime | flags, type  | segment length | checksum | addresses ...
public struct CLNPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.clnp
  public static let bindings: [Binding] = []

  /// Bytes of the header's fixed part.
  public static let fixedLength = 9

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// Bytes of header, as it says.
  public var headerLength: Int { Int(bytes.load8(1)) }

  /// The version, 1.
  public var version: UInt8 { bytes.load8(2) }

  /// Half seconds the packet may still live.
  public var lifetime: UInt8 { bytes.load8(3) }

  /// Bits: 128 it may be segmented, 64 more segments follow, 32 errors are to be reported.
  public var flags: UInt8 { bytes.load8(4) & 0xe0 }

  /// 28 data, 1 an error report, 30 and 31 an echo.
  public var type: UInt8 { bytes.load8(4) & 0x1f }

  /// Bytes of the segment with its header.
  public var segmentLength: UInt16 { bytes.load16(5) }

  /// The checksum over the header; 0 for none.
  public var checksum: UInt16 { bytes.load16(7) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("clnp.len", bytes.load8(1), at: 1, length: 1)
    visitor.visit("clnp.version", version, at: 2, length: 1)
    visitor.visit("clnp.ttl", lifetime, at: 3, length: 1)
    visitor.visit("clnp.type", type, at: 4, length: 1)
    visitor.visit("clnp.pdu.len", segmentLength, at: 5, length: 2)
    visitor.visit("clnp.checksum", checksum, at: 7, length: 2)
  }
}
