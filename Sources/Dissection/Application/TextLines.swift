import Bytes

/// A line of a protocol whose messages are text.
public struct TextLine: Sendable, Equatable {
  /// Where its characters stand, without the end of line.
  public var range: Range<Int>
  /// Whether the message ends before the line does.
  public var isCut: Bool
}

/// The lines of a message in ASCII, one after the other; ends at the first byte that is neither printable nor a tab.
///
/// A line ends with a line feed, with or without a carriage return before it.
public struct TextLines: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  private var offset = 0
  /// Whether the captured bytes ended inside a line.
  public private(set) var isTruncated = false

  /// The lines of the `length` bytes of which `bytes` were captured.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// The next line; `nil` when what comes next is no text or no line, or was not captured whole. A cut line is the last.
  @_lifetime(self: copy self)
  public mutating func next() -> TextLine? {
    let start = offset
    var at = start
    guard at < length else { return nil }
    // Eight characters at once where none of them ends the line.
    while at <= length - 8, let eight = bytes.uint64(ifAt: at), TextBuffer.isPlain(eight) { at += 8 }
    while at < length {
      guard let byte = bytes.uint8(ifAt: at) else { return truncated() }
      if byte == 0x0a { return line(start..<at, next: at + 1) }
      if byte == 0x0d {
        guard at + 1 < length else { return nil }
        guard let feed = bytes.uint8(ifAt: at + 1) else { return truncated() }
        return feed == 0x0a ? line(start..<at, next: at + 2) : nil
      }
      guard byte == 0x09 || (byte >= 0x20 && byte < 0x7f) else { return nil }
      at += 1
    }
    offset = length
    return TextLine(range: start..<at, isCut: true)
  }

  @_lifetime(self: copy self)
  private mutating func truncated() -> TextLine? {
    isTruncated = true
    return nil
  }

  @_lifetime(self: copy self)
  private mutating func line(_ range: Range<Int>, next: Int) -> TextLine {
    offset = next
    return TextLine(range: range, isCut: false)
  }
}
