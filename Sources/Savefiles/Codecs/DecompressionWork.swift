internal import Bytes
internal import System

/// What a thread that decompresses does; its end closes the pipe.
struct DecompressionWork: ~Copyable, Sendable {
  /// Bytes of compressed data read at once, and of plain data written at once.
  private static let (inputCapacity, outputCapacity) = (128 << 10, 256 << 10)

  private let compression: Compression
  private let start: [UInt8]
  private let file: FileDescriptor
  private let pipe: FileDescriptor

  init(
    _ compression: Compression, _ start: [UInt8], _ file: consuming FileDescriptor, into pipe: consuming FileDescriptor
  ) {
    self.compression = compression
    self.start = start
    self.file = file
    self.pipe = pipe
  }

  /// Decompresses all there is.
  ///
  /// - Returns: where in the file that ended, and why when it was before its end.
  borrowing func run() -> (offset: Int, fault: CodecFault?) {
    var input = ReadBuffer(capacity: Self.inputCapacity)
    input.append(start.rawSpan)
    var output = WriteBuffer(capacity: Self.outputCapacity)
    do throws(CodecFault) {
      try decompress(&input, &output, try compression.decoder())
      return (input.offset, nil)
    } catch {
      // What could be read is read.
      try? write(&output)
      return (input.offset, error)
    }
  }

  private borrowing func decompress(
    _ input: inout ReadBuffer, _ output: inout WriteBuffer, _ decoder: any Decoder
  ) throws(CodecFault) {
    var (isLast, isBetween) = (false, true)
    while true {
      if input.count == 0, !isLast { isLast = try read(&input) }
      let step = try decoder.step(input.unread, isLast: isLast, into: &output)
      input.drop(step.taken)
      if step.taken > 0 || step.given > 0 { isBetween = step.isFrameEnd }
      // A full buffer, or the end of what has come: whoever reads the pipe may want it now.
      if output.room == 0 || input.count == 0 { try write(&output) }
      guard step.taken == 0, step.given == 0 else { continue }
      if isLast {
        guard isBetween || step.isFrameEnd else { throw .cut }
        return
      }
      // A decoder that does nothing with bytes and with room never will.
      guard input.count == 0 else { throw .damaged }
    }
  }

  /// Reads more; whether there is none.
  private borrowing func read(_ input: inout ReadBuffer) throws(CodecFault) -> Bool {
    do throws(SystemCallError) {
      return try input.fill(from: file) == 0
    } catch {
      throw .system(error)
    }
  }

  private borrowing func write(_ output: inout WriteBuffer) throws(CodecFault) {
    guard output.count > 0 else { return }
    var written = 0
    do throws(SystemCallError) {
      try output.flush(to: pipe, written: &written)
    } catch {
      output.removeAll()
      throw .system(error)
    }
  }
}
