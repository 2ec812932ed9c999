internal import Bytes
internal import System

/// A compressed file in the making.
///
/// When the file takes no more, it is cut back to its whole frames, and what there is room for of the open one is put
/// behind them as a shorter frame.
struct CompressedFrames: ~Copyable {
  private let choice: CompressionChoice
  private let layout: RecordLayout
  private let encoder: any Encoder
  private var file: FileDescriptor
  private var frames: [(compressed: Int, plain: Int)] = []

  /// What is compressed of the open frame, and how much of that is in the file.
  private var frame: [UInt8] = []
  private var written = 0
  /// Plain bytes of the open frame.
  private var openLength = 0
  /// Whether the open frame begins where a record does.
  private var beginsWithRecord = true
  /// Packets that end in whole frames, and in the open one.
  private(set) var wholePackets = 0
  private var openPackets = 0

  /// Plain bytes of a frame that is long enough: many times what the formats look back, so that next to nothing is lost
  /// by beginning anew.
  private static let plainLength = 64 << 20
  /// Compressed bytes of one: they are kept until it ends.
  private static let compressedLength = 16 << 20

  /// A file without frames.
  ///
  /// - Throws: `CodecFault` when the library is not there.
  init(
    _ choice: CompressionChoice, _ layout: RecordLayout, into file: consuming FileDescriptor
  ) throws(CodecFault) {
    encoder = try choice.newEncoder()
    self.choice = choice
    self.layout = layout
    self.file = file
  }

  /// Whether a frame has begun and not ended.
  var isOpen: Bool { openLength > 0 }

  /// Whether the open frame is long enough.
  var isLong: Bool { openLength >= Self.plainLength || frame.count >= Self.compressedLength }

  /// Adds bytes to the open frame, or to a new one.
  ///
  /// - Throws: `CodecFault` when the file does not take them.
  mutating func add(_ bytes: RawSpan, _ facts: LaneLoad.Facts) throws(CodecFault) {
    if !isOpen { beginsWithRecord = facts.begun == 0 }
    try encoder.compress(bytes, into: &frame)
    openLength += bytes.byteCount
    openPackets += facts.packets
    try write()
  }

  /// Ends the open frame.
  ///
  /// - Throws: `CodecFault` as `add`.
  mutating func end() throws(CodecFault) {
    guard isOpen else { return }
    try encoder.endFrame(into: &frame)
    try write()
    frames.append((frame.count, openLength))
    wholePackets += openPackets
    frame.removeAll(keepingCapacity: true)
    (openLength, openPackets, written) = (0, 0, 0)
  }

  /// Ends the last frame and the file, which stays open.
  ///
  /// - Throws: `CodecFault` as `add`.
  mutating func finish() throws(CodecFault) {
    try end()
    frame = encoder.trailer(frames)
    try write()
  }

  /// Closes the file.
  ///
  /// - Throws: `CodecFault` with what `close` says.
  consuming func close() throws(CodecFault) {
    do throws(SystemCallError) {
      try file.close()
    } catch {
      throw .system(error)
    }
  }

  /// Writes what is compressed.
  private mutating func write() throws(CodecFault) {
    var count = written
    do throws(SystemCallError) {
      try file.write(frame.rawSpan.extracting(droppingFirst: written), written: &count)
      written = count
    } catch {
      // What cannot be cut or shortened stays as it is: the first error is the one to tell.
      if (try? file.retract(count)) != nil, isOpen, beginsWithRecord { try? shorten(to: count) }
      throw .system(error)
    }
  }

  /// Puts as much of the open frame into the file as there was room for.
  private mutating func shorten(to length: Int) throws(CodecFault) {
    let short = try ShortFrame.longest(
      of: frame.rawSpan.extracting(first: length), choice, layout, hasHeader: !frames.isEmpty)
    guard let short else { return }
    var count = 0
    do throws(SystemCallError) {
      try file.write(short.bytes.rawSpan, written: &count)
      wholePackets += short.packets
    } catch {
      try? file.retract(count)
    }
  }
}
