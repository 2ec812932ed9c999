internal import Bytes
internal import System

/// The bytes of a savefile on their way out: the buffer that records gather in, and the file.
///
/// Bytes go out in large writes, which all are checked, as closing is. When one fails, a regular file is cut back to the
/// packets that are whole, and everything fails from then on.
struct SavefileOutput: ~Copyable, Sendable {
  private let file: FileDescriptor
  var layout: RecordLayout
  /// The thread that writes the file; `nil` when nobody else does.
  private let lane: SavefileLane?
  var buffer = WriteBuffer(capacity: bufferSize)
  static let bufferSize = 256 << 10
  /// Bytes that may wait for the thread that compresses.
  private static let compressionQueueSize = 2 << 20
  /// Whether the kernel has taken the file's beginning, and how many packets and bytes.
  private var hasHeader = false
  private var packetsOut = 0
  private var bytesOut = 0
  private var failure: SavefileWriteError?
  /// Packets put in so far, in the buffer or out.
  var packetCount = 0

  /// An output into a file, from where it stands.
  init(_ file: consuming FileDescriptor, _ layout: RecordLayout) {
    self.file = file
    self.layout = layout
    lane = nil
  }

  private init(_ lane: SavefileLane, _ layout: RecordLayout) {
    file = FileDescriptor(borrowing: -1)
    self.layout = layout
    self.lane = lane
  }

  /// An output into a file that is compressed by a thread, or written by one when it may stall.
  ///
  /// - Parameters:
  ///   - isPaced: whether packets come in their own time.
  ///   - queue: room for what waits for a file that stalls; `nil` for none.
  /// - Throws: `SystemCallError` when that cannot be begun.
  init(
    _ file: consuming FileDescriptor, _ layout: RecordLayout, _ compression: CompressionChoice?, isPaced: Bool,
    queue: QueueRoom?
  ) throws(SystemCallError) {
    if let compression {
      let lane = try SavefileLane(
        CompressionWork(compression, layout, isPaced: isPaced, into: file), bufferSize: Self.bufferSize,
        in: queue ?? QueueRoom(byteCount: Self.compressionQueueSize))
      self.init(lane, layout)
    } else if let queue, !file.isMemory {
      let lane = try SavefileLane(
        PlainLaneWork(file, layout), bufferSize: Self.bufferSize, in: queue)
      self.init(lane, layout)
    } else {
      self.init(file, layout)
    }
  }

  /// Bytes put in so far.
  var byteCount: Int { bytesOut + buffer.count }

  /// Throws what went wrong before.
  func check() throws(SavefileWriteError) {
    if let failure { throw failure }
  }

  /// Sees to it that so many bytes have room in the buffer, or that it is empty when they never have.
  mutating func makeRoom(_ count: Int) throws(SavefileWriteError) {
    if let failure { throw failure }
    if count > buffer.room { try flush() }
  }

  /// Hands what is in the buffer to the kernel.
  mutating func flush() throws(SavefileWriteError) {
    if let failure { throw failure }
    if let lane { return try hand(to: lane) }
    if buffer.count > 0 { try flushBuffer() }
  }

  /// Hands the buffer to the thread.
  ///
  /// - Parameter begun: bytes that were handed over before of the record which goes on at its beginning.
  private mutating func hand(to lane: SavefileLane, begun: Int = 0) throws(SavefileWriteError) {
    guard buffer.count > 0 else { return }
    let count = buffer.count
    do throws(SavefileWriteError) {
      let facts = LaneLoad.Facts(packetsBefore: packetsOut, packets: packetCount - packetsOut, begun: begun)
      try lane.hand(&buffer, facts)
    } catch {
      failure = error
      throw error
    }
    packetsOut = packetCount
    bytesOut += count
  }

  private mutating func flushBuffer() throws(SavefileWriteError) {
    var written = 0
    do throws(SystemCallError) {
      try buffer.flush(to: file, written: &written)
    } catch {
      let whole = layout.wholeRecords(in: buffer.bytes, upTo: written, hasHeader: hasHeader)
      throw fail(error, whole: whole.count, torn: written - whole.end)
    }
    hasHeader = true
    packetsOut = packetCount
    bytesOut += written
  }

  /// Writes records from where they lie, or copies them where they must wait for a thread.
  mutating func write(_ records: inout GatherBuffer) throws(SavefileWriteError) {
    guard lane == nil else { return try copy(&records) }
    try flush()
    let count = records.count
    var written = 0
    do throws(SystemCallError) {
      try records.flush(to: file, written: &written)
    } catch {
      let whole = records.wholeRecords(in: written)
      throw fail(error, whole: whole.count, torn: written - whole.end)
    }
    packetCount += count
    packetsOut = packetCount
    bytesOut += written
  }

  private mutating func copy(_ records: inout GatherBuffer) throws(SavefileWriteError) {
    for index in 0..<records.count {
      let record = records.record(index)
      try makeRoom(record.byteCount)
      guard record.byteCount <= buffer.room else {
        try writeThrough(record, packets: 1)
        continue
      }
      buffer.append(record)
      packetCount += 1
    }
    records.removeAll()
  }

  /// Writes the buffer, which holds at most the beginning of a record, and then bytes past it.
  mutating func writeThrough(_ bytes: RawSpan, packets: Int) throws(SavefileWriteError) {
    if let lane { return try hand(bytes, packets: packets, to: lane) }
    var (header, written) = (0, 0)
    do throws(SystemCallError) {
      try buffer.flush(to: file, written: &header)
      try file.write(bytes, written: &written)
    } catch {
      let whole =
        packets > 1 ? layout.wholeRecords(in: bytes, upTo: written, hasHeader: hasHeader) : (count: 0, end: 0)
      throw fail(error, whole: whole.count, torn: header + written - whole.end)
    }
    packetCount += packets
    packetsOut = packetCount
    bytesOut += header + written
  }

  /// The same by the thread: in pieces that have room in a buffer, and the last of them without anything behind it.
  private mutating func hand(_ bytes: RawSpan, packets: Int, to lane: SavefileLane) throws(SavefileWriteError) {
    let first = bytesOut
    var offset = 0
    while offset < bytes.byteCount {
      if buffer.room == 0 { try hand(to: lane, begun: bytesOut - first) }
      let end = min(offset + buffer.room, bytes.byteCount)
      buffer.append(bytes.extracting(offset..<end))
      offset = end
    }
    packetCount += packets
    try hand(to: lane, begun: bytesOut - first)
  }

  /// Writes what is in the buffer and closes the file.
  consuming func close() throws(SavefileWriteError) {
    try flush()
    if let lane { return try lane.close() }
    let packets = packetsOut
    do throws(SystemCallError) {
      try file.close()
    } catch {
      throw SavefileWriteError(cause: error, wholePackets: packets)
    }
  }

  /// Cuts off a torn record, and remembers why nothing more is written.
  private mutating func fail(_ cause: SystemCallError, whole: Int, torn: Int) -> SavefileWriteError {
    packetsOut += whole
    // What cannot be cut, a pipe or a file on a broken disk, stays as it is: the first error is the one to tell.
    try? file.retract(torn)
    let error = SavefileWriteError(cause: cause, wholePackets: packetsOut)
    failure = error
    return error
  }
}
