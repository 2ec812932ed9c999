/// How far local time is from UTC, and for how long that holds.
public struct UTCOffset: Equatable, Sendable {
  /// Seconds to add to UTC, east positive.
  public var seconds: Int
  /// The moments, in seconds since the epoch, for which this is known to hold.
  public var validity: Range<Int64>

  /// An offset and when it holds.
  public init(seconds: Int, validity: Range<Int64>) {
    self.seconds = seconds
    self.validity = validity
  }
}

/// The machine's time zone, as lines with local time need it.
public protocol TimeZoneRules: Sendable {
  /// The offset in force at a moment, in seconds since the epoch.
  func offset(at seconds: Int64) -> UTCOffset
}
