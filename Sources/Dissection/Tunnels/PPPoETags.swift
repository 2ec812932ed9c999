import Bytes

/// A tag of a PPPoE discovery packet. Source: RFC 2516 appendix A.
public struct PPPoETag: Sendable {
  /// What it is; 0 ends the list.
  public var type: UInt16
  /// Where its value stands behind the header.
  public var offset: Int
  /// Bytes of value.
  public var length: Int
}

/// The tags of a PPPoE discovery packet, one after the other; ends behind the end-of-list tag, or at a fault.
public struct PPPoETags: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  private var offset = 0

  /// Whether the captured bytes end inside a tag.
  public private(set) var isTruncated = false

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// The next tag, or `nil` at the end or where the captured bytes end.
  @_lifetime(self: copy self)
  public mutating func next() -> PPPoETag? {
    guard offset < length, !isTruncated else { return nil }
    guard let type = bytes.uint16(ifAt: offset), let size = bytes.uint16(ifAt: offset + 2),
      bytes.has(Int(size), at: offset + 4)
    else {
      isTruncated = true
      return nil
    }
    let tag = PPPoETag(type: type, offset: offset + 4, length: Int(size))
    offset = type == 0 ? length : tag.offset + tag.length
    return tag
  }

  /// A tag's value.
  @_lifetime(copy self)
  public func value(of tag: PPPoETag) -> RawSpan { bytes.prefix(tag.length, from: tag.offset) }
}
