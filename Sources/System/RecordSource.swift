public import Packets

/// A source whose packets lie in memory, with room before each for the header that makes it a record of a pcap file: many
/// of them can be handed on at once, and written from where they lie.
public protocol RecordSource: PacketSource, ~Copyable {
  /// Whether it gives records: whoever takes them misses nothing but what pcap has no room for.
  var givesRecords: Bool { get }

  /// The next packets as records of a pcap file, in this machine's byte order, instead of `next()`. They stay as they are
  /// until the source is used again.
  ///
  /// - Parameters:
  ///   - records: gets them, as far as it has room.
  ///   - precision: the unit of their times.
  ///   - most: how many at most.
  /// - Returns: what was given; nothing when none is at hand, at the end or for now, which `isAtEnd` tells apart.
  mutating func giveRecords(
    to records: inout GatherBuffer, _ precision: TimestampPrecision, most: Int
  ) throws(Failure) -> RecordRun
}

/// What there is to tell of some records.
public struct RecordRun: Equatable, Sendable {
  /// How many they are.
  public var count = 0
  /// The earliest and the latest of their times, in nanoseconds since the epoch; they mean nothing when there are none.
  public var (earliest, latest) = (UInt64.max, UInt64.min)

  /// No record.
  @inlinable public init() {}

  /// Counts one more.
  @inlinable @inline(__always)
  public mutating func add(_ time: UInt64) {
    count &+= 1
    earliest = min(earliest, time)
    latest = max(latest, time)
  }
}
