import Bytes

extension TextBuffer {
  /// Appends a time span in years, weeks, days, hours, minutes and seconds, those that are not 0: `1w2d3s`.
  mutating func append(span seconds: UInt32) {
    if seconds == 0 { return append("0s") }
    var rest = seconds
    append(&rest, 31_536_000, "y")
    append(&rest, 604_800, "w")
    append(&rest, 86_400, "d")
    append(&rest, 3600, "h")
    append(&rest, 60, "m")
    append(&rest, 1, "s")
  }

  private mutating func append(_ rest: inout UInt32, _ unit: UInt32, _ name: StaticString) {
    guard rest >= unit else { return }
    append(rest / unit)
    append(name)
    rest %= unit
  }
}
