internal import Glibc

/// The clock that people set.
public enum WallClock {
  /// Seconds since the epoch, without their fraction.
  public static var seconds: Int64 {
    var now = timespec()
    // SAFETY: the pointer is of one element and used for this call only; this clock cannot fail.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec)
  }
}
