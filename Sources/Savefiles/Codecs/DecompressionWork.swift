internal import Bytes
internal import System

/// What a thread that decompresses does; its end closes the pipe.
final class DecompressionWork: @unchecked Sendable {
  // A class, and Sendable, because it is made by one thread and from then on belongs to another.

  /// Bytes of compressed data read at once, and of plain data written at once.
  private static let (inputCapacity, outputCapacity) = (128 << 10, 256 << 10)

  private let decoder: any Decoder
  private let start: [UInt8]
  private let file: FileDescriptor
  private let pipe: FileDescriptor
  private let report: @Sendable (Int, CodecFault?) -> Void

  init(
    _ decoder: any Decoder, _ start: [UInt8], _ file: consuming FileDescriptor, into pipe: consuming FileDescriptor,
    report: @escaping @Sendable (Int, CodecFault?) -> Void
  ) {
    self.decoder = decoder
    self.start = start
    self.file = file
    self.pipe = pipe
    self.report = report
  }

  /// Decompresses all there is, and reports how that went.
  func run() {
    var input = ReadBuffer(capacity: Self.inputCapacity)
    let start = start
    input.append(start.rawSpan)
    var output = WriteBuffer(capacity: Self.outputCapacity)
    do throws(CodecFault) {
      try decompress(&input, &output)
      report(input.offset, nil)
    } catch {
      // What could be read is read.
      try? write(&output)
      report(input.offset, error)
    }
  }

  private func decompress(_ input: inout ReadBuffer, _ output: inout WriteBuffer) throws(CodecFault) {
    var (isLast, isBetween) = (false, true)
    while true {
      if input.count == 0, !isLast { isLast = try read(&input) }
      let step = try step(input, isLast, &output)
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

  private func step(
    _ input: borrowing ReadBuffer, _ isLast: Bool, _ output: inout WriteBuffer
  ) throws(CodecFault) -> DecoderStep {
    var result = DecoderStep(taken: 0, given: 0, isFrameEnd: false)
    var fault: CodecFault?
    unsafe input.unread.withUnsafeBytes { bytes in
      unsafe output.append { room in
        do throws(CodecFault) {
          // SAFETY: the decoder reads from the one and writes to the other within their counts, during the call only.
          result = unsafe try decoder.step(bytes, isLast: isLast, into: room)
        } catch {
          fault = error
        }
        return result.given
      }
    }
    if let fault { throw fault }
    return result
  }

  /// Reads more; whether there is none.
  private func read(_ input: inout ReadBuffer) throws(CodecFault) -> Bool {
    do throws(SystemCallError) {
      return try input.fill(from: file) == 0
    } catch {
      throw .system(error)
    }
  }

  private func write(_ output: inout WriteBuffer) throws(CodecFault) {
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
