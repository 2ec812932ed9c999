public import Bytes

/// A message of the Hypertext Transfer Protocol, or a piece of one. Source: RFC 9112 section 2.
public struct HTTPMessage: ~Escapable, TextMessage {
  public static let kind = ProtocolKind.http
  public static let bindings: [Binding] = [.tcpPort(80), .tcpPort(8080)]
  public static let opening = TextOpening.request(
    TextWords([
      "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE",
      // WebDAV, its versions and its searches.
      "COPY", "MOVE", "LOCK", "UNLOCK", "MKCOL", "PROPFIND", "PROPPATCH", "SEARCH", "LABEL", "MERGE", "REPORT",
      "UPDATE", "CHECKIN", "CHECKOUT", "UNCHECKOUT", "MKACTIVITY", "MKWORKSPACE", "VERSION-CONTROL", "BASELINE-CONTROL",
      // What mail servers and devices add.
      "POLL", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "BCOPY", "BMOVE", "BDELETE", "BPROPFIND", "BPROPPATCH", "CCM_POST",
      "RPC_CONNECT",
    ]))
  public static let lineField: StaticString = "http.line"

  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }
}
