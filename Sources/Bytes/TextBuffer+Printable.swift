extension TextBuffer {
  /// Appends a byte of a packet so that no control character reaches a terminal, as tcpdump writes text fields: a byte
  /// outside ASCII as `M-` and its low seven bits, a control character as `^` and the letter it is typed with.
  @inlinable
  public mutating func append(visible byte: UInt8) {
    var character = byte
    if character & 0x80 != 0 {
      append("M-")
      character &= 0x7f
    }
    if character < 0x20 || character == 0x7f {
      append(byte: UInt8(ascii: "^"))
      character ^= 0x40
    }
    append(byte: character)
  }

  /// Appends bytes of a packet with `append(visible:)`.
  @inlinable
  public mutating func append(visible bytes: RawSpan) {
    var offset = 0
    // Eight bytes at once where all are characters that stay as they are.
    while bytes.has(8, at: offset), case let eight = bytes.load64(offset), Self.isPlain(eight) {
      append(word: eight.byteSwapped, length: 8)
      offset += 8
    }
    let rest = bytes.byteCount - offset
    guard rest > 0 else { return }
    if rest < 8 {
      // Those that are missing are as good as blanks.
      let word = bytes.word(fromByteOffset: offset, count: rest)
      if Self.isPlain(word | 0x2020_2020_2020_2020 &<< UInt64(rest &* 8)) { return append(word: word, length: rest) }
    }
    while offset < bytes.byteCount {
      append(visible: bytes.load8(offset))
      offset += 1
    }
  }

  /// Whether eight bytes are all from 0x21 to 0x7e.
  @inlinable @inline(__always)
  public static func isGraphic(_ eight: UInt64) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = eight & ~high
    return eight & high == 0 && (low &+ 0x5f5f_5f5f_5f5f_5f5f) & ~(low &+ 0x0101_0101_0101_0101) & high == high
  }

  /// Whether eight bytes are all from 0x20 to 0x7e.
  @inlinable @inline(__always)
  public static func isPlain(_ eight: UInt64) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    // A high bit comes from adding 0x60 to what is at least a blank, and from adding 1 to nothing but 0x7f.
    let low = eight & ~high
    return eight & high == 0 && (low &+ 0x6060_6060_6060_6060) & ~(low &+ 0x0101_0101_0101_0101) & high == high
  }
}
