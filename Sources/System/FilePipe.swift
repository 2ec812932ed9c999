internal import CLinux
internal import Glibc

/// A pipe inside the process, from one thread to another.
public struct FilePipe: ~Copyable {
  private var input: FileDescriptor?
  private var output: FileDescriptor?

  /// Bytes that it holds, where the system allows so many.
  private static let capacity: Int32 = 1 << 20

  /// An empty pipe.
  ///
  /// - Throws: `SystemCallError` of `pipe2`.
  public init() throws(SystemCallError) {
    var ends: (Int32, Int32) = (-1, -1)
    // SAFETY: the function sets both of what is pointed to.
    let code = unsafe clinux_pipe(&ends.0, &ends.1, Self.capacity)
    guard code == 0 else { throw SystemCallError("pipe2", code: code) }
    input = FileDescriptor(owning: ends.0)
    output = FileDescriptor(owning: ends.1)
  }

  /// The end to read from, once.
  public mutating func takeInput() -> FileDescriptor { input.take() ?? FileDescriptor(borrowing: -1) }

  /// The end to write to, once.
  public mutating func takeOutput() -> FileDescriptor { output.take() ?? FileDescriptor(borrowing: -1) }
}
