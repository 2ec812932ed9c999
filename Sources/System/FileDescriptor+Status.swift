internal import CLinux
internal import Glibc

extension FileDescriptor {
  /// What stands behind a descriptor.
  public enum Kind: Sendable, Equatable {
    /// A file on a disk; its size may grow or shrink while it is open.
    case regular(size: Int)
    case directory
    /// A pipe, a socket, a terminal, a device: what comes in its own time.
    case stream
  }

  /// What stands behind it.
  ///
  /// - Throws: `SystemCallError` of `fstat`.
  public func kind() throws(SystemCallError) -> Kind {
    var status = stat()
    // SAFETY: the kernel fills one `stat`, which is all that is pointed to.
    let result = unsafe fstat(number, &status)
    let code = errno
    guard result == 0 else { throw SystemCallError("fstat", code: code) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular(size: Int(status.st_size))
    case S_IFDIR: return .directory
    default: return .stream
    }
  }

  /// Whether writing into it is moving memory and nothing else, so that it never stalls: a file in memory, `/dev/null`.
  public var isMemory: Bool { clinux_is_memory(number) }

  /// Goes to an offset of a regular file.
  ///
  /// - Throws: `SystemCallError` of `lseek`, as for a pipe.
  public func seek(to offset: Int) throws(SystemCallError) {
    guard lseek(number, off_t(offset), SEEK_SET) < 0 else { return }
    throw SystemCallError("lseek", code: errno)
  }

  /// Cuts the last `count` bytes that were written off a regular file, and writes on from there.
  ///
  /// - Throws: `SystemCallError` of `lseek` or `ftruncate`, as for a pipe.
  public func retract(_ count: Int) throws(SystemCallError) {
    guard count > 0 else { return }
    let end = lseek(number, -off_t(count), SEEK_CUR)
    guard end >= 0 else { throw SystemCallError("lseek", code: errno) }
    while ftruncate(number, end) != 0 {
      let code = errno
      guard code == EINTR else { throw SystemCallError("ftruncate", code: code) }
    }
  }
}
