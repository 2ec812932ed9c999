public import Packets
public import System

extension SavefileReader {
  /// Copies packets as they stand in the buffer, many at once where they lie side by side, without reading on.
  ///
  /// Does nothing where the file's records are not byte for byte those that the writer writes. To copy all packets, call
  /// this and then `next()`, which reads on and whose packet is for `PcapWriter.write(_:)`, in turns.
  ///
  /// - Parameter judge: is asked for every packet in the buffer, in order.
  /// - Returns: whether there may be more; not so after `CopyVerdict.takeAndStop`.
  /// - Throws: `SavefileWriteError` when the packets cannot be written.
  @inlinable
  public mutating func copyBuffered(
    to writer: inout PcapWriter, judge: (borrowing CapturedPacket) -> CopyVerdict
  ) throws(SavefileWriteError) -> Bool {
    guard plainLimit >= 0, writer.precision == precision else { return true }
    // The records taken last, which lie side by side and end where the next record begins.
    var (length, count) = (0, 0)
    var goesOn = true
    while goesOn, let size = plainRecordLength() {
      switch judge(takePlainRecord(size)) {
      case .pass:
        try writeRun(length, count, endingBefore: size, to: &writer)
        (length, count) = (0, 0)
        continue
      case .takeAndStop: goesOn = false
      case .take: break
      }
      length += size
      count += 1
    }
    try writeRun(length, count, endingBefore: 0, to: &writer)
    return goesOn
  }

  @inlinable @inline(__always)
  func writeRun(
    _ length: Int, _ count: Int, endingBefore rest: Int, to writer: inout PcapWriter
  ) throws(SavefileWriteError) {
    guard count > 0 else { return }
    try writer.write(records: input.buffer.taken(length, endingBefore: rest), count: count)
  }
}
