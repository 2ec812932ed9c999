internal import Bytes
internal import System

/// The bytes of a savefile on their way out: the buffer that records gather in, and the file.
///
/// Bytes go out in large writes, which all are checked, as closing is. When one fails, a regular file is cut back to the
/// packets that are whole, and everything fails from then on.
struct SavefileOutput: ~Copyable {
  private let file: FileDescriptor
  var layout: RecordLayout
  /// The file that is compressed behind a pipe; `nil` for one that is written as it is.
  private let compressed: CompressedFile?
  var buffer = WriteBuffer(capacity: 256 << 10)
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
    compressed = nil
  }

  /// An output into a file that is compressed by a thread.
  ///
  /// - Throws: `SystemCallError` when that cannot be begun.
  init(
    _ file: consuming FileDescriptor, _ layout: RecordLayout, _ compression: CompressionChoice?
  ) throws(SystemCallError) {
    self.layout = layout
    guard let compression else {
      self.file = file
      compressed = nil
      return
    }
    var pipe = try FilePipe()
    compressed = try CompressedFile(compression, from: pipe.takeInput(), into: file)
    self.file = pipe.takeOutput()
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
    guard buffer.count > 0 else { return }
    var written = 0
    do throws(SystemCallError) {
      try buffer.flush(to: file, written: &written)
    } catch {
      let whole = wholeRecords(in: buffer.bytes, upTo: written)
      throw fail(error, whole: whole.count, torn: written - whole.end)
    }
    hasHeader = true
    packetsOut = packetCount
    bytesOut += written
  }

  /// Writes the buffer, which holds at most the beginning of a record, and then bytes past it.
  mutating func writeThrough(_ bytes: RawSpan, packets: Int) throws(SavefileWriteError) {
    var (header, written) = (0, 0)
    do throws(SystemCallError) {
      try buffer.flush(to: file, written: &header)
      try file.write(bytes, written: &written)
    } catch {
      let whole = packets > 1 ? wholeRecords(in: bytes, upTo: written) : (count: 0, end: 0)
      throw fail(error, whole: whole.count, torn: header + written - whole.end)
    }
    packetCount += packets
    packetsOut = packetCount
    bytesOut += header + written
  }

  /// Writes what is in the buffer and closes the file.
  consuming func close() throws(SavefileWriteError) {
    try flush()
    let (packets, compressed) = (compressed == nil ? packetsOut : nil, compressed)
    do throws(SystemCallError) {
      try file.close()
      try compressed?.wait()
    } catch {
      throw SavefileWriteError(cause: error, wholePackets: packets)
    }
  }

  /// How many packets lie whole within the first `length` bytes, and where the last whole record ends.
  private func wholeRecords(in bytes: RawSpan, upTo length: Int) -> (count: Int, end: Int) {
    var (count, end) = (0, 0)
    if !hasHeader {
      guard layout.headerLength <= length else { return (0, 0) }
      end = layout.headerLength
    }
    while let record = layout.record(in: bytes, at: end), record.end <= length {
      end = record.end
      if record.isPacket { count += 1 }
    }
    return (count, end)
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
