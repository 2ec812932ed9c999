internal import Glibc

extension FileDescriptor {
  /// Waits until what was written is on the disk, and how long the file is.
  ///
  /// - Throws: `SystemCallError` of `fsync`; what knows no disk, a pipe or a device, has nothing to say.
  public func sync() throws(SystemCallError) {
    while fsync(number) != 0 {
      let code = errno
      if code == EINVAL || code == EROFS { return }
      guard code == EINTR else { throw SystemCallError("fsync", code: code) }
    }
  }

  /// A second descriptor of the same open file, which does not outlive an exec.
  ///
  /// - Throws: `SystemCallError` when there is no descriptor left.
  public func duplicate() throws(SystemCallError) -> FileDescriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw SystemCallError("fcntl", code: errno) }
    return FileDescriptor(owning: copy)
  }
}
