public import Packets

/// What the time of a packet may be told from: when packets before it were captured.
public struct EarlierTimes: Sendable {
  /// When the first one was.
  private(set) var first: Timestamp?
  /// When the last one was.
  private(set) var previous: Timestamp?

  /// No packet yet.
  public init() {}

  /// Adds the time of the next packet.
  public mutating func add(_ time: Timestamp) {
    // A first time of zero counts as none: tcpdump waits for another.
    if first == nil, time != Timestamp(seconds: 0, nanoseconds: 0) { first = time }
    previous = time
  }
}
