internal import Glibc

extension LocalTime {
  /// Bytes of a path at most, its terminator included (PATH_MAX, linux/limits.h).
  private static let capacity = 4096

  /// A time in the machine's time zone, in the words of strftime(3).
  ///
  /// - Parameter seconds: since the epoch.
  /// - Returns: `nil` when the text has more than 4095 bytes, or no calendar has the time.
  public static func text(_ format: String, at seconds: Int64) -> String? {
    guard !format.isEmpty else { return "" }
    var moment = time_t(seconds)
    var calendar = unsafe tm()
    // SAFETY: both pointers are of one element each, used for this call only.
    guard unsafe localtime_r(&moment, &calendar) != nil else { return nil }
    // SAFETY: the buffer is used within the closure only.
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      // A blank in front tells a text that is empty from one that does not fit.
      // SAFETY: strftime ends what it writes within the buffer, and 0 says that it wrote nothing of use.
      guard unsafe strftime(start, buffer.count, " " + format, &calendar) > 0 else { return nil }
      return unsafe String(cString: start + 1)
    }
  }
}
