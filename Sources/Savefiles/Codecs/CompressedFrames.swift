internal import Bytes
internal import System

/// A compressed file in the making.
struct CompressedFrames: ~Copyable {
  private let encoder: any Encoder
  private var file: FileDescriptor
  private var output: [UInt8] = []
  /// Compressed bytes of the open frame that are in the file.
  private var written = 0
  private var frames: [(compressed: Int, plain: Int)] = []

  /// Plain bytes of the open frame.
  private(set) var openLength = 0

  /// A file without frames.
  ///
  /// - Throws: `CodecFault` when the library is not there.
  init(_ choice: CompressionChoice, into file: consuming FileDescriptor) throws(CodecFault) {
    do throws(DynamicLibrary.Failure) {
      encoder = try choice.encoder()
    } catch {
      throw .library(error)
    }
    self.file = file
  }

  /// Whether a frame has begun and not ended.
  var isOpen: Bool { openLength > 0 }

  /// Adds bytes to the open frame, or to a new one.
  ///
  /// - Throws: `CodecFault` when the file does not take them: it is left with its whole frames.
  mutating func add(_ bytes: RawSpan) throws(CodecFault) {
    try encoder.compress(bytes, into: &output)
    openLength += bytes.byteCount
    try write()
  }

  /// Ends the open frame.
  mutating func end() throws(CodecFault) {
    guard isOpen else { return }
    try encoder.endFrame(into: &output)
    try write()
    frames.append((written, openLength))
    (openLength, written) = (0, 0)
  }

  /// Ends the file.
  consuming func close() throws(CodecFault) {
    try end()
    output += encoder.trailer(frames)
    try write()
    do throws(SystemCallError) {
      try file.close()
    } catch {
      throw .system(error)
    }
  }

  /// Writes what is compressed; a file that takes no more is cut back to its last whole frame.
  private mutating func write() throws(CodecFault) {
    var count = 0
    do throws(SystemCallError) {
      try file.write(output.rawSpan, written: &count)
    } catch {
      // What cannot be cut stays as it is: the first error is the one to tell.
      try? file.retract(written + count)
      throw .system(error)
    }
    written += count
    output.removeAll(keepingCapacity: true)
  }
}
