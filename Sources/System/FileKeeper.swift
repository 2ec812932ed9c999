/// Makes the files of a run, renames and removes them, and runs a command on them.
public protocol FileKeeper: Sendable {
  /// Creates a file to write, or empties the one that is there, as `FileDescriptor(creating:)` does.
  ///
  /// - Throws: `SystemCallError` when it cannot be written.
  func create(_ path: String) throws(SystemCallError) -> FileDescriptor

  /// Gives a file another name in its directory, in the place of what has that name.
  ///
  /// - Throws: `SystemCallError` of `rename`.
  func rename(_ path: String, to newPath: String) throws(SystemCallError)

  /// Removes a file.
  ///
  /// - Throws: `SystemCallError` of `unlink`.
  func remove(_ path: String) throws(SystemCallError)

  /// Sees to it that the names in the directory of a file are on the disk.
  ///
  /// - Throws: `SystemCallError` when they are not.
  func syncDirectory(of path: String) throws(SystemCallError)

  /// Starts a command, found as a shell finds it, with a file's path as its only argument.
  ///
  /// - Throws: `SystemCallError` when it is not there or cannot be started.
  func run(_ command: String, on path: String) throws(SystemCallError) -> any RunningCommand
}
