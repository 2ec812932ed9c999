import Bytes

extension TextBuffer {
  /// Digits that a number has at most.
  private static let digits = 10

  /// Appends a number with up to ten significant digits, rounded as its exact value is, and a power of ten where it is
  /// very large or small: as `%.10g` does.
  mutating func append(general value: Float) {
    if value.sign == .minus { append("-") }
    guard value.isFinite else { return append(value.isNaN ? "nan" : "inf") }
    guard value != 0 else { return append("0") }
    var (number, exponent) = Self.decimal(value.magnitude)
    let isScientific = exponent < -4 || exponent >= Self.digits
    var count = Self.digits
    while count > 1, number % 10 == 0 {
      number /= 10
      count -= 1
    }
    guard !isScientific else {
      append(number, count, pointBehind: 1)
      append(exponent < 0 ? "e-" : "e+")
      exponent = abs(exponent)
      if exponent < 10 { append("0") }
      return append(exponent)
    }
    if exponent >= 0 { return append(number, count, pointBehind: exponent + 1) }
    append("0.")
    for _ in 0..<(-exponent - 1) { append("0") }
    append(number)
  }

  /// Appends so many digits, and zeros in front of the point where they end before it.
  private mutating func append(_ number: UInt64, _ count: Int, pointBehind place: Int) {
    var unit: UInt64 = 1
    for _ in 0..<abs(count - place) { unit *= 10 }
    if count <= place { return append(number * unit) }
    append(number / unit)
    append(".")
    append(number % unit, width: count - place)
  }

  /// The first ten digits of a number that is more than 0, rounded to even, and the power of ten that the first one stands
  /// for.
  private static func decimal(_ value: Float) -> (UInt64, Int) {
    let whole = UInt128(value.rounded(.down))
    var fraction = BinaryFraction(value)
    var (number, count): (UInt128, Int) = (whole, 0)
    var rest = whole
    while rest > 0 {
      rest /= 10
      count += 1
    }
    var exponent = count - 1
    var isUp: Bool
    if count > digits {
      // So large a number has no fraction.
      var unit: UInt128 = 1
      for _ in 0..<(count - digits) { unit *= 10 }
      let (quotient, remainder) = whole.quotientAndRemainder(dividingBy: unit)
      number = quotient
      isUp = remainder > unit / 2 || remainder == unit / 2 && quotient % 2 == 1
    } else {
      while count < digits {
        let digit = fraction.nextDigit()
        if number == 0 { exponent -= digit == 0 ? 1 : 0 }
        number = number * 10 + UInt128(digit)
        if number > 0 { count += 1 }
      }
      isUp = fraction.isMoreThanHalf || fraction.isHalf && number % 2 == 1
    }
    if isUp { number += 1 }
    if number == 10_000_000_000 { (number, exponent) = (number / 10, exponent + 1) }
    return (UInt64(truncatingIfNeeded: number), exponent)
  }
}

/// What a number has behind the point, exactly: a number of up to 160 bits and the power of two that it is divided by.
private struct BinaryFraction {
  private var (high, low): (UInt128, UInt128) = (0, 0)
  private let scale: Int

  init(_ value: Float) {
    let fraction = value - value.rounded(.down)
    guard fraction > 0 else {
      scale = 1
      return
    }
    // A fraction's significand is the integer of its bits, times a power of two below zero.
    let bits = fraction.significandBitPattern | (fraction.isNormal ? 1 << 23 : 0)
    scale = fraction.isNormal ? 23 - Int(fraction.exponent) : 149
    low = UInt128(bits)
  }

  /// Takes the next decimal digit.
  mutating func nextDigit() -> UInt8 {
    let product = low.multipliedFullWidth(by: 10)
    high = high * 10 + product.high
    low = product.low
    guard scale < 128 else {
      let digit = high >> (scale - 128)
      high -= digit << (scale - 128)
      return UInt8(truncatingIfNeeded: digit)
    }
    let digit = high << (128 - scale) | low >> scale
    (high, low) = (0, low - (low >> scale) << scale)
    return UInt8(truncatingIfNeeded: digit)
  }

  private var halves: (whole: UInt128, rest: UInt128) {
    scale > 128
      ? (high >> (scale - 129), (high & (1 << (scale - 129) - 1)) | low)
      : (low >> (scale - 1), low & (1 << (scale - 1) - 1))
  }

  var isHalf: Bool { halves.whole == 1 && halves.rest == 0 }
  var isMoreThanHalf: Bool { halves.whole == 1 && halves.rest != 0 }
}
