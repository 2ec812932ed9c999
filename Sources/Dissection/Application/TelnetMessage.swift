public import Bytes

/// What TELNET carries: text, with commands that begin with a byte of ones. Source: RFC 854.
///
///     0
///     | text or a command
public struct TelnetMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.telnet
  public static let bindings: [Binding] = [.tcpPort(23)]

  /// Bytes of the fixed header.
  public static let fixedLength = 1

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The first byte; 255 begins a command.
  public var first: UInt8 { bytes.load8(0) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("telnet.cmd", first, at: 0, length: 1)
  }
}
