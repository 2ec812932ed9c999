internal import Packets
internal import Pipeline
internal import System

/// Answers the signals that come while savefiles are read, and says how far the reading is where that takes long.
struct SignalAttendant: ~Copyable {
  private var watch: SignalWatch
  private let needsClock: Bool
  private let showsProgress: Bool
  private var progress: ProgressLine?

  /// One for a plan.
  init(_ plan: Plan, _ watch: consuming SignalWatch) {
    self.watch = watch
    needsClock = plan.needsClock
    let printsToTerminal = plan.printsLines && ProcessEnvironment.writesToTerminal
    showsProgress = plan.wantsProgress && ProcessEnvironment.complainsToTerminal && !printsToTerminal
  }

  /// Begins to look at how far the reading is.
  ///
  /// - Parameter size: bytes that are to be read; `nil` when nobody knows.
  mutating func startProgress(of size: Int?) {
    progress = showsProgress ? size.map { ProgressLine(total: $0) } : nil
  }

  /// Removes what was said of it.
  mutating func stopProgress() {
    if let text = progress?.removal() { Console.note(text) }
    progress = nil
  }

  /// Begins the clock's signals, where something is due by the clock.
  func startClock() {
    if needsClock { try? HalfSecondTimer.start() }
  }

  /// Ends them.
  func stopClock() {
    if needsClock { HalfSecondTimer.stop() }
  }

  /// Answers what has come.
  ///
  /// - Parameter place: how many bytes have been read.
  mutating func attend<Sink: OutputSink & ~Copyable>(
    _ sink: inout Sink, at place: @autoclosure () -> Int
  ) throws(OutputError) -> PacketLoop.Wish {
    if progress != nil, let text = progress?.text(done: place()) { Console.note(text) }
    let signals = watch.take()
    if signals[.user2] > 0 { try sink.flush() }
    if signals[.alarm] > 0 { startClock() }
    return signals.asksToStop ? .stop : .goOn
  }
}
