internal import System

/// Writes a savefile as it is.
struct PlainLaneWork: ~Copyable, LaneWork {
  private let file: FileDescriptor
  private let layout: RecordLayout

  /// A file from where it stands.
  init(_ file: consuming FileDescriptor, _ layout: RecordLayout) {
    self.file = file
    self.layout = layout
  }

  consuming func run(_ queue: LaneQueue) -> SavefileWriteError? {
    var buffer = WriteBuffer(capacity: queue.bufferSize)
    var hasHeader = false
    var packets = 0
    while case .load(let facts) = queue.next(&buffer) {
      var written = 0
      do throws(SystemCallError) {
        try buffer.flush(to: file, written: &written)
      } catch {
        // A record that has begun in an earlier buffer ends with this one at the earliest, and that is not written.
        let whole =
          facts.begun > 0
          ? (count: 0, end: -facts.begun)
          : layout.wholeRecords(in: buffer.bytes, upTo: written, hasHeader: hasHeader)
        // What cannot be cut, a pipe or a file on a broken disk, stays as it is: the first error is the one to tell.
        try? file.retract(written - whole.end)
        return SavefileWriteError(cause: error, wholePackets: facts.packetsBefore + whole.count)
      }
      hasHeader = true
      packets = facts.packetsBefore + facts.packets
    }
    do throws(SystemCallError) {
      try file.close()
      return nil
    } catch {
      return SavefileWriteError(cause: error, wholePackets: packets)
    }
  }
}
