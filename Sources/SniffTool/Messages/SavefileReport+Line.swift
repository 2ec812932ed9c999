internal import Packets
internal import Pipeline

extension SavefileReport {
  /// What it tells, as a line of JSON.
  var line: String {
    let bytes = bytes.map(String.init) ?? "null"
    let (first, last) = (Self.text(times?.lowerBound), Self.text(times?.upperBound))
    return "{\"file\":\(Self.quoted(path)),\"packets\":\(packets),\"bytes\":\(bytes),"
      + "\"first\":\(first),\"last\":\(last)}"
  }

  /// A time in seconds since the epoch, with all its digits.
  private static func text(_ time: Timestamp?) -> String {
    guard let time, time.isInRange else { return "null" }
    // A fraction goes forward, before the epoch too.
    let isBefore = time.seconds < 0 && time.nanoseconds > 0
    let fraction = String(isBefore ? 1_000_000_000 - time.nanoseconds : time.nanoseconds)
    let whole = isBefore ? "-\(-(time.seconds + 1))" : "\(time.seconds)"
    return whole + "." + String(repeating: "0", count: 9 - fraction.count) + fraction
  }

  /// A string of JSON (RFC 8259 section 7).
  private static func quoted(_ text: String) -> String {
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
}
