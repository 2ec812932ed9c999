internal import Glibc

/// The clock that nobody sets.
public enum MonotonicClock {
  /// Milliseconds since some moment.
  public static var milliseconds: Int {
    var now = timespec()
    // SAFETY: the pointer is of one element and used for this call only; this clock cannot fail.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000
  }
}
