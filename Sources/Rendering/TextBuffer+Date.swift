import Bytes

extension TextBuffer {
  /// Appends a date and a time of day, as in `2011-04-07 19:45:34`.
  ///
  /// - Parameters:
  ///   - separator: what stands between the parts of the date.
  ///   - middle: what stands behind them.
  mutating func append(
    date time: CivilTime, _ separator: StaticString = "-", _ middle: StaticString = " "
  ) {
    append(time.year.magnitude, width: 4)
    append(separator)
    append(UInt32(time.month), width: 2)
    append(separator)
    append(UInt32(time.day), width: 2)
    append(middle)
    append(secondOfDay: time.secondOfDay)
  }

  /// Appends a time of day, as in `19:45:34`.
  mutating func append(secondOfDay second: Int) {
    append(UInt32(second / 3600), width: 2)
    append(byte: UInt8(ascii: ":"))
    append(UInt32(second / 60 % 60), width: 2)
    append(byte: UInt8(ascii: ":"))
    append(UInt32(second % 60), width: 2)
  }
}
