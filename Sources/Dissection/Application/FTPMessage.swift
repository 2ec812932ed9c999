public import Bytes

/// Commands or replies of the File Transfer Protocol. Source: RFC 959.
public struct FTPMessage: ~Escapable, TextMessage {
  public static let kind = ProtocolKind.ftp
  public static let bindings: [Binding] = [.tcpPort(21)]
  public static let opening = TextOpening.any
  public static let lineField: StaticString = "ftp.line"

  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }
}
