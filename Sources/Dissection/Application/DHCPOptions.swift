import Bytes

/// The options of a DHCP message. Source: RFC 2132 section 2.
public struct DHCPOptions: ~Escapable {
  /// What the vendor part begins with when it is options.
  public static let cookie: UInt32 = 0x6382_5363
  /// The tag of a byte of padding.
  public static let padding: UInt8 = 0
  /// The tag behind the last option.
  public static let end: UInt8 = 255

  private let bytes: RawSpan
  private var at = 240

  /// An option.
  public struct Option: Sendable {
    /// What it is.
    public var tag: UInt8
    /// Where its tag stands in the message.
    public var offset: Int
    /// Where its data stand in the message.
    public var data: Range<Int>
  }

  /// The options of a whole message; none when its vendor part is something else.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) {
    self.bytes = bytes
    if bytes.uint32(ifAt: 236) != Self.cookie { at = bytes.byteCount }
  }

  /// The next option that is whole, padding left out; `nil` behind the last one.
  @_lifetime(self: copy self)
  public mutating func next() -> Option? {
    while bytes.uint8(ifAt: at) == Self.padding { at += 1 }
    guard let tag = bytes.uint8(ifAt: at), tag != Self.end, let length = bytes.uint8(ifAt: at + 1),
      bytes.has(Int(length), at: at + 2)
    else { return nil }
    let start = at
    at += 2 + Int(length)
    return Option(tag: tag, offset: start, data: (start + 2)..<at)
  }
}
