internal import Glibc
public import Packets

/// The machine's time zone, or that of the environment variable `TZ`.
public struct LocalTime: TimeZoneRules, Sendable {
  /// Reads the rules that are in force.
  public init() { tzset() }

  /// The offset in force at a moment, with a validity of the whole day in UTC, or a quarter of an hour on days on which
  /// it changes: the clocks of all zones are changed at such quarters.
  public func offset(at seconds: Int64) -> UTCOffset {
    let offset = Self.offset(at: seconds)
    let day = Self.range(around: seconds, length: 86_400)
    if Self.offset(at: day.lowerBound) == offset, Self.offset(at: day.upperBound &- 1) == offset {
      return UTCOffset(seconds: offset, validity: day)
    }
    return UTCOffset(seconds: offset, validity: Self.range(around: seconds, length: 900))
  }

  /// The piece of time that holds a moment, when time is cut into pieces of a length from the epoch on.
  private static func range(around seconds: Int64, length: Int64) -> Range<Int64> {
    let rest = seconds % length
    let start = seconds.subtractingReportingOverflow(rest < 0 ? rest + length : rest)
    let end = start.partialValue.addingReportingOverflow(length)
    guard !start.overflow, !end.overflow else { return seconds..<seconds }
    return start.partialValue..<end.partialValue
  }

  /// Seconds east of UTC; 0 for moments whose year no calendar holds.
  private static func offset(at seconds: Int64) -> Int {
    var moment = time_t(seconds)
    var calendar = unsafe tm()
    // SAFETY: both pointers are of one element each, used for this call only.
    guard unsafe localtime_r(&moment, &calendar) != nil else { return 0 }
    return unsafe calendar.tm_gmtoff
  }
}
