public import Packets
public import System

extension SavefileReader {
  /// Hands on the records in the buffer, without reading on, where they are byte for byte those that the sink takes.
  @inlinable @inline(__always)
  public mutating func copyRecords<Sink: RecordSink & ~Copyable>(
    to sink: inout Sink, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(Sink.Failure) -> Bool {
    guard plainLimit >= 0, sink.precision == precision else { return true }
    var (length, count) = (0, 0)
    var goesOn = true
    while goesOn, let size = plainRecordLength() {
      goesOn = !isLast(takePlainRecord(size))
      length += size
      count += 1
    }
    if count > 0 { try sink.write(records: input.buffer.taken(length), count: count) }
    return goesOn
  }
}
