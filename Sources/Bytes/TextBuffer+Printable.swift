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
    for offset in 0..<bytes.byteCount { append(visible: bytes.load8(offset)) }
  }
}
