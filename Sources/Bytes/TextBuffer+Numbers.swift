// Digits are collected in a word, the last digit first and highest, and stored at once.

extension TextBuffer {
  /// Appends an unsigned integer in decimal.
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T) {
    if T.bitWidth <= 16 || value <= 99_999_999 {
      appendShort(UInt32(truncatingIfNeeded: value))
    } else {
      appendLong(UInt64(truncatingIfNeeded: value))
    }
  }

  /// Appends a signed integer in decimal.
  @inlinable
  public mutating func append(_ value: Int) {
    if value < 0 { append(byte: UInt8(ascii: "-")) }
    append(value.magnitude)
  }

  /// Appends a signed 32-bit integer in decimal.
  @inlinable public mutating func append(_ value: Int32) { append(Int(value)) }

  /// At most eight digits.
  @inlinable @inline(__always)
  mutating func appendShort(_ value: UInt32) {
    var rest = value
    var word: UInt64 = 0
    var length = 0
    repeat {
      let tenth = rest / 10
      word = word << 8 | UInt64(rest &- tenth &* 10 &+ 0x30)
      rest = tenth
      length &+= 1
    } while rest > 0
    append(word: word, length: length)
  }

  @usableFromInline
  mutating func appendLong(_ value: UInt64) {
    let high = value / 100_000_000
    append(high)
    append(value % 100_000_000, width: 8)
  }

  /// Appends an unsigned integer in decimal with zeros in front up to `width` digits; more digits are all written.
  @inlinable
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T, width: Int) {
    var digits = 1
    var bound = UInt64(10)
    let wide = UInt64(truncatingIfNeeded: value)
    while digits < width, wide >= bound {
      digits += 1
      bound &*= 10
    }
    append(repeating: 0x30, count: width - digits)
    append(value)
  }

  /// Appends an unsigned integer in decimal with blanks in front up to `width` characters.
  @inlinable
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T, padded width: Int) {
    var digits = 1
    var bound = UInt64(10)
    let wide = UInt64(truncatingIfNeeded: value)
    while digits < width, wide >= bound {
      digits += 1
      bound &*= 10
    }
    append(repeating: 0x20, count: width - digits)
    append(value)
  }

  /// Appends an integer in lower-case hexadecimal, at least `width` digits.
  @inlinable
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(hex value: T, width: Int = 1) {
    let significant = (T.bitWidth - value.leadingZeroBitCount + 3) / 4
    var digit = max(significant, width, 1)
    reserve(digit)
    while digit > 0 {
      digit -= 1
      let nibble = digit * 4 < T.bitWidth ? UInt8(truncatingIfNeeded: value >> T(digit * 4)) & 0xf : 0
      append(byte: Self.hexDigit(nibble))
    }
  }

  /// Appends a byte as two lower-case hexadecimal digits.
  @inlinable @inline(__always)
  public mutating func append(hexByte value: UInt8) {
    let word = UInt64(Self.hexDigit(value >> 4)) | UInt64(Self.hexDigit(value & 0xf)) << 8
    append(word: word, length: 2)
  }

  /// The lower-case hexadecimal digit of 0 to 15.
  @inlinable @inline(__always)
  public static func hexDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 &+ nibble : 0x57 &+ nibble }
}
