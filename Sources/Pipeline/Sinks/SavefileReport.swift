public import Packets

/// What there is to tell of a savefile that is complete.
public struct SavefileReport: Sendable, Equatable {
  /// The path.
  public var path: String
  /// Packets in it.
  public var packets = 0
  /// Bytes of it as it lies on the disk; `nil` for what is no regular file, and where nobody asked for them.
  public var bytes: Int?
  /// The earliest and the latest time of a packet; `nil` without packets.
  public var times: ClosedRange<Timestamp>?

  /// A file without packets.
  public init(path: String) { self.path = path }

  /// Counts a packet.
  @inlinable
  mutating func add(_ time: Timestamp) {
    packets += 1
    guard let times else {
      self.times = time...time
      return
    }
    if time > times.upperBound {
      self.times = times.lowerBound...time
    } else if time < times.lowerBound {
      self.times = time...times.upperBound
    }
  }
}
