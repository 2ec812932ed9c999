internal import Glibc

/// Which file it is, whatever path leads to it (`struct stat`, sys/stat.h).
public struct FileIdentity: Sendable, Hashable {
  private let device: UInt64
  private let node: UInt64

  /// The regular file that a path leads to; `nil` where there is none.
  public init?(path: String) {
    var status = stat()
    // SAFETY: the C string lives as long as the call, and the kernel fills one `stat`.
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The regular file behind a descriptor; `nil` for a pipe, a device and a directory.
  public init?(_ file: borrowing FileDescriptor) {
    var status = stat()
    // SAFETY: the kernel fills one `stat`, which is all that is pointed to.
    guard unsafe fstat(file.number, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(status.st_dev)
    node = UInt64(status.st_ino)
  }
}
