/// Numbers on the command line as C's strtol takes them: decimal, `0x` hexadecimal, `0` octal.
enum Number {
  /// The number that a whole text is; `nil` when it is none.
  static func parse(_ text: String) -> Int? {
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return Int(lower.dropFirst(2), radix: 16) }
    if lower.hasPrefix("0"), lower.count > 1 { return Int(lower, radix: 8) }
    return Int(text)
  }
}
