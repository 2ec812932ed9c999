public import Bytes

/// A control message of the Point-to-Point Tunneling Protocol. Source: RFC 2637 section 2.
///
///     0        2              4        8      10         12
///     | length | message type | cookie | type | reserved | body
public struct PPTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pptp
  public static let bindings: [Binding] = [.tcpPort(1723)]

  /// What the cookie has to be.
  public static let cookie: UInt32 = 0x1a2b_3c4d

  /// Bytes of the header.
  public static let headerBytes = 12

  private enum Offset {
    static let length = 0
    static let messageType = 2
    static let cookie = 4
    static let controlType = 8
    static let reserved = 10
    static let body = 12
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  public var headerLength: Int { Offset.body }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pptp.length", bytes.load16(Offset.length), at: Offset.length, length: 2)
    visitor.visit("pptp.type", bytes.load16(Offset.messageType), at: Offset.messageType, length: 2)
    visitor.visit("pptp.magic_cookie", bytes.load32(Offset.cookie), at: Offset.cookie, length: 4)
    visitor.visit(
      "pptp.control_message_type", bytes.load16(Offset.controlType), at: Offset.controlType, length: 2)
    visitor.visit("pptp.reserved", bytes.load16(Offset.reserved), at: Offset.reserved, length: 2)
  }
}

extension PPTPMessage {
  /// A message of which any part may be cut: what is not there throws `Truncation`.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the message.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// Bytes of the message.
    public var length: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.length) } }
    /// 1 for control, 2 for management.
    public var messageType: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.messageType) } }
    /// What keeps a stream in step: always the same.
    public var cookie: UInt32 { get throws(Truncation) { try bytes.uint32(at: Offset.cookie) } }
    /// What is asked, answered or told: 1 to 15.
    public var controlType: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.controlType) } }
    /// 0.
    public var reserved: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.reserved) } }
    /// What stands behind the header.
    public var body: RawSpan { @_lifetime(copy self) get { bytes.suffix(from: Offset.body) } }
  }
}
