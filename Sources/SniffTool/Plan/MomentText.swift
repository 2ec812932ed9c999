internal import Packets
internal import Pipeline
internal import System

/// Moments on the command line: dates and times (ISO 8601), seconds since 1970, times of day.
enum MomentText {
  /// The moment that a text tells; `nil` when it tells none.
  static func parse(_ text: String) -> Moment? {
    if let (seconds, nanoseconds) = fraction(text[...]) {
      return .at(Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    }
    if let time = timeOfDay(text[...]) { return .timeOfDay(time) }
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "Tt ".contains($0) }
    guard let first = parts.first, let days = days(first) else { return nil }
    guard parts.count == 2 else { return local(days * 86_400, 0) }
    let (clock, zone) = split(parts[1])
    guard let time = timeOfDay(clock) else { return nil }
    let (seconds, nanoseconds) = (days * 86_400 + time / 1_000_000_000, time % 1_000_000_000)
    guard let zone else { return local(seconds, nanoseconds) }
    guard let offset = offset(zone) else { return nil }
    return .at(Timestamp(seconds: seconds - offset, nanoseconds: nanoseconds))
  }

  /// Nanoseconds of a number of seconds, with or without a fraction and a sign; `nil` when the text is none, or more than
  /// a hundred years.
  static func nanoseconds(ofSeconds text: String) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let padded = digits.hasPrefix(".") ? "0" + digits : digits
    guard padded.first?.isNumber == true, let (seconds, nanoseconds) = fraction(padded[...]),
      seconds <= 3_200_000_000
    else { return nil }
    let count = seconds * 1_000_000_000 + nanoseconds
    return isNegative ? -count : count
  }

  /// A number with or without a fraction, which may be negative.
  private static func fraction(_ text: Substring) -> (Int64, Int64)? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, let seconds = Int64(whole), (-(1 << 40)..<(1 << 40)).contains(seconds) else {
      return nil
    }
    guard parts.count == 2 else { return (seconds, 0) }
    guard let nanoseconds = nanoseconds(parts[1]) else { return nil }
    guard whole.hasPrefix("-"), nanoseconds > 0 else { return (seconds, nanoseconds) }
    return (seconds - 1, 1_000_000_000 - nanoseconds)
  }

  /// Digits behind a point; what is finer than nanoseconds is dropped.
  private static func nanoseconds(_ digits: Substring) -> Int64? {
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int64(String(digits.prefix(9)) + String(repeating: "0", count: max(0, 9 - digits.count)))
  }

  /// Days from 1970-01-01 to a date, which is written with dashes.
  private static func days(_ text: Substring) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = number(parts[0], 0...9999),
      let month = number(parts[1], 1...12), let day = number(parts[2], 1...31), day <= length(of: month, year)
    else { return nil }
    // Years that begin in March, so that the odd day is the last one.
    let y = month > 2 ? year : year - 1
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func length(of month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Nanoseconds since midnight of hours and minutes, and seconds where they are told.
  private static func timeOfDay(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59) else {
      return nil
    }
    guard parts.count == 3 else { return (hour * 3600 + minute * 60) * 1_000_000_000 }
    guard let (second, nanoseconds) = fraction(parts[2]), 0...60 ~= second, parts[2].first?.isNumber == true else {
      return nil
    }
    return (hour * 3600 + minute * 60 + second) * 1_000_000_000 + nanoseconds
  }

  /// A time and the zone behind it.
  private static func split(_ text: Substring) -> (clock: Substring, zone: Substring?) {
    guard let place = text.firstIndex(where: { "Zz+-".contains($0) }) else { return (text, nil) }
    return (text[..<place], text[place...])
  }

  /// Seconds east of UTC: `Z`, `+01:00`, `+0100` or `+01`.
  private static func offset(_ text: Substring) -> Int64? {
    if text.lowercased() == "z" { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 2 || digits.count == 4, let hours = number(digits.prefix(2), 0...23),
      let minutes = number(digits.count == 4 ? digits.suffix(2) : "0", 0...59)
    else { return nil }
    return (text.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func number(_ text: some StringProtocol, _ range: ClosedRange<Int64>) -> Int64? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(text), range ~= number
    else { return nil }
    return number
  }

  /// A moment of local time, of which the seconds are told as if it were UTC.
  private static func local(_ seconds: Int64, _ nanoseconds: Int64) -> Moment {
    let zone = LocalTime()
    let guess = seconds - Int64(zone.offset(at: seconds).seconds)
    return .at(
      Timestamp(seconds: seconds - Int64(zone.offset(at: guess).seconds), nanoseconds: nanoseconds))
  }
}
