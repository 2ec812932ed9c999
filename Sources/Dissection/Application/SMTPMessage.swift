public import Bytes

/// Commands, replies or mail of the Simple Mail Transfer Protocol. Source: RFC 5321.
public struct SMTPMessage: ~Escapable, TextMessage {
  public static let kind = ProtocolKind.smtp
  public static let bindings: [Binding] = [.tcpPort(25)]
  public static let opening = TextOpening.any
  public static let lineField: StaticString = "smtp.line"

  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }
}
