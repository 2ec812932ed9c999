extension Lexer {
  /// Decimal digits, or `0x` and hexadecimal digits.
  func numberLength(at start: Int) -> Int {
    if byte(at: start) == UInt8(ascii: "0"), byte(at: start + 1) | 0x20 == UInt8(ascii: "x") {
      let digits = hexDigits(at: start + 2, atMost: Int.max)
      if digits > 0 { return digits + 2 }
    }
    var end = start
    while (0x30...0x39).contains(byte(at: end)) { end += 1 }
    return end - start
  }

  /// Two to four numbers with dots between; 0 when there is only one.
  func dottedLength(at start: Int) -> Int {
    var end = start + numberLength(at: start)
    guard end > start else { return 0 }
    var parts = 1
    while parts < 4, byte(at: end) == UInt8(ascii: ".") {
      let digits = numberLength(at: end + 1)
      guard digits > 0 else { break }
      end += 1 + digits
      parts += 1
    }
    return parts > 1 ? end - start : 0
  }

  /// Hexadecimal digits in a row.
  func hexDigits(at start: Int, atMost limit: Int) -> Int {
    var count = 0
    while count < limit, Self.hexDigit(byte(at: start + count)) != nil { count += 1 }
    return count
  }

  /// The number that hexadecimal digits make.
  func hexValue(_ start: Int, _ length: Int) -> UInt64 {
    var value: UInt64 = 0
    for offset in start..<(start + length) { value = value << 4 | UInt64(Self.hexDigit(text[offset]) ?? 0) }
    return value
  }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// The value of a number: hexadecimal after `0x`, octal after `0`, else decimal.
  ///
  /// - Throws: `FilterError` for a digit that is none in that base, and for more than 32 bits.
  func number(_ start: Int, _ length: Int) throws(FilterError) -> UInt32 {
    let isHex = length > 2 && text[start] == UInt8(ascii: "0") && text[start + 1] | 0x20 == UInt8(ascii: "x")
    let isOctal = !isHex && length > 1 && text[start] == UInt8(ascii: "0")
    let base: UInt64 = isHex ? 16 : isOctal ? 8 : 10
    var value: UInt64 = 0
    for offset in (start + (isHex ? 2 : 0))..<(start + length) {
      let digit = UInt64(Self.hexDigit(text[offset]) ?? 0)
      guard digit < base else { throw FilterError(.notOctal, offset..<(offset + 1)) }
      value = value * base + digit
      guard value <= UInt64(UInt32.max) else { throw FilterError(.numberTooLarge, start..<(start + length)) }
    }
    return UInt32(value)
  }
}
