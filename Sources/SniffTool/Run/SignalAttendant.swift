internal import Packets
internal import Pipeline
internal import System

/// Answers the signals that come while savefiles are read.
struct SignalAttendant: ~Copyable {
  private var watch: SignalWatch
  private let needsClock: Bool

  /// One for a plan.
  init(_ plan: Plan, _ watch: consuming SignalWatch) {
    self.watch = watch
    needsClock = plan.needsClock
  }

  /// Begins the clock's signals, where something is due by the clock.
  func startClock() {
    if needsClock { try? SecondTimer.start() }
  }

  /// Ends them.
  func stopClock() {
    if needsClock { SecondTimer.stop() }
  }

  /// Answers what has come.
  mutating func attend<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(OutputError) -> PacketLoop.Wish {
    let signals = watch.take()
    if signals[.user2] > 0 { try sink.flush() }
    if signals[.alarm] > 0 { startClock() }
    return signals.asksToStop ? .stop : .goOn
  }
}
