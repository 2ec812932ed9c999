internal import CLinux
internal import Glibc

/// A signal that a capture answers.
public struct Signal: RawRepresentable, Hashable, Sendable {
  /// The number, signal(7).
  public var rawValue: Int32
  /// The signal of a number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Control-C.
  public static let interrupt = Signal(rawValue: SIGINT)
  /// What kill(1) sends.
  public static let terminate = Signal(rawValue: SIGTERM)
  /// The terminal is gone.
  public static let hangUp = Signal(rawValue: SIGHUP)
  /// A line of statistics is wanted.
  public static let user1 = Signal(rawValue: SIGUSR1)
  /// The clock shows another half second, see `HalfSecondTimer`.
  public static let alarm = Signal(rawValue: SIGALRM)
  /// What is buffered is to be written now.
  public static let user2 = Signal(rawValue: SIGUSR2)
}

/// Counts signals instead of letting them end the process, and wakes whoever waits on its descriptor.
///
/// A signal interrupts a blocking system call (`EINTR`). A broken pipe and a file that has reached the limit of the
/// process (setrlimit(2)) send no signal from here on, so that a write into one fails with `EPIPE` or `EFBIG`. One watch
/// at a time: a process has one set of handlers. What was in force before comes back when the watch ends, but for these.
public struct SignalWatch: ~Copyable {
  /// Readable from a signal until `take()`: to be polled beside what is waited for.
  public let descriptor: Int32
  private let signals: [Signal]

  /// Starts to count; hang-up stays ignored where the process was started so (nohup(1)).
  ///
  /// - Throws: `SystemCallError` when there is no descriptor left or a signal cannot be caught.
  public init(
    _ signals: [Signal] = [.interrupt, .terminate, .hangUp, .user1, .user2]
  ) throws(SystemCallError) {
    let event = clinux_eventfd()
    guard event >= 0 else { throw SystemCallError("eventfd", code: errno) }
    let code = Self.install(signals, waking: event)
    guard code == 0 else {
      for signal in signals { clinux_signal_restore(signal.rawValue) }
      close(event)
      throw SystemCallError("sigaction", code: code)
    }
    descriptor = event
    self.signals = signals
  }

  private static func install(_ signals: [Signal], waking event: Int32) -> Int32 {
    for signal in signals {
      let code = clinux_signal_watch(signal.rawValue, event, signal == .hangUp)
      if code != 0 { return code }
    }
    let code = clinux_signal_ignore(SIGPIPE)
    return code == 0 ? clinux_signal_ignore(SIGXFSZ) : code
  }

  deinit {
    for signal in signals { clinux_signal_restore(signal.rawValue) }
    close(descriptor)
  }

  /// Says that nobody looks from here on, as the process is about to end: an interruption that is not the first one ends
  /// it at once, whatever it waits for, also when this watch is gone.
  public func finish() { clinux_signal_finish() }

  /// What came since the last call, and puts the descriptor to sleep again.
  public mutating func take() -> SignalCounts {
    // Asked for often, when there is hardly ever one: that takes no system call.
    guard clinux_signal_arrived() else { return SignalCounts() }
    // Emptied before the counters are read: a signal in between wakes once more for nothing, but none is missed.
    var discarded: UInt64 = 0
    // SAFETY: an eventfd gives eight bytes, which `discarded` has room for.
    _ = unsafe read(descriptor, &discarded, MemoryLayout<UInt64>.size)
    var counts = SignalCounts()
    for signal in signals { counts[signal] = Int(clinux_signal_take(signal.rawValue)) }
    return counts
  }
}
