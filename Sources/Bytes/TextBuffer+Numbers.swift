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
    var rest = UInt64(truncatingIfNeeded: value)
    if width > 8 {
      append(rest / 100_000_000, width: width - 8)
      return append(rest % 100_000_000, width: 8)
    }
    var word: UInt64 = 0
    for _ in 0..<max(0, width) {
      let tenth = rest / 10
      word = word << 8 | (rest &- tenth &* 10 &+ 0x30)
      rest = tenth
    }
    if rest > 0 { append(rest) }
    append(word: word, length: max(0, width))
  }

  /// Appends a byte in decimal and the byte `separator` behind it.
  @inlinable @inline(__always)
  public mutating func append(octet value: UInt8, separator: UInt8) {
    // The quotients by multiplication: exact for what a byte and a remainder of a hundred can be.
    let number = UInt64(value)
    let hundreds = (number &* 41) >> 12
    let rest = number &- hundreds &* 100
    let tens = (rest &* 103) >> 10
    let ones = rest &- tens &* 10
    let digits = 0x303030 | hundreds | tens << 8 | ones << 16 | UInt64(separator) << 24
    let missing: UInt64 = number >= 100 ? 0 : number >= 10 ? 1 : 2
    append(word: digits >> (missing * 8), length: 4 - Int(missing))
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
    var digits = max(significant, width, 1)
    while digits > 8 {
      digits -= 1
      let nibble = digits * 4 < T.bitWidth ? UInt8(truncatingIfNeeded: value >> T(digits * 4)) & 0xf : 0
      append(byte: Self.hexDigit(nibble))
    }
    var rest = UInt32(truncatingIfNeeded: value)
    var word: UInt64 = 0
    for _ in 0..<digits {
      word = word << 8 | UInt64(Self.hexDigit(UInt8(truncatingIfNeeded: rest & 0xf)))
      rest >>= 4
    }
    append(word: word, length: digits)
  }

  /// Appends a byte as two lower-case hexadecimal digits.
  @inlinable @inline(__always)
  public mutating func append(hexByte value: UInt8) {
    let word = UInt64(Self.hexDigit(value >> 4)) | UInt64(Self.hexDigit(value & 0xf)) << 8
    append(word: word, length: 2)
  }

  /// Appends a blank and two bytes as four lower-case hexadecimal digits.
  @inlinable @inline(__always)
  public mutating func append(hexPair pair: UInt16) {
    let wide = UInt32(pair)
    // A nibble in each byte, the one that is written first in the lowest.
    let nibbles = wide >> 12 | (wide & 0x0f00) | (wide & 0x00f0) << 12 | (wide & 0x000f) << 24
    let letters = ((nibbles &+ 0x0606_0606) >> 4) & 0x0101_0101
    let digits = nibbles &+ 0x3030_3030 &+ letters &* 0x27
    append(word: UInt64(digits) << 8 | 0x20, length: 5)
  }

  /// Appends eight bytes in network order as they are where they are printable and no blank, else as points.
  @inlinable @inline(__always)
  public mutating func append(graphic eight: UInt64) {
    let bytes = eight.byteSwapped
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = bytes & ~high
    // The high bit of each byte: at least 0x21, not 0x7f, and no high bit before.
    let isGraphic = (low &+ 0x5f5f_5f5f_5f5f_5f5f) & ~(low &+ 0x0101_0101_0101_0101) & ~bytes & high
    let mask = (isGraphic >> 7) &* 0xff
    append(word: bytes & mask | 0x2e2e_2e2e_2e2e_2e2e & ~mask, length: 8)
  }

  /// The lower-case hexadecimal digit of 0 to 15.
  @inlinable @inline(__always)
  public static func hexDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 &+ nibble : 0x57 &+ nibble }
}
