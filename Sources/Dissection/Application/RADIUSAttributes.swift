import Bytes

/// The attributes of a RADIUS message. Source: RFC 2865 section 5.
public struct RADIUSAttributes: ~Escapable {
  /// An attribute.
  public struct Attribute: Sendable {
    /// What it is.
    public var type: UInt8
    /// Bytes of it with type and length; less than 2 is malformed.
    public var length: UInt8
    /// Where its type stands.
    public var offset: Int
    /// Whether its length makes sense and the message has that much.
    public var isSound: Bool

    /// Where the value stands, as far as the attribute tells.
    public var value: Range<Int> { (offset + 2)..<(offset + max(2, Int(length))) }
  }

  /// What the iteration comes to.
  public enum Step: Sendable {
    /// The next attribute.
    case attribute(Attribute)
    /// Type and length were not captured, or the message ends between them.
    case cut
    /// There are no more, or the last one was not sound.
    case end
  }

  private let bytes: RawSpan
  private let end: Int
  private var at: Int

  /// The attributes in a message of `length` bytes that begin at `start`.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, from start: Int, length: Int) {
    self.bytes = bytes
    at = start
    end = length
  }

  /// The next attribute; one that is not sound is the last.
  @_lifetime(self: copy self)
  public mutating func next() -> Step {
    guard at < end else { return .end }
    guard at + 2 <= end, bytes.has(2, at: at) else { return .cut }
    let offset = at
    let length = bytes.load8(at + 1)
    let isSound = length >= 2 && Int(length) <= end - at
    at = isSound ? at + Int(length) : end
    return .attribute(Attribute(type: bytes.load8(offset), length: length, offset: offset, isSound: isSound))
  }
}
