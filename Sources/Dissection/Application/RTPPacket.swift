public import Bytes

/// A packet of the Real-time Transport Protocol. Source: RFC 3550 section 5.1; version 1 as in drafts of 1993.
///
///      0                   1                   2                   3
///     |V=2|P|X|  CC   |M|     PT      |       sequence number         |
///     | timestamp                                                     |
///     | synchronization source                                        |
public struct RTPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rtp
  public static let bindings: [Binding] = []

  /// Bytes of header in version 1 and in version 2.
  public static let headerLengths = (version1: 8, version2: 12)

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(8)
    self.bytes = bytes
  }

  /// 2, or 1 in very old packets.
  public var version: UInt8 { bytes.load8(0) >> 6 }

  /// Whether an extension stands behind the header; in version 1 whether options do.
  public var hasExtension: Bool { version == 1 ? bytes.load8(1) & 0x80 != 0 : bytes.load8(0) & 0x10 != 0 }

  /// Whether something worth a mark begins here.
  public var hasMarker: Bool { bytes.load8(1) & (version == 1 ? 0x40 : 0x80) != 0 }

  /// What the payload is.
  public var payloadType: UInt8 { bytes.load8(1) & (version == 1 ? 0x3f : 0x7f) }

  /// The number of the packet.
  public var sequence: UInt16 { bytes.load16(2) }

  /// When the first sample was taken, in the payload's own unit.
  public var timestamp: UInt32 { bytes.load32(4) }

  /// Who sends; in version 1 what stands behind the header.
  public var source: UInt32? { bytes.uint32(ifAt: 8) }

  public var headerLength: Int { version == 1 ? Self.headerLengths.version1 : Self.headerLengths.version2 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rtp.version", version, at: 0, length: 1)
    visitor.visit("rtp.ext", .flag(hasExtension), at: 0..<1)
    visitor.visit("rtp.marker", .flag(hasMarker), at: 1..<2)
    visitor.visit("rtp.p_type", payloadType, at: 1, length: 1)
    visitor.visit("rtp.seq", sequence, at: 2, length: 2)
    visitor.visit("rtp.timestamp", timestamp, at: 4, length: 4)
    if let source { visitor.visit("rtp.ssrc", source, at: 8, length: 4) }
  }
}
