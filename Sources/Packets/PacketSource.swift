/// Where packets come from: a savefile, a capture, memory.
///
/// The packet that `next()` lends is valid until the source is used again; the compiler refuses to keep it.
public protocol PacketSource: ~Copyable {
  /// What can go wrong while reading.
  associatedtype Failure: Error

  /// What the packets are; a source of packets of several link types tells that of the first.
  var linkType: LinkType { get }

  /// Bytes of a packet that are captured at most.
  var snapshotLength: Int { get }

  /// How fine the timestamps are.
  var precision: TimestampPrecision { get }

  /// The next packet, or `nil` when none is at hand: at the end, or for now, which `isAtEnd` tells apart.
  @_lifetime(&self)
  mutating func next() throws(Failure) -> CapturedPacket?

  /// Whether `nil` from `next()` is final.
  var isAtEnd: Bool { get }

  /// Hands on the packets at hand as they stand in the source, many at once where they lie side by side, as far as they
  /// are records of the kind that the sink takes. `next()` lends those that are left.
  ///
  /// - Parameter isLast: whether a packet is the last one that is wanted; asked for every one in order.
  /// - Returns: whether there may be more; not so after the last one.
  /// - Throws: what the sink throws.
  mutating func copyRecords<Sink: RecordSink & ~Copyable>(
    to sink: inout Sink, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(Sink.Failure) -> Bool

  /// Waits until there may be a packet again, or something else, such as a signal, wants attention.
  mutating func wait() throws(Failure)
}

extension PacketSource where Self: ~Copyable {
  /// Most sources have no such records.
  @inlinable @inline(__always)
  public mutating func copyRecords<Sink: RecordSink & ~Copyable>(
    to sink: inout Sink, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(Sink.Failure) -> Bool { true }

  /// A source that never runs dry before its end has nothing to wait for.
  public mutating func wait() throws(Failure) {}
}
