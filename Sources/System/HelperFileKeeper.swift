internal import Glibc
internal import Synchronization

/// Has files made by a helper process, which keeps the rights for it.
public final class HelperFileKeeper: FileKeeper {
  // A class because commands that were started share it.

  private struct State {
    let channel: HelperChannel
    /// The commands that have ended and were not asked for.
    var ended: [UInt32: UInt32] = [:]
  }

  private let state: Mutex<State>
  private let folder: String
  /// The directory, to be put on the disk; `nil` when it cannot be read.
  private let directory: FileDescriptorBox?

  /// Starts the helper.
  ///
  /// - Parameters:
  ///   - folder: the beginning of the paths of all files, to its last slash; empty for the current directory.
  ///   - owner: whom files are given to and `command` is run as; `nil` for whoever this process is.
  ///   - command: what `run` runs; empty for nothing.
  /// - Throws: `SystemCallError` when it cannot be started.
  public init(folder: String, owner: SystemUser?, command: String) throws(SystemCallError) {
    let channel = try HelperProcess.start(.files(directory: folder, owner: owner, command: command))
    state = Mutex(State(channel: channel))
    self.folder = folder
    directory = try? FileDescriptorBox(FileDescriptor(reading: folder.isEmpty ? "." : folder))
  }

  public func create(_ path: String) throws(SystemCallError) -> FileDescriptor {
    let (code, file, _) = try ask(.create(name(of: path)))
    guard code == 0, let file else { throw SystemCallError("open", code: code == 0 ? EIO : code) }
    return FileDescriptor(owning: file.rawValue)
  }

  public func rename(_ path: String, to newPath: String) throws(SystemCallError) {
    try check("rename", try ask(.rename(name(of: path), name(of: newPath))).code)
  }

  public func remove(_ path: String) throws(SystemCallError) {
    try check("unlink", try ask(.remove(name(of: path))).code)
  }

  public func syncDirectory(of path: String) throws(SystemCallError) { try directory?.file.sync() }

  public func run(_ command: String, on path: String) throws(SystemCallError) -> any RunningCommand {
    let (code, _, process) = try ask(.run(path))
    try check("posix_spawnp", code)
    return HelperCommand(keeper: self, process: process)
  }

  /// A path from the directory on.
  private func name(of path: String) -> String {
    String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
  }

  private func check(_ call: String, _ code: Int32) throws(SystemCallError) {
    guard code == 0 else { throw SystemCallError(call, code: code) }
  }

  /// - Returns: the error number that the helper has met, or 0, and what it answers.
  /// - Throws: `SystemCallError.helperGone`.
  private func ask(
    _ request: HelperRequest
  ) throws(SystemCallError) -> (code: Int32, file: FileDescriptorNumber?, process: UInt32) {
    try state.withLock { (state) throws(SystemCallError) in
      guard state.channel.send(request.bytes) == 0 else { throw .helperGone }
      while true {
        switch state.channel.receive() {
        case .nothing: continue
        case .end: throw .helperGone
        case .message(let message, let file):
          switch HelperAnswer(message[...]) {
          case .done(let code, let process): return (Int32(bitPattern: code), file, process)
          case .ended(let process, let status): state.ended[process] = status
          case .name, nil: continue
          }
        }
      }
    }
  }

  /// How a command has ended; `nil` when it has not, or a signal ended the waiting.
  fileprivate func end(of process: UInt32, waits: Bool) -> UInt32? {
    state.withLock { state in
      while true {
        if let status = state.ended.removeValue(forKey: process) { return status }
        switch state.channel.receive(waits: waits) {
        case .nothing: return nil
        // Nobody will ever tell: as if it had not been found.
        case .end: return 127 << 8
        case .message(let message, _):
          if case .ended(let ended, let status) = HelperAnswer(message[...]) { state.ended[ended] = status }
        }
      }
    }
  }
}

/// A command that a helper process has started.
private struct HelperCommand: RunningCommand {
  let keeper: HelperFileKeeper
  let process: UInt32

  func end(waits: Bool) -> CommandEnd? {
    keeper.end(of: process, waits: waits).map { CommandEnd(waitStatus: Int32(bitPattern: $0)) }
  }
}

/// A file that a class can hold.
private final class FileDescriptorBox: Sendable {
  let file: FileDescriptor
  init(_ file: consuming FileDescriptor) { self.file = file }
}
