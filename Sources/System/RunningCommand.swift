/// A command that was started beside the capture.
public protocol RunningCommand: Sendable {
  /// How it ended; `nil` when it has not, which is so too when a signal ended the waiting.
  ///
  /// Asked again after that, it says that it has not ended.
  ///
  /// - Parameter waits: whether to wait for its end.
  func end(waits: Bool) -> CommandEnd?
}

/// How a command ended.
public enum CommandEnd: Equatable, Sendable {
  /// With an exit status.
  case exit(Int32)
  /// By a signal.
  case signal(Int32)

  /// What wait(2) says; Swift cannot import the macros for that.
  init(waitStatus status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
  }
}
