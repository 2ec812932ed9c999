import Bytes

/// What the first words of a text protocol's message have to be for it to be told; otherwise it is the middle of
/// something: a file, a mail, a stream.
public enum TextOpening: Sendable {
  /// Anything.
  case any
  /// One of some requests, or three digits as the second word.
  case request(TextWords)
}

/// A message of a protocol that speaks in lines of text. It has no header to speak of: all of it is told as lines.
public protocol TextMessage: ProtocolView, ~Escapable {
  /// What the first words are when the bytes begin a message.
  static var opening: TextOpening { get }
  /// The name of a line among the fields.
  static var lineField: StaticString { get }
  /// What was captured of the message.
  var bytes: RawSpan { @_lifetime(copy self) get }
}

extension TextMessage where Self: ~Escapable {
  public var headerLength: Int { 0 }

  /// The lines of a message of `length` bytes.
  @_lifetime(copy self)
  public func lines(length: Int) -> TextLines { TextLines(bytes, length: length) }

  /// Whether a message of `length` bytes begins here, as far as its first words tell.
  public func opens(length: Int) -> Bool {
    guard case .request(let requests) = Self.opening else { return true }
    guard let first = token(at: 0, length) else { return false }
    if requests.contains(bytes.extracting(first.range)) { return true }
    guard let second = token(at: first.next, length), second.range.count == 3 else { return false }
    return second.range.allSatisfy { bytes.load8($0) >= 0x30 && bytes.load8($0) <= 0x39 }
  }

  /// The characters up to white space, at most 127, and where the next word or the end of the line is.
  private func token(at start: Int, _ length: Int) -> (range: Range<Int>, next: Int)? {
    var at = start
    // Eight characters at once where none of them ends the word, nor is one too many.
    while at <= min(length, start + 127) - 8, let eight = bytes.uint64(ifAt: at), TextBuffer.isGraphic(eight) {
      at += 8
    }
    while at < length {
      guard let byte = bytes.uint8(ifAt: at) else { return nil }
      if Self.isSpace(byte) { break }
      guard byte > 0x20, byte < 0x7f, at - start < 127 else { return nil }
      at += 1
    }
    guard at > start else { return nil }
    var next = at
    while next < length, let byte = bytes.uint8(ifAt: next), byte == 0x20 { next += 1 }
    return (start..<at, next)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }

  public func fields(into visitor: inout some FieldVisitor) {
    var lines = lines(length: bytes.byteCount)
    while let line = lines.next() { visitor.visit(Self.lineField, .text, at: line.range) }
  }
}
