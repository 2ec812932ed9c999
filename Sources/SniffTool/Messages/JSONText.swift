internal import Packets

/// Values of JSON (RFC 8259).
enum JSONText {
  /// A time in seconds since the epoch, with all its digits; `null` for none, or one that makes no sense.
  static func time(_ time: Timestamp?) -> String {
    guard let time, time.isInRange else { return "null" }
    // A fraction goes forward, before the epoch too.
    let isBefore = time.seconds < 0 && time.nanoseconds > 0
    let fraction = String(isBefore ? 1_000_000_000 - time.nanoseconds : time.nanoseconds)
    let whole = isBefore ? "-\(-(time.seconds + 1))" : "\(time.seconds)"
    return whole + "." + String(repeating: "0", count: 9 - fraction.count) + fraction
  }

  /// A string.
  static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{0}"..."\u{1f}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// An object of values that are JSON already; those that are `nil` are left out.
  static func object(_ members: [(String, String?)]) -> String {
    "{" + members.compactMap { name, value in value.map { "\(string(name)):\($0)" } }.joined(separator: ",") + "}"
  }

  /// An array of values that are JSON already.
  static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}
