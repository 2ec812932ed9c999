internal import Glibc

/// The timer of the process that sends `Signal.alarm` again and again.
public enum IntervalTimer {
  /// Starts it.
  ///
  /// - Throws: `SystemCallError` when the kernel refuses.
  public static func start(seconds: Int) throws(SystemCallError) {
    let interval = timeval(tv_sec: seconds, tv_usec: 0)
    var timer = itimerval(it_interval: interval, it_value: interval)
    // SAFETY: the pointer is of one element and used for this call only.
    let result = unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    let code = errno
    guard result == 0 else { throw SystemCallError("setitimer", code: code) }
  }
}
