public import Bytes

/// A question to a WHOIS server, or its answer. Source: RFC 3912.
public struct WHOISMessage: ~Escapable, TextMessage {
  public static let kind = ProtocolKind.whois
  public static let bindings: [Binding] = [.tcpPort(43)]
  public static let opening = TextOpening.any
  public static let lineField: StaticString = "whois.line"

  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }
}
