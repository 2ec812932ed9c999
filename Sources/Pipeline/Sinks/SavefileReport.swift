public import Packets
internal import System

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
    add(time...time)
  }

  /// Counts packets.
  mutating func add(_ run: RecordRun) {
    guard run.count > 0 else { return }
    packets += run.count
    add(Timestamp(nanoseconds: run.earliest)...Timestamp(nanoseconds: run.latest))
  }

  @inlinable
  mutating func add(_ more: ClosedRange<Timestamp>) {
    guard let times else {
      self.times = more
      return
    }
    if more.upperBound > times.upperBound || more.lowerBound < times.lowerBound {
      self.times = min(more.lowerBound, times.lowerBound)...max(more.upperBound, times.upperBound)
    }
  }
}

extension Timestamp {
  /// So many nanoseconds after the epoch.
  fileprivate init(nanoseconds: UInt64) {
    self.init(seconds: Int64(nanoseconds / 1_000_000_000), nanoseconds: Int64(nanoseconds % 1_000_000_000))
  }
}
