/// Sizes and durations on the command line.
enum Quantity {
  /// Bytes: a whole number, or one with `k`, `M`, `G` or `T` for powers of 1000, or `Ki`, `Mi`, `Gi` or `Ti` for powers of
  /// 1024; a `B` may follow.
  ///
  /// - Returns: `nil` when the text is none, or more than a number holds.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    var unit = text.dropFirst(digits.count)
    if unit.hasSuffix("B"), unit != "B" || !digits.isEmpty { unit.removeLast() }
    guard let number = Int(digits), let factor = byteUnits[unit.lowercased()] else { return nil }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    return isTooLarge ? nil : product
  }

  /// A duration in milliseconds: a number, with or without a fraction, and `ms`, `s`, `m` (or `min`), `h` or `d`; without
  /// a unit seconds.
  ///
  /// - Returns: `nil` when the text is none, or longer than a hundred years.
  static func milliseconds(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), let factor = timeUnits[String(text.dropFirst(digits.count))] else { return nil }
    let milliseconds = number * factor
    return milliseconds <= 3.2e12 ? Int(milliseconds.rounded()) : nil
  }

  private static let byteUnits = [
    "": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000, "ki": 1 << 10, "mi": 1 << 20,
    "gi": 1 << 30, "ti": 1 << 40,
  ]
  private static let timeUnits: [String: Double] = [
    "ms": 1, "": 1000, "s": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000,
  ]
}
