internal import CLinux

/// The timer of the process that sends `Signal.alarm` when the clock shows the next half second.
public enum HalfSecondTimer {
  /// Starts it, for one signal.
  ///
  /// - Throws: `SystemCallError` when the kernel refuses.
  public static func start() throws(SystemCallError) {
    let code = clinux_alarm_next_half_second()
    guard code == 0 else { throw SystemCallError("setitimer", code: code) }
  }

  /// Stops it.
  public static func stop() { clinux_alarm_stop() }
}
