public import Bytes

/// What TCP puts in front of a DNS message: its length. Source: RFC 1035 section 4.2.2.
///
///     0        2
///     | length | message
public struct DNSStreamMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dnsStream
  public static let bindings: [Binding] = [.tcpPort(53)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// Bytes of the message.
  public var length: UInt16 { bytes.load16(0) }

  public var headerLength: Int { 2 }

  public var payloadLength: Int? { Int(length) }

  public var next: NextProtocol { .kind(.dns) }

  public func fields(into visitor: inout some FieldVisitor) { visitor.visit("dns.length", length, at: 0, length: 2) }
}
