public import Packets

/// Up to which time the packets of one file come before those of all others that are read with it.
public struct TimeBound: Equatable, Sendable {
  /// When the next packet of another file was captured.
  public var time: Timestamp
  /// Whether packets of that very time come before it, too.
  public var isInclusive: Bool

  /// A time, with or without what was captured just then.
  public init(_ time: Timestamp, isInclusive: Bool) {
    self.time = time
    self.isInclusive = isInclusive
  }

  /// Whether a packet of a time comes before.
  public func admits(_ other: Timestamp) -> Bool { other < time || isInclusive && other == time }
}
