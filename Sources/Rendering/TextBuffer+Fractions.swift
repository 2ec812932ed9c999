import Bytes

extension TextBuffer {
  /// Appends a number with three digits behind the point, rounded as its exact value is.
  mutating func append(thousandthsOf value: Float) {
    if value.sign == .minus { append("-") }
    guard value.isFinite else { return append(value.isNaN ? "nan" : "inf") }
    let magnitude = value.magnitude
    var whole = UInt128(magnitude.rounded(.down))
    // A fraction has at most 24 bits, so the product is exact.
    var rest = UInt32((Double(magnitude - magnitude.rounded(.down)) * 1000).rounded(.toNearestOrEven))
    if rest == 1000 {
      whole += 1
      rest = 0
    }
    append(wide: whole)
    append(".")
    append(rest, width: 3)
  }

  /// Appends a 128-bit number in decimal.
  private mutating func append(wide value: UInt128) {
    let unit: UInt128 = 10_000_000_000_000_000_000
    let high = value / unit
    if high == 0 { return append(UInt64(truncatingIfNeeded: value)) }
    append(wide: high)
    append(UInt64(truncatingIfNeeded: value % unit), width: 19)
  }

  /// Appends a bandwidth of bytes per second, as a 32-bit float, in megabits per second.
  mutating func append(megabits bits: UInt32) {
    append(thousandthsOf: Float(bitPattern: bits) * 8 / 1_000_000)
    append(" Mbps")
  }
}
