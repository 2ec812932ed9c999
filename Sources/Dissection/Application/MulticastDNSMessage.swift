public import Bytes

/// A message of multicast DNS: a DNS message in which the high bit of a class is a flag. Source: RFC 6762 section 18.
public struct MulticastDNSMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.multicastDNS
  public static let bindings: [Binding] = [.udpPort(5353)]

  /// In a question: an answer to the asker alone is welcome. In a record: older ones are to be forgotten.
  public static let classFlag: UInt16 = 0x8000

  /// The message as DNS has it.
  public let message: DNSMessage

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { message = try DNSMessage(bytes) }

  public var headerLength: Int { message.headerLength }

  public func fields(into visitor: inout some FieldVisitor) { message.fields(into: &visitor) }
}
