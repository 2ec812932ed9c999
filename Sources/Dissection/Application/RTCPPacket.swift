public import Bytes

/// A packet of RTP's control protocol; several of them stand in a datagram. Source: RFC 3550 section 6.
///
///     0                  1      2        4
///     |V=2|P|count:5 | type | length | source | reports
public struct RTCPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rtcp
  public static let bindings: [Binding] = []

  /// Bytes up to what the type has.
  public static let headerLength = 8
  /// Bytes of what a sender says about itself.
  public static let senderLength = 20
  /// Bytes of what a receiver says about a sender.
  public static let reportLength = 24

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// How many reports it has.
  public var count: Int { Int(bytes.load8(0) & 0x1f) }

  /// 200 for a sender's, 201 for a receiver's report, 202 a description, 203 goodbye.
  public var type: UInt8 { bytes.load8(1) }

  /// Bytes of the packet.
  public var length: Int { (Int(bytes.load16(2)) + 1) * 4 }

  /// Who sends it.
  public var source: UInt32 { bytes.load32(4) }

  /// What is behind the fixed header, other packets too.
  public var body: RawSpan { @_lifetime(copy self) get { bytes.suffix(from: Self.headerLength) } }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rtcp.version", bytes.load8(0) >> 6, at: 0, length: 1)
    visitor.visit("rtcp.rc", UInt8(count), at: 0, length: 1)
    visitor.visit("rtcp.pt", type, at: 1, length: 1)
    visitor.visit("rtcp.length", bytes.load16(2), at: 2, length: 2)
    visitor.visit("rtcp.senderssrc", source, at: 4, length: 4)
  }
}
