internal import CLinux
internal import Glibc

/// The owner of an open file: closed when it goes, unless it was only borrowed.
///
/// Nothing here gives up because a signal came: a call that a signal interrupts is made again.
public struct FileDescriptor: ~Copyable, Sendable {
  /// The number the kernel knows it by.
  public let number: Int32
  private let isOwned: Bool

  /// Takes over an open descriptor: it is closed with this value.
  public init(owning number: Int32) {
    self.number = number
    isOwned = true
  }

  /// Uses an open descriptor that belongs to someone else: it is never closed here.
  public init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  /// Opens a file to read from its beginning. A pipe waits for its writer, as open(2) does.
  ///
  /// - Throws: `SystemCallError` of `open`.
  public init(reading path: String) throws(SystemCallError) {
    self.init(owning: try Self.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY))
  }

  /// Creates a file to write, or empties the one that is there.
  ///
  /// A symbolic link is not followed where everybody may have put it: in a directory that everybody may write to and
  /// in which only owners may remove, as `/tmp` is.
  ///
  /// - Parameter permissions: the mode of a new file, which the process's mask narrows.
  /// - Throws: `SystemCallError` of `open`, of code `ELOOP` for such a link.
  public init(creating path: String, permissions: UInt32 = 0o666) throws(SystemCallError) {
    let parts = PathParts(path)
    // In the very directory that was looked at, whatever the path leads to by now.
    guard !parts.name.isEmpty, let directory = try? FileDescriptor(lookingIn: parts.folder) else {
      self.init(owning: try Self.open(path, Self.creating, permissions))
      return
    }
    try self.init(creating: parts.name, in: directory, permissions: permissions)
  }

  private static let creating = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY

  /// The same of a name in a directory that is held open.
  init(
    creating name: String, in directory: borrowing FileDescriptor, permissions: UInt32 = 0o666
  ) throws(SystemCallError) {
    let flags = Self.creating | (directory.isShared ? O_NOFOLLOW : 0)
    self.init(owning: try Self.open(name, flags, permissions, in: directory.number))
  }

  /// A file or a directory to be looked at and not read: whatever stands behind the path, a link's end too.
  ///
  /// - Throws: `SystemCallError` of `open`.
  public init(looking path: String) throws(SystemCallError) {
    // SAFETY: the C string lives as long as the call.
    let number = unsafe clinux_open_path(path)
    guard number >= 0 else { throw SystemCallError("open", code: errno) }
    self.init(owning: number)
  }

  /// A directory to look at and to open files in, which need not be readable.
  ///
  /// - Throws: `SystemCallError` of `open`.
  init(lookingIn path: String) throws(SystemCallError) {
    // SAFETY: the C string lives as long as the call.
    let number = unsafe clinux_open_directory(path)
    guard number >= 0 else { throw SystemCallError("open", code: errno) }
    self.init(owning: number)
  }

  /// Whether it is a directory that everybody may put files into, and in which only owners may remove them.
  private var isShared: Bool {
    var status = stat()
    // SAFETY: the kernel fills one `stat`, which is all that is pointed to.
    guard unsafe fstat(number, &status) == 0 else { return false }
    let bits = mode_t(S_ISVTX) | mode_t(S_IWOTH)
    return status.st_mode & bits == bits
  }

  /// Gives a regular file to a user.
  ///
  /// - Throws: `SystemCallError` of `fchown`.
  public func give(to user: SystemUser) throws(SystemCallError) {
    guard case .regular = try kind() else { return }
    guard fchown(number, user.user, user.group) != 0 else { return }
    throw SystemCallError("fchown", code: errno)
  }

  /// Standard input, borrowed.
  public static var standardInput: FileDescriptor { FileDescriptor(borrowing: STDIN_FILENO) }

  /// Standard output, borrowed.
  public static var standardOutput: FileDescriptor { FileDescriptor(borrowing: STDOUT_FILENO) }

  /// Standard error, borrowed.
  public static var standardError: FileDescriptor { FileDescriptor(borrowing: STDERR_FILENO) }

  deinit {
    guard isOwned else { return }
    _ = Glibc.close(number)
  }

  /// Closes the file now and tells whether that went well; a borrowed one is left open.
  ///
  /// The descriptor is gone in any case, as Linux closes it even when it reports an error.
  ///
  /// - Throws: `SystemCallError` of `close`: a file system that writes late says here that it could not.
  public consuming func close() throws(SystemCallError) {
    let (number, isOwned) = (number, isOwned)
    discard self
    guard isOwned, Glibc.close(number) != 0 else { return }
    let code = errno
    // Linux has closed it already; trying again could close somebody else's.
    guard code != EINTR else { return }
    throw SystemCallError("close", code: code)
  }

  private static func open(
    _ path: String, _ flags: Int32, _ permissions: UInt32 = 0, in directory: Int32 = AT_FDCWD
  ) throws(SystemCallError) -> Int32 {
    while true {
      // SAFETY: the C string lives as long as the call.
      let number = unsafe Glibc.openat(directory, path, flags, mode_t(permissions))
      if number >= 0 { return number }
      let code = errno
      guard code == EINTR else { throw SystemCallError("open", code: code) }
    }
  }
}
