public import Bytes
import Packets

/// An SCTP packet: a common header and chunks behind it. Source: RFC 9260 section 3.
///
///     0             2                  4                  8          12
///     | source port | destination port | verification tag | checksum | chunks ...
public struct SCTPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.sctp
  public static let bindings: [Binding] = [.ipProtocol(.sctp)]

  private enum Offset {
    static let sourcePort = 0
    static let destinationPort = 2
    static let verificationTag = 4
    static let checksum = 8
    static let chunks = 12
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.chunks)
    self.bytes = bytes
  }

  /// The sender's port.
  public var sourcePort: UInt16 { bytes.load16(Offset.sourcePort) }

  /// The receiver's port.
  public var destinationPort: UInt16 { bytes.load16(Offset.destinationPort) }

  /// The number of the association, as the receiver chose it.
  public var verificationTag: UInt32 { bytes.load32(Offset.verificationTag) }

  /// The CRC-32C over the packet.
  public var checksum: UInt32 { bytes.load32(Offset.checksum) }

  /// The chunks of a packet of `length` bytes.
  @_lifetime(copy self)
  public func chunks(length: Int) -> SCTPChunks { SCTPChunks(bytes, from: Offset.chunks, length: length) }

  public var headerLength: Int { Offset.chunks }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("sctp.srcport", sourcePort, at: Offset.sourcePort, length: 2)
    visitor.visit("sctp.dstport", destinationPort, at: Offset.destinationPort, length: 2)
    visitor.visit("sctp.verification_tag", verificationTag, at: Offset.verificationTag, length: 4)
    visitor.visit("sctp.checksum", checksum, at: Offset.checksum, length: 4)
    var chunks = self.chunks(length: bytes.byteCount)
    while let chunk = chunks.next() { visitor.visit("sctp.chunk_type", chunk.type, at: chunk.offset, length: 1) }
  }
}
