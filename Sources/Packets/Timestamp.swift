/// A moment: seconds since 1970-01-01T00:00:00Z and a fraction.
///
/// A savefile may hold any number in its fields; what it says is kept, and `isInRange` tells whether it makes sense.
public struct Timestamp: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Whole seconds since the epoch; negative before it.
  public var seconds: Int64
  /// The fraction in nanoseconds; 0 to 999,999,999 unless the file lies.
  public var nanoseconds: Int64

  @inlinable
  public init(seconds: Int64, nanoseconds: Int64) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Whether the fraction is less than a second and not negative.
  @inlinable public var isInRange: Bool { nanoseconds >= 0 && nanoseconds < 1_000_000_000 }

  @inlinable
  public static func < (a: Self, b: Self) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }
}

/// How fine a source's or a savefile's timestamps are.
public enum TimestampPrecision: Sendable, Equatable {
  case microseconds
  case nanoseconds
}
