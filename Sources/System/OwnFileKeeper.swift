internal import Glibc

/// Makes files with the rights of this process.
public struct OwnFileKeeper: FileKeeper {
  private let owner: SystemUser?

  /// A keeper of files.
  ///
  /// - Parameter owner: whom new files are given to; `nil` to keep them.
  public init(owner: SystemUser? = nil) { self.owner = owner }

  public func create(_ path: String) throws(SystemCallError) -> FileDescriptor {
    let file = try FileDescriptor(creating: path)
    if let owner { try file.give(to: owner) }
    return file
  }

  public func rename(_ path: String, to newPath: String) throws(SystemCallError) {
    // SAFETY: both C strings live as long as the call.
    guard unsafe Glibc.rename(path, newPath) != 0 else { return }
    throw SystemCallError("rename", code: errno)
  }

  public func remove(_ path: String) throws(SystemCallError) {
    // SAFETY: the C string lives as long as the call.
    guard unsafe unlink(path) != 0 else { return }
    throw SystemCallError("unlink", code: errno)
  }

  public func run(_ command: String, on path: String) throws(SystemCallError) -> any RunningCommand {
    try ChildProcess(command, path)
  }

  public func syncDirectory(of path: String) throws(SystemCallError) {
    try FileDescriptor(reading: PathParts(path).folder).sync()
  }
}
