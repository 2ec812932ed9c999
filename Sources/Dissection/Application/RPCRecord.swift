public import Bytes

/// A record of Sun's remote procedure calls in a stream. Source: RFC 5531 section 11.
///
///     0             4
///     | last:1 length:31 | a message, or a part of one
public struct RPCRecord: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rpcRecord
  public static let bindings: [Binding] = [.tcpPort(RPCMessage.nfsPort)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// Whether no more parts of the message follow.
  public var isLast: Bool { bytes.load32(0) >> 31 == 1 }

  /// Bytes of this part of the message.
  public var length: Int { Int(bytes.load32(0) & 0x7fff_ffff) }

  public var headerLength: Int { 4 }

  public var payloadLength: Int? { length }

  public var next: NextProtocol { .kind(.rpc) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rpc.lastfrag", .flag(isLast), at: 0..<4)
    visitor.visit("rpc.fraglen", UInt32(length), at: 0, length: 4)
  }
}
