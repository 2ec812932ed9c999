public import Bytes

/// A message of the Real Time Streaming Protocol. Source: RFC 2326.
public struct RTSPMessage: ~Escapable, TextMessage {
  public static let kind = ProtocolKind.rtsp
  public static let bindings: [Binding] = [.tcpPort(554), .tcpPort(8554)]
  public static let opening = TextOpening.request(
    TextWords([
      "DESCRIBE", "ANNOUNCE", "GET_PARAMETER", "OPTIONS", "PAUSE", "PLAY", "RECORD", "REDIRECT", "SETUP",
      "SET_PARAMETER", "TEARDOWN",
    ]))
  public static let lineField: StaticString = "rtsp.line"

  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }
}
