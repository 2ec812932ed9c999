public import Bytes

/// A message that tries label-switched paths. Source: RFC 8029 section 3.
///
///     0         2       4      5            6             7         8        12         16     24
///     | version | flags | type | reply mode | return code | subcode | handle | sequence | sent | received
public struct LSPPingMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.lspPing
  public static let bindings: [Binding] = [.udpPort(3503)]

  /// Bytes of the fixed header.
  public static let fixedLength = 32

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The version, 1.
  public var version: UInt16 { bytes.load16(0) }

  /// 1 a request, 2 a reply.
  public var type: UInt8 { bytes.load8(4) }

  /// How replies are to be sent.
  public var replyMode: UInt8 { bytes.load8(5) }

  /// What the replier found.
  public var returnCode: UInt8 { bytes.load8(6) }

  /// The label that the code is about.
  public var returnSubcode: UInt8 { bytes.load8(7) }

  /// The sender's own number.
  public var senderHandle: UInt32 { bytes.load32(8) }

  /// The number of the request.
  public var sequence: UInt32 { bytes.load32(12) }

  /// When the request was sent, in NTP's format.
  public var timeSent: UInt64 { bytes.load64(16) }

  /// When it was received; 0 for unknown.
  public var timeReceived: UInt64 { bytes.load64(24) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("mpls_echo.version", version, at: 0, length: 2)
    visitor.visit("mpls_echo.msg_type", type, at: 4, length: 1)
    visitor.visit("mpls_echo.reply_mode", replyMode, at: 5, length: 1)
    visitor.visit("mpls_echo.return_code", returnCode, at: 6, length: 1)
    visitor.visit("mpls_echo.return_subcode", returnSubcode, at: 7, length: 1)
    visitor.visit("mpls_echo.sender_handle", senderHandle, at: 8, length: 4)
    visitor.visit("mpls_echo.sequence", sequence, at: 12, length: 4)
    visitor.visit("mpls_echo.timestamp_sent", timeSent, at: 16, length: 8)
    visitor.visit("mpls_echo.timestamp_rec", timeReceived, at: 24, length: 8)
  }
}
