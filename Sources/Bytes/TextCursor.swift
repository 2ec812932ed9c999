/// A place in a `TextBuffer` where text of bounded length is written: as long as nothing else happens between two
/// appends, place and end stay in registers.
@safe
public struct TextCursor: ~Copyable, ~Escapable, TextOutput {
  @usableFromInline let base: UnsafeMutableRawPointer
  @usableFromInline let end: Int
  @usableFromInline var at: Int

  // SAFETY: whoever makes one hands out bytes that live as long as the borrow and that nobody else writes.
  @inlinable @inline(__always)
  @_lifetime(borrow base)
  init(_ base: UnsafeMutableRawPointer, at: Int, end: Int) {
    unsafe self.base = base
    self.at = at
    self.end = end
  }

  @inlinable @inline(__always)
  public mutating func append(word: UInt64, length: Int) {
    precondition(at &+ 8 <= end)
    // SAFETY: the eight bytes end before `end`, and `at` only ever grows.
    unsafe base.storeBytes(of: word.littleEndian, toByteOffset: at, as: UInt64.self)
    at &+= length
  }

  @inlinable @inline(__always)
  public mutating func append(byte: UInt8) {
    precondition(at < end)
    // SAFETY: the byte lies before `end`, and `at` only ever grows.
    unsafe base.storeBytes(of: byte, toByteOffset: at, as: UInt8.self)
    at &+= 1
  }

  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    precondition(at &+ length <= end)
    // SAFETY: the literal has `length` bytes of UTF-8, which end before `end`.
    unsafe (base + at).copyMemory(from: text.utf8Start, byteCount: length)
    at &+= length
  }
}

extension TextBuffer {
  /// Writes at most `room` bytes through a cursor.
  ///
  /// - Parameter room: what `body` can write at most; more is a programming error, and traps.
  @inlinable @inline(__always)
  public mutating func write(atMost room: Int, _ body: (inout TextCursor) -> Void) {
    reserve(room)
    // SAFETY: `reserve` made room for `room` bytes and the slack, and the buffer is not touched till the cursor is gone.
    var cursor = unsafe TextCursor(base, at: used, end: used &+ room &+ Self.slack)
    body(&cursor)
    used = cursor.at
  }
}
