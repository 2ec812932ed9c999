extension RawSpan {
  /// Whether the bytes begin with a literal's.
  public func starts(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard byteCount >= length else { return false }
    for offset in 0..<length {
      // SAFETY: a literal has `length` bytes of UTF-8.
      let expected = unsafe text.utf8Start[offset]
      guard load8(offset) == expected else { return false }
    }
    return true
  }
}
