import Bytes

// A label and the value behind it: what lists of many fields are made of.

extension TextBuffer {
  /// Appends a label, a number in decimal, and what follows it.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(
    _ label: StaticString, _ value: T, _ end: StaticString = ""
  ) {
    append(label)
    append(value)
    append(end)
  }

  /// Appends a label, a count in decimal, and what follows it.
  mutating func append(_ label: StaticString, _ count: Int, _ end: StaticString = "") {
    append(label)
    append(count)
    append(end)
  }

  /// Appends a label, a number in hexadecimal with zeros in front up to `width` digits, and what follows it.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(
    _ label: StaticString, hex value: T, width: Int = 1, _ end: StaticString = ""
  ) {
    append(label)
    append(hex: value, width: width)
    append(end)
  }

  /// Appends a label, the name of a value or what stands for all that have none, and what follows it.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(
    _ label: StaticString, _ value: T, _ names: Tokens, orElse unknown: StaticString, _ end: StaticString = ""
  ) {
    append(label)
    append(names[value] ?? unknown)
    append(end)
  }

  /// Appends a label, the names of the bits that are set, and what follows them.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(
    _ label: StaticString, bits value: T, _ names: BitTokens, none: StaticString = "none", _ end: StaticString
  ) {
    append(label)
    names.append(UInt32(truncatingIfNeeded: value), none: none, to: &self)
    append(end)
  }

  /// Appends a number in hexadecimal with `0x` in front, where it is not 0.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(prefixedHex value: T) {
    append(value == 0 ? "" : "0x", hex: value)
  }

  /// Appends the name of a value, or `unknown (7)` when it has none.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T, orUnknown names: Tokens) {
    if let name = names[value] { return append(name) }
    append("unknown (", value, ")")
  }

  /// Appends the characters of a field that zeros fill up.
  mutating func append(zeroPadded bytes: RawSpan) { _ = append(untilZero: bytes) }

  /// Appends a byte as two upper-case hexadecimal digits.
  mutating func append(upperHexByte byte: UInt8) {
    for nibble in [byte >> 4, byte & 0x0f] { append(byte: nibble < 10 ? 0x30 + nibble : 0x37 + nibble) }
  }
}
