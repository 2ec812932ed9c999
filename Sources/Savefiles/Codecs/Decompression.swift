internal import Synchronization
internal import System

/// What a thread that decompresses a file into a pipe has come to.
///
/// Whoever reads the pipe works beside it, as beside a program in front of the pipe, and waits for it in the same way.
final class Decompression: Sendable {
  // A class because the thread and the reader of the pipe share it.

  private let state = Mutex<(offset: Int, fault: CodecFault?)>((0, nil))

  /// Where the thread is in the compressed file, and why it went no further; its fault is known when the pipe is at its
  /// end.
  var outcome: (offset: Int, fault: CodecFault?) { state.withLock { $0 } }

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - start: bytes that have been read from the file.
  ///   - file: where the others come from.
  ///   - pipe: where the plain ones go; it is closed at the end.
  /// - Throws: `CodecFault` when the library is not there, or there is no thread to be had.
  init(
    _ compression: Compression, _ start: [UInt8], _ file: consuming FileDescriptor,
    into pipe: consuming FileDescriptor
  ) throws(CodecFault) {
    try compression.openLibrary()
    let parcel = Parcel(DecompressionWork(compression, start, file, into: pipe))
    do throws(SystemCallError) {
      _ = try Thread { [self] in
        guard let work = parcel.take() else { return }
        let outcome = work.run()
        state.withLock { $0 = outcome }
        // Its end closes the pipe, whose reader then asks how it went.
        _ = consume work
      }
    } catch {
      throw .system(error)
    }
  }
}
