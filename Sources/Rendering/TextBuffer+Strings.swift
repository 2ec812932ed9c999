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
