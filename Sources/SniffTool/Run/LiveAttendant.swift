internal import Capture
internal import Packets
internal import Pipeline
internal import Rendering
internal import Savefiles
internal import System

/// Answers signals and the clock while the packets of a capture are taken.
struct LiveAttendant: ~Copyable {
  /// How long after the first signal another one is not its echo: a shell or timeout(1) may send the same one twice.
  private static let echoMilliseconds = 100
  /// How often what is dear to ask is asked for the end of a file.
  private static let noteMilliseconds = 1000

  private var watch: SignalWatch
  private let plan: Plan
  /// Whether the number of packets is shown every second.
  private let showsProgress: Bool
  /// When a capture of a limited duration ends.
  private let end: Int?
  private var stoppedAt: Int?
  private var notedAt: Int?
  /// Whether a signal has ended the capture.
  private(set) var wasInterrupted = false

  /// An attendant of a capture that begins now.
  init(_ plan: Plan, _ watch: consuming SignalWatch) {
    self.plan = plan
    self.watch = watch
    showsProgress = plan.lines.verbosity > 0 && plan.outputFile != nil && !plan.printsAnyway && !plan.reportsFiles
    end = plan.stop.milliseconds.map { MonotonicClock.milliseconds + $0 }
    // A timer that cannot be had costs a number on the terminal, and a file that is cut late.
    if needsClock { try? HalfSecondTimer.start() }
  }

  /// Whether something is due by the clock.
  private var needsClock: Bool { showsProgress || plan.needsClock }

  deinit {
    watch.finish()
    if needsClock { HalfSecondTimer.stop() }
  }

  /// Looks what is due.
  ///
  /// - Parameter taken: packets taken so far.
  mutating func attend<Source: LiveSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    _ source: inout Source, _ sink: inout Sink, _ taken: Int
  ) throws(OutputError) -> PacketLoop.Wish {
    let signals = watch.take()
    let now = MonotonicClock.milliseconds
    for event in source.takeEvents() { Console.say(event.message(program: ProcessEnvironment.executablePath)) }
    if signals[.user2] > 0 { try sink.flush() }
    if signals[.user1] > 0 { LiveReport.tell(of: &source, taken, isFinal: false) }
    if plan.writesPcapng { note(&source, in: &sink, now) }
    if needsClock, signals[.alarm] > 0 {
      try? HalfSecondTimer.start()
      if showsProgress { Console.note("Got \(taken)\r") }
    }
    if signals.asksToStop {
      wasInterrupted = true
      if let stoppedAt, now - stoppedAt >= Self.echoMilliseconds { return .stop }
    }
    guard signals.asksToStop || hasEnded(now, &source) else { return .goOn }
    stoppedAt = stoppedAt ?? now
    source.stop()
    return .drain
  }

  /// Whether the duration is over; the source shall not sleep longer than that.
  private func hasEnded<Source: LiveSource & ~Copyable>(_ now: Int, _ source: inout Source) -> Bool {
    guard let end, stoppedAt == nil else { return false }
    source.longestWait = Int32(clamping: max(end - now, 0))
    return now >= end
  }

  /// Lets the sink know of losses.
  private mutating func note<Source: LiveSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    _ source: inout Source, in sink: inout Sink, _ now: Int
  ) {
    let asksAll = notedAt.map { now - $0 >= Self.noteMilliseconds } ?? true
    if asksAll { notedAt = now }
    LiveReport.note(&source, in: &sink, asksAll: asksAll)
  }
}
