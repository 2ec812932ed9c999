// Digits are made eight at a time in a word, the first one lowest, and stored at once.

extension TextOutput where Self: ~Copyable, Self: ~Escapable {
  /// Appends an unsigned integer in decimal.
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T) {
    if T.bitWidth == 8 {
      let octet = DottedOctets.characters(UInt8(truncatingIfNeeded: value))
      append(word: octet.word, length: octet.length &- 1)
    } else if T.bitWidth == 16 {
      appendFive(UInt32(truncatingIfNeeded: value))
    } else if value <= 99_999_999 {
      appendShort(UInt32(truncatingIfNeeded: value))
    } else if T.bitWidth <= 32 {
      // One or two digits in front of eight, without a call: a cursor stays in registers only where nobody else has it.
      let high = UInt32(truncatingIfNeeded: value) / 100_000_000
      appendShort(high)
      append(word: Self.digits(UInt32(truncatingIfNeeded: value) &- high &* 100_000_000) | Self.zeros, length: 8)
    } else {
      appendLong(UInt64(truncatingIfNeeded: value))
    }
  }

  /// Appends a signed integer in decimal.
  @inlinable @inline(__always)
  public mutating func append(_ value: Int) {
    if value < 0 { append(byte: UInt8(ascii: "-")) }
    append(value.magnitude)
  }

  /// Appends a signed 32-bit integer in decimal.
  @inlinable @inline(__always)
  public mutating func append(_ value: Int32) { append(Int(value)) }

  /// The eight decimal digits of a number below a hundred million, each in a byte of its own, the first one lowest.
  ///
  /// Halved three times: four digits in each half, two in each quarter, one in each byte. The quotients by
  /// multiplication are exact for what the halves can be.
  @inlinable @inline(__always)
  static func digits(_ value: UInt32) -> UInt64 {
    let high = value / 10_000
    let fours = UInt64(high) | UInt64(value &- high &* 10_000) << 32
    let hundreds = ((fours &* 5243) >> 19) & 0x0000_007f_0000_007f
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = ((pairs &* 103) >> 10) & 0x000f_000f_000f_000f
    return tens | (pairs &- tens &* 10) << 8
  }

  /// What makes characters of eight digits.
  @inlinable static var zeros: UInt64 { 0x3030_3030_3030_3030 }

  /// At most eight digits.
  @inlinable @inline(__always)
  mutating func appendShort(_ value: UInt32) {
    let digits = Self.digits(value)
    // The last digit counts as none that may be missing.
    let missing = (digits | 1 << 56).trailingZeroBitCount >> 3
    append(word: (digits | Self.zeros) &>> UInt64(missing &* 8), length: 8 &- missing)
  }

  /// At most five digits of a number below 65,536.
  @inlinable @inline(__always)
  mutating func appendFive(_ value: UInt32) {
    let high = value / 10_000
    let four = value &- high &* 10_000
    let hundreds = (four &* 5243) >> 19
    let pairs = hundreds | (four &- hundreds &* 100) << 16
    let tens = ((pairs &* 103) >> 10) & 0x000f_000f
    let digits = UInt64(tens | (pairs &- tens &* 10) << 8) << 8 | UInt64(high)
    let missing = (digits | 1 << 32).trailingZeroBitCount >> 3
    append(word: (digits | Self.zeros) &>> UInt64(missing &* 8), length: 5 &- missing)
  }

  @inlinable
  mutating func appendLong(_ value: UInt64) {
    let high = value / 100_000_000
    if high <= 99_999_999 { appendShort(UInt32(truncatingIfNeeded: high)) } else { appendLong(high) }
    let rest = UInt32(truncatingIfNeeded: value &- high &* 100_000_000)
    append(word: Self.digits(rest) | Self.zeros, length: 8)
  }

  /// The eight hexadecimal digits of a number as characters, the first one lowest.
  @inlinable @inline(__always)
  public static func hexDigits(_ value: UInt32) -> UInt64 {
    var nibbles = UInt64(value.byteSwapped)
    nibbles = (nibbles | nibbles << 16) & 0x0000_ffff_0000_ffff
    nibbles = (nibbles | nibbles << 8) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles >> 4 | nibbles << 8) & 0x0f0f_0f0f_0f0f_0f0f
    let letters = ((nibbles &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
    return nibbles &+ zeros &+ letters &* 0x27
  }

  /// The four hexadecimal digits of a number as characters, the first one lowest.
  @inlinable @inline(__always)
  public static func hexDigits(_ value: UInt16) -> UInt32 {
    let wide = UInt32(value)
    // A nibble in each byte.
    let nibbles = wide >> 12 | (wide & 0x0f00) | (wide & 0x00f0) << 12 | (wide & 0x000f) << 24
    let letters = ((nibbles &+ 0x0606_0606) >> 4) & 0x0101_0101
    return nibbles &+ 0x3030_3030 &+ letters &* 0x27
  }

  /// Appends an integer of at most 32 bits in lower-case hexadecimal, at least `width` digits.
  ///
  /// - Parameter width: at most 8.
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(shortHex value: T, width: Int = 1) {
    let significant = (T.bitWidth &- value.leadingZeroBitCount &+ 3) >> 2
    let digits = max(significant, width)
    append(word: Self.hexDigits(UInt32(truncatingIfNeeded: value)) &>> UInt64((8 &- digits) &* 8), length: digits)
  }

  /// Appends the four lower-case hexadecimal digits of a number.
  @inlinable @inline(__always)
  public mutating func append(hexWord value: UInt16) { append(word: UInt64(Self.hexDigits(value)), length: 4) }

  /// Appends a point and the six decimal digits of a number below a million.
  @inlinable @inline(__always)
  public mutating func append(millionths value: UInt32) {
    append(word: (Self.digits(value) | Self.zeros) >> 8 & ~0xff | UInt64(UInt8(ascii: ".")), length: 7)
  }

  /// Appends eight bytes in network order as lower-case hexadecimal digits, a blank in front of every two bytes.
  @inlinable @inline(__always)
  public mutating func append(hexPairs eight: UInt64) {
    // What stands behind the first five characters is replaced by what follows.
    let first = Self.hexDigits(UInt32(truncatingIfNeeded: eight >> 32))
    append(word: first << 8 | 0x20, length: 5)
    append(word: (first >> 32) << 8 | 0x20, length: 5)
    let second = Self.hexDigits(UInt32(truncatingIfNeeded: eight))
    append(word: second << 8 | 0x20, length: 5)
    append(word: (second >> 32) << 8 | 0x20, length: 5)
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
}

extension TextBuffer {
  /// Appends an unsigned integer in decimal with zeros in front up to `width` digits; more digits are all written.
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T, width: Int) {
    let wide = UInt64(truncatingIfNeeded: value)
    guard wide <= 99_999_999, width > 0, width <= 8 else { return append(wide: wide, width: width) }
    let digits = Self.digits(UInt32(truncatingIfNeeded: wide))
    let missing = 8 &- width
    guard digits & (1 &<< UInt64(missing &* 8) &- 1) == 0 else { return append(wide: wide, width: width) }
    append(word: (digits | Self.zeros) &>> UInt64(missing &* 8), length: width)
  }

  /// The same for more than eight digits, or more digits than the width.
  @usableFromInline @inline(never)
  mutating func append(wide value: UInt64, width: Int) {
    var digits = 1
    var rest = value / 10
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    append(repeating: UInt8(ascii: "0"), count: width - digits)
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
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & UnsignedInteger>(hex value: T, width: Int = 1) {
    let significant = max(1, (T.bitWidth &- value.leadingZeroBitCount &+ 3) >> 2)
    let digits = max(significant, width)
    if digits > 8 {
      append(repeating: UInt8(ascii: "0"), count: digits - max(significant, 8))
      if significant > 8 { append(hex: UInt64(truncatingIfNeeded: value) >> 32) }
    }
    append(shortHex: UInt32(truncatingIfNeeded: value), width: min(digits, 8))
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
