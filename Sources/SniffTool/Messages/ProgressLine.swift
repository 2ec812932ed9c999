internal import System

/// A line on standard error that says how far long work has come: where that is a terminal which nothing else is written to,
/// and as soon as more than two seconds seem to be left.
struct ProgressLine {
  /// Milliseconds that must be left for somebody to wonder.
  private static let patience = 2000
  /// Milliseconds of work before a guess, and between two lines.
  private static let interval = 250

  /// All bytes that are to be done.
  private let total: Int
  private let start: Int
  private var last: Int
  /// Whether a line stands on the terminal.
  private(set) var isShown = false

  /// A line for work that begins now.
  ///
  /// - Parameters:
  ///   - total: bytes of files to be read.
  ///   - now: the time in milliseconds.
  init(total: Int, now: Int = MonotonicClock.milliseconds) {
    self.total = total
    (start, last) = (now, now)
  }

  /// What is to be written to the terminal now; `nil` for nothing.
  ///
  /// - Parameters:
  ///   - done: bytes of files that have been read.
  ///   - now: the time in milliseconds.
  mutating func text(done: Int, now: Int = MonotonicClock.milliseconds) -> String? {
    guard now - last >= Self.interval, done > 0, total > 0 else { return nil }
    last = now
    let (done, passed) = (min(done, total), now - start)
    let left = Int(Double(passed) * Double(total - done) / Double(done))
    guard isShown || left > Self.patience else { return nil }
    isShown = true
    let percent = Int(Double(done) * 100 / Double(total))
    return "\r\(percent) %, \(Self.rate(Double(done) * 1000 / Double(passed))), \(Self.duration(left)) left\u{1b}[K"
  }

  /// What removes the line, when there is one.
  mutating func removal() -> String? {
    guard isShown else { return nil }
    isShown = false
    return "\r\u{1b}[K"
  }

  private static func rate(_ bytesPerSecond: Double) -> String {
    bytesPerSecond >= 10e6 ? "\(Int(bytesPerSecond / 1e6)) MB/s" : "\(Int(bytesPerSecond / 1e3)) kB/s"
  }

  private static func duration(_ milliseconds: Int) -> String {
    let seconds = (milliseconds + 999) / 1000
    return seconds < 120 ? "\(seconds) s" : seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
  }
}
