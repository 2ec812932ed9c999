internal import Bytes
internal import System

/// What a thread that compresses does.
final class CompressionWork: @unchecked Sendable {
  // A class, and Sendable, because it is made by one thread and from then on belongs to another.

  /// Plain bytes of a frame at most: many times what the formats look back, so that little is lost by beginning anew.
  private static let frameLength = 8 << 20
  /// How long a frame stays open at most when little comes: what is captured can be read after that, whatever happens.
  private static let frameMilliseconds: Int32 = 1000

  private let encoder: any Encoder
  private let report: @Sendable (CodecFault?) -> Void
  private var pipe: FileDescriptor?
  private var file: FileDescriptor?
  private var output: [UInt8] = []
  /// Bytes of the open frame: plain ones taken, and compressed ones written.
  private var (plain, written) = (0, 0)
  private var frames: [(compressed: Int, plain: Int)] = []

  init(
    _ encoder: any Encoder, from pipe: consuming FileDescriptor, into file: consuming FileDescriptor,
    report: @escaping @Sendable (CodecFault?) -> Void
  ) {
    self.encoder = encoder
    self.pipe = consume pipe
    self.file = consume file
    self.report = report
  }

  /// Compresses all that comes, and reports how that went.
  func run() {
    guard let pipe = pipe.take(), var file = file.take() else { return }
    do throws(CodecFault) {
      try compress(pipe, into: &file)
      output += encoder.trailer(frames)
      try write(to: &file)
      try Self.close(file)
      report(nil)
    } catch {
      report(error)
    }
    // The pipe is closed now, and whoever still writes into it learns that it is.
  }

  private func compress(_ pipe: borrowing FileDescriptor, into file: inout FileDescriptor) throws(CodecFault) {
    var input = ReadBuffer(capacity: 256 << 10)
    var began = MonotonicClock.milliseconds
    while true {
      let left = Self.frameMilliseconds - Int32(clamping: MonotonicClock.milliseconds - began)
      if plain >= Self.frameLength || plain > 0 && left <= 0 { try endFrame(in: &file) }
      guard try Self.wait(pipe, milliseconds: plain == 0 ? -1 : max(0, left)) else { continue }
      guard try Self.fill(&input, from: pipe) > 0 else { break }
      if plain == 0 { began = MonotonicClock.milliseconds }
      let count = input.count
      try encoder.compress(input.unread, into: &output)
      input.drop(count)
      plain += count
      try write(to: &file)
    }
    if plain > 0 { try endFrame(in: &file) }
  }

  private func endFrame(in file: inout FileDescriptor) throws(CodecFault) {
    try encoder.endFrame(into: &output)
    try write(to: &file)
    frames.append((written, plain))
    (plain, written) = (0, 0)
  }

  /// Writes what is compressed; a file that takes no more is cut back to its last whole frame.
  private func write(to file: inout FileDescriptor) throws(CodecFault) {
    var count = 0
    do throws(SystemCallError) {
      let bytes = output
      output.removeAll(keepingCapacity: true)
      try file.write(bytes.rawSpan, written: &count)
      written += count
    } catch {
      // What cannot be cut stays as it is: the first error is the one to tell.
      try? file.retract(written + count)
      throw .system(error)
    }
  }

  private static func wait(_ pipe: borrowing FileDescriptor, milliseconds: Int32) throws(CodecFault) -> Bool {
    do throws(SystemCallError) {
      return try pipe.waitUntilReadable(milliseconds: milliseconds)
    } catch {
      throw .system(error)
    }
  }

  private static func fill(_ input: inout ReadBuffer, from pipe: borrowing FileDescriptor) throws(CodecFault) -> Int {
    do throws(SystemCallError) {
      return try input.fill(from: pipe)
    } catch {
      throw .system(error)
    }
  }

  private static func close(_ file: consuming FileDescriptor) throws(CodecFault) {
    do throws(SystemCallError) {
      try file.close()
    } catch {
      throw .system(error)
    }
  }
}
