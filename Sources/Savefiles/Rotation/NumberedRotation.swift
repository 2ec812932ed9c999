internal import System

/// Savefiles one after the other, as with dumpcap: a number of five digits and the time at which the file begins stand
/// in each name before what tells the format, as in `name_00001_20260101120000.pcap`.
struct NumberedRotation: Sendable {
  /// Numbers begin again at 0 after these.
  private static let numbers = 100_000
  private static let compressionSuffixes = [".zst", ".gz", ".lz4"]

  private let stem: String
  private let suffix: String
  private let limits: RotationLimits
  private var number = 1
  /// When the file began, in seconds since the epoch.
  private var start: Int64

  /// Files named after `template`, of which the first begins at `now`.
  init(template: String, limits: RotationLimits, now: Int64) {
    (stem, suffix) = Self.parts(of: template)
    self.limits = limits
    start = now
  }

  /// A path without what tells the format, and that: the text from the last dot of the name on, or from the one before
  /// it when the last tells a compression.
  private static func parts(of path: String) -> (stem: String, suffix: String) {
    var stem = path[...]
    let compression = compressionSuffixes.first(where: path.hasSuffix)
    if let compression { stem = stem.dropLast(compression.count) }
    guard let dot = stem.lastIndex(of: "."), !stem[dot...].contains("/"), dot > stem.startIndex,
      stem[stem.index(before: dot)] != "/"
    else { return (String(stem), compression ?? "") }
    return (String(stem[..<dot]), String(path[dot...]))
  }

  /// The path of the file; `nil` when it is too long for one.
  var path: String? {
    guard let time = LocalTime.text("%Y%m%d%H%M%S", at: start) else { return nil }
    let digits = String(number % Self.numbers)
    return stem + "_" + String(repeating: "0", count: 5 - digits.count) + digits + "_" + time + suffix
  }

  /// What is to be done at a time with a file that is so long and has so many packets.
  mutating func step(now: Int64, byteCount: Int, packetCount: Int) -> FileRotation.Step {
    if let time = end(at: now) {
      start = time
    } else if isFull(byteCount, packetCount) {
      start = now
    } else {
      return .stay
    }
    number += 1
    return .next
  }

  private func isFull(_ byteCount: Int, _ packetCount: Int) -> Bool {
    if let limit = limits.byteCount, byteCount >= limit { return true }
    if let limit = limits.packetCount, packetCount >= limit { return true }
    return false
  }

  /// When the file was over by the clock, the latest such moment; `nil` when it is not. What is late moves nothing: the
  /// next one is over when it would have been anyway.
  private mutating func end(at now: Int64) -> Int64? {
    // A clock that was set back: the file begins anew, lest nothing happens until the clock is there again.
    if now < start { start = now }
    var end: Int64?
    if let seconds = limits.seconds.map(Int64.init), now - start >= seconds {
      end = start + (now - start) / seconds * seconds
    }
    if let interval = limits.intervalSeconds.map(Int64.init), now / interval != start / interval {
      end = max(end ?? start, now / interval * interval)
    }
    return end
  }
}
