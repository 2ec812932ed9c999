public import Bytes

/// A message of the Session Initiation Protocol. Source: RFC 3261 section 7.
public struct SIPMessage: ~Escapable, TextMessage {
  public static let kind = ProtocolKind.sip
  public static let bindings: [Binding] = [.udpPort(5060)]
  public static let opening = TextOpening.request(
    TextWords([
      "ACK", "BYE", "CANCEL", "DO", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "PUBLISH", "QAUTH",
      "REFER", "REGISTER", "SPRACK", "SUBSCRIBE", "UPDATE",
    ]))
  public static let lineField: StaticString = "sip.line"

  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }
}
