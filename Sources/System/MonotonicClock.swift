internal import Glibc

/// The clock that nobody sets.
public enum MonotonicClock {
  /// Milliseconds since some moment.
  public static var milliseconds: Int { nanoseconds / 1_000_000 }

  /// Nanoseconds since the same moment.
  public static var nanoseconds: Int {
    var now = timespec()
    // SAFETY: the pointer is of one element and used for this call only; this clock cannot fail.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return Int(now.tv_sec) &* 1_000_000_000 &+ Int(now.tv_nsec)
  }
}
