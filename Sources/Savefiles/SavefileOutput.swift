internal import Bytes
internal import System

/// The bytes of a savefile on their way out: the buffer that records gather in, and the file.
///
/// Bytes go out in large writes, which all are checked, as closing is. When one fails, a regular file is cut back to the
/// packets that are whole, and everything fails from then on.
struct SavefileOutput: ~Copyable {
  private let file: FileDescriptor
  var layout: RecordLayout
  /// The thread that writes the file; `nil` when nobody else does.
  private let lane: SavefileLane?
  /// Packets that are written from where they lie; `nil` when they are copied into the buffer.
  private var gather: GatherBuffer?
  /// Bytes of these.
  private var gathered = 0
  /// The file that is compressed behind a pipe; `nil` for one that is written as it is.
  private let compressed: CompressedFile?
  var buffer = WriteBuffer(capacity: bufferSize)
  private static let bufferSize = 256 << 10
  /// Whether the kernel has taken the file's beginning, and how many packets and bytes.
  private var hasHeader = false
  private var packetsOut = 0
  private var bytesOut = 0
  private var failure: SavefileWriteError?
  /// Packets put in so far, in the buffer or out.
  var packetCount = 0

  /// An output into a file, from where it stands.
  init(_ file: consuming FileDescriptor, _ layout: RecordLayout) { self.init(file, layout, compressed: nil, lane: nil) }

  private init(
    _ file: consuming FileDescriptor, _ layout: RecordLayout, compressed: CompressedFile?, lane: SavefileLane?
  ) {
    self.file = file
    self.layout = layout
    self.compressed = compressed
    self.lane = lane
  }

  /// An output into a file that is compressed by a thread, or written by one when it may stall.
  ///
  /// - Parameter queueSize: bytes that may wait for a file that stalls; 0 for none.
  /// - Throws: `SystemCallError` when that cannot be begun.
  init(
    _ file: consuming FileDescriptor, _ layout: RecordLayout, _ compression: CompressionChoice?, queueSize: Int
  ) throws(SystemCallError) {
    if let compression {
      var pipe = try FilePipe()
      let compressed = try CompressedFile(compression, from: pipe.takeInput(), into: file)
      self.init(pipe.takeOutput(), layout, compressed: compressed, lane: nil)
    } else if queueSize > 0, !file.isMemory {
      let lane = try SavefileLane(file, layout, bufferSize: Self.bufferSize, capacity: queueSize)
      self.init(FileDescriptor(borrowing: -1), layout, compressed: nil, lane: lane)
    } else {
      self.init(file, layout, compressed: nil, lane: nil)
    }
  }

  /// Bytes put in so far.
  var byteCount: Int { bytesOut + buffer.count + gathered }

  /// Whether packets are written from where they lie.
  var isGathering: Bool { mutating get { gather != nil } }

  /// Has packets written from where they lie from now on, where that is of use: whoever gives them keeps them as they are
  /// until `flush()`.
  ///
  /// - Returns: whether it is of use.
  mutating func beginToGather() -> Bool {
    guard lane == nil, compressed == nil, file.isMemory else { return false }
    gather = GatherBuffer()
    return true
  }

  /// Takes a packet where it lies, behind its header.
  mutating func write(_ header: SIMD4<UInt32>, keeping packet: RawSpan) throws(SavefileWriteError) {
    if let failure { throw failure }
    // SAFETY: whoever asked for it keeps packets as they are until all is flushed.
    unsafe gather?.append(header, keeping: packet)
    gathered += GatherBuffer.headerLength + packet.byteCount
    packetCount += 1
    if gather?.isFull == true { try flush() }
  }

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
    if gathered > 0 { try flushGathered() }
  }

  private mutating func hand(to lane: SavefileLane) throws(SavefileWriteError) {
    guard buffer.count > 0 else { return }
    let count = buffer.count
    do throws(SavefileWriteError) {
      try lane.hand(&buffer, packets: packetCount - packetsOut, packetsBefore: packetsOut)
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
    if gathered == 0 { packetsOut = packetCount }
    bytesOut += written
  }

  private mutating func flushGathered() throws(SavefileWriteError) {
    var written = 0
    do throws(SystemCallError) {
      try gather?.flush(to: file, written: &written)
    } catch {
      let whole = gather?.wholePieces(in: written) ?? (count: 0, end: 0)
      throw fail(error, whole: whole.count, torn: written - whole.end)
    }
    gathered = 0
    packetsOut = packetCount
    bytesOut += written
  }

  /// Hands what is in the buffer to the kernel, and waits until it has all.
  mutating func drain() throws(SavefileWriteError) {
    try flush()
    try lane?.drain()
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

  /// The same by the thread: in pieces that have room in a buffer.
  private mutating func hand(_ bytes: RawSpan, packets: Int, to lane: SavefileLane) throws(SavefileWriteError) {
    var offset = 0
    while offset < bytes.byteCount {
      if buffer.room == 0 { try hand(to: lane) }
      let end = min(offset + buffer.room, bytes.byteCount)
      buffer.append(bytes.extracting(offset..<end))
      offset = end
    }
    packetCount += packets
  }

  /// Writes what is in the buffer and closes the file.
  consuming func close() throws(SavefileWriteError) {
    try flush()
    if let lane { return try lane.close() }
    let (packets, compressed) = (compressed == nil ? packetsOut : nil, compressed)
    do throws(SystemCallError) {
      try file.close()
      try compressed?.wait()
    } catch {
      throw SavefileWriteError(cause: error, wholePackets: packets)
    }
  }

  /// Cuts off a torn record, and remembers why nothing more is written.
  private mutating func fail(_ cause: SystemCallError, whole: Int, torn: Int) -> SavefileWriteError {
    if let compressed {
      // The pipe is closed because the file behind it has failed, which has the reason.
      var reason = cause
      do throws(SystemCallError) { try compressed.wait() } catch { reason = error }
      let error = SavefileWriteError(cause: reason, wholePackets: nil)
      failure = error
      return error
    }
    packetsOut += whole
    // What cannot be cut, a pipe or a file on a broken disk, stays as it is: the first error is the one to tell.
    try? file.retract(torn)
    let error = SavefileWriteError(cause: cause, wholePackets: packetsOut)
    failure = error
    return error
  }
}
