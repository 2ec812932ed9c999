import Bytes

extension TextBuffer {
  /// Appends the characters before a zero byte; returns how many bytes they and it are, or `nil` when there is none.
  mutating func append(untilZero bytes: RawSpan) -> Int? {
    for at in 0..<bytes.byteCount {
      let byte = bytes.load8(at)
      if byte == 0 { return at + 1 }
      append(visible: byte)
    }
    return nil
  }
}

extension TextBuffer {
  /// Appends a byte as two upper-case hexadecimal digits.
  mutating func append(hexUpper value: UInt8) {
    for nibble in [value >> 4, value & 0xf] { append(byte: nibble < 10 ? 0x30 + nibble : 0x37 + nibble) }
  }

  /// Appends bytes as two lower-case hexadecimal digits each.
  mutating func append(hexDigits bytes: RawSpan) {
    for at in 0..<bytes.byteCount { append(hexByte: bytes.load8(at)) }
  }
}
