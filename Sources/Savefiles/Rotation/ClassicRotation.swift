internal import System

/// Savefiles one after the other, as with tcpdump.
///
/// With a limit of seconds the name is a pattern for strftime(3), filled in with the beginning of the file's time. With
/// a limit of bytes a number follows it, from 0 on, of as many digits as the last file's, or with no number of files
/// none at the first. A new interval begins with number 0 again.
struct ClassicRotation: Sendable {
  private let template: String
  private let limits: RotationLimits
  /// When the interval of the file began, in seconds since the epoch.
  private var start: Int64
  /// Intervals that are over, and the file's number in this one.
  private var intervals = 0
  private var number = 0

  /// Files named after `template`, of which the first begins at `now`.
  init(template: String, limits: RotationLimits, now: Int64) {
    self.template = template
    self.limits = limits
    start = now
  }

  /// The path of the file; `nil` when it is too long for one.
  var path: String? {
    guard let name = limits.seconds == nil ? template : LocalTime.text(template, at: start) else { return nil }
    guard limits.byteCount != nil else { return name }
    let width = limits.fileCount.map(Self.digits) ?? 0
    guard number > 0 || width > 0 else { return name }
    let digits = String(number)
    return name + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Digits of the number of the last of so many files; none when there is but one.
  private static func digits(of count: Int) -> Int {
    var (rest, digits) = (count - 1, 0)
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    return digits
  }

  /// What is to be done at a time with a file that is so long.
  mutating func step(now: Int64, byteCount: Int) -> FileRotation.Step {
    if let seconds = limits.seconds, isOver(seconds, now) {
      intervals += 1
      number = 0
      if limits.byteCount == nil, let count = limits.fileCount, intervals >= count { return .end }
      return .next
    }
    guard let limit = limits.byteCount, byteCount > limit else { return .stay }
    number += 1
    if let count = limits.fileCount, number >= count { number = 0 }
    return .next
  }

  /// Whether the interval is over; then another one begins, a whole number of them behind the first: none is longer
  /// because a packet or a turn of the processor was late.
  private mutating func isOver(_ seconds: Int, _ now: Int64) -> Bool {
    let passed = now - start
    // A clock that was set back: the interval begins anew, lest nothing happens until the clock is there again.
    if passed < 0 { start = now }
    guard passed >= seconds else { return false }
    start += passed / Int64(seconds) * Int64(seconds)
    return true
  }
}
