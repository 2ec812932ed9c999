internal import CLinux
internal import Glibc

/// A directory that is held open to make files in it and below it, whatever the path to it leads to by now.
struct OutputDirectory: ~Copyable {
  private let directory: FileDescriptor
  private let owner: SystemUser?
  /// Why it is not held, which is told when a file is wanted in it.
  private let fault: SystemCallError?

  /// Holds the directory at a path, the current one for an empty path.
  ///
  /// - Parameter owner: whom new files are given to; `nil` to keep them.
  init(_ path: String, owner: SystemUser?) {
    self.owner = owner
    do throws(SystemCallError) {
      directory = try FileDescriptor(lookingIn: path.isEmpty ? "." : path)
      fault = nil
    } catch {
      directory = FileDescriptor(borrowing: -1)
      fault = error
    }
  }

  /// No directory.
  init() {
    directory = FileDescriptor(borrowing: -1)
    (owner, fault) = (nil, SystemCallError("open", code: ENOENT))
  }

  /// As `FileKeeper.create`, of a path from the directory on.
  func create(_ path: String) throws(SystemCallError) -> FileDescriptor {
    let file = try place(of: path) { (folder, name) throws(SystemCallError) in
      try FileDescriptor(creating: name, in: folder)
    }
    if let owner { try file.give(to: owner) }
    return file
  }

  /// As `FileKeeper.rename`.
  func rename(_ path: String, to newPath: String) throws(SystemCallError) {
    let code: Int32 = try place(of: path) { (folder, name) throws(SystemCallError) in
      let new = PathParts(newPath).name
      guard PathParts(path).folder == PathParts(newPath).folder else { return EXDEV }
      // SAFETY: both C strings live as long as the call.
      return unsafe renameat(folder.number, name, folder.number, new) == 0 ? 0 : errno
    }
    guard code == 0 else { throw SystemCallError("rename", code: code) }
  }

  /// As `FileKeeper.remove`.
  func remove(_ path: String) throws(SystemCallError) {
    let code: Int32 = try place(of: path) { (folder, name) throws(SystemCallError) in
      // SAFETY: the C string lives as long as the call.
      unsafe unlinkat(folder.number, name, 0) == 0 ? 0 : errno
    }
    guard code == 0 else { throw SystemCallError("unlink", code: code) }
  }

  /// Lets `body` use the directory that a path leads into, which is not outside, and the name there.
  private func place<Result: ~Copyable>(
    of path: String, _ body: (borrowing FileDescriptor, String) throws(SystemCallError) -> Result
  ) throws(SystemCallError) -> Result {
    if let fault { throw fault }
    let parts = PathParts(path)
    guard !path.hasPrefix("/"), !["", ".", ".."].contains(parts.name) else {
      throw SystemCallError("open", code: parts.name.isEmpty ? ENOENT : EXDEV)
    }
    guard parts.folder != "." else { return try body(directory, parts.name) }
    // SAFETY: the C string lives as long as the call.
    let folder = unsafe clinux_open_directory_beneath(directory.number, parts.folder)
    guard folder >= 0 else { throw SystemCallError("open", code: errno) }
    return try body(FileDescriptor(owning: folder), parts.name)
  }
}
