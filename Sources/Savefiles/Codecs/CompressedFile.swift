internal import System

/// A file that a thread compresses into what comes through a pipe.
///
/// Whoever writes into the pipe works beside it, as beside a program behind the pipe.
final class CompressedFile: Sendable {
  // A class because the thread and the writer into the pipe share it.

  private let state = Monitor<(isDone: Bool, fault: CodecFault?)>((false, nil))

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - pipe: where the plain bytes come from; its end is the file's.
  ///   - file: where the compressed ones go; it is closed at the end, and cut back to its last whole frame when it
  ///     cannot be written.
  /// - Throws: `SystemCallError` when the library is not there any more or there is no thread to be had.
  init(
    _ choice: CompressionChoice, from pipe: consuming FileDescriptor, into file: consuming FileDescriptor
  ) throws(SystemCallError) {
    guard let encoder = try? choice.encoder() else { throw SystemCallError.noMemory("dlopen") }
    let work = CompressionWork(encoder, from: pipe, into: file) { [state] fault in
      state.change { $0 = (true, fault) }
    }
    _ = try Thread { work.run() }
  }

  /// Waits until all is in the file and that is closed, or writing it has failed.
  ///
  /// - Throws: `SystemCallError` when it is not whole.
  func wait() throws(SystemCallError) {
    let fault: CodecFault? = state.wait { $0.isDone ? .some($0.fault) : nil }
    switch fault {
    case nil: return
    case .system(let error): throw error
    case .memory, .library, .damaged, .cut: throw SystemCallError.noMemory("compress")
    }
  }
}
