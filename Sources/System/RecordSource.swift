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
  ///   - room: which, and how many of them.
  /// - Returns: what was given; nothing when none is at hand, at the end or for now, which `isAtEnd` tells apart.
  mutating func giveRecords(
    to records: inout GatherBuffer, _ room: RecordRoom
  ) throws(Failure) -> RecordRun
}

/// What somebody takes of records before he is to be asked again.
public struct RecordRoom: Equatable, Sendable {
  /// The unit of their times.
  public var precision: TimestampPrecision
  /// How many at most; 0 for none, ever.
  public var count: Int
  /// Bytes of records behind which there is no other: the one that comes to them is wanted whole.
  public var byteCount: Int

  /// Room for records.
  @inlinable
  public init(_ precision: TimestampPrecision, count: Int = .max, byteCount: Int = .max) {
    self.precision = precision
    self.count = count
    self.byteCount = byteCount
  }

  /// No room for any.
  public static let none = RecordRoom(.microseconds, count: 0)
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

  /// Counts others.
  @inlinable @inline(__always)
  public mutating func add(_ other: RecordRun) {
    count &+= other.count
    earliest = min(earliest, other.earliest)
    latest = max(latest, other.latest)
  }
}
