internal import Glibc

/// The clock that people set.
public enum WallClock {
  /// Nanoseconds since the epoch; 0 before it.
  public static var nanoseconds: UInt64 {
    var now = timespec()
    // SAFETY: as below.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec < 0 ? 0 : UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }

  /// Seconds since the epoch, without their fraction.
  public static var seconds: Int64 {
    var now = timespec()
    // SAFETY: the pointer is of one element and used for this call only; this clock cannot fail.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec)
  }
}
