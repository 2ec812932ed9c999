public import Packets
public import System

extension SavefileReader {
  /// Hands on the records in the buffer, without reading on, where they are byte for byte those that the sink takes.
  @inlinable @inline(__always)
  public mutating func copyRecords<Sink: RecordSink & ~Copyable>(
    to sink: inout Sink, judge: (borrowing CapturedPacket) -> CopyVerdict
  ) throws(Sink.Failure) -> Bool {
    guard plainLimit >= 0, sink.precision == precision else { return true }
    // The records taken last, which lie side by side and end where the next record begins.
    var (length, count) = (0, 0)
    var goesOn = true
    while goesOn, let size = plainRecordLength() {
      switch judge(takePlainRecord(size)) {
      case .take: break
      case .takeAndStop: goesOn = false
      case .stop:
        goesOn = false
        fallthrough
      case .pass:
        try writeRun(length, count, endingBefore: size, to: &sink)
        (length, count) = (0, 0)
        continue
      }
      length += size
      count += 1
    }
    try writeRun(length, count, endingBefore: 0, to: &sink)
    return goesOn
  }

  @inlinable @inline(__always)
  func writeRun<Sink: RecordSink & ~Copyable>(
    _ length: Int, _ count: Int, endingBefore rest: Int, to sink: inout Sink
  ) throws(Sink.Failure) {
    guard count > 0 else { return }
    try sink.write(records: input.buffer.taken(length, endingBefore: rest), count: count)
  }
}
