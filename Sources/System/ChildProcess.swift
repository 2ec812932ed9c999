internal import CLinux
internal import Glibc

/// A program that was started beside this one.
///
/// It has this program's standard files and nothing else that is open here, and the lowest priority.
public struct ChildProcess: RunningCommand {
  private let number: Int32

  /// Starts a program, found as a shell finds it, with one argument.
  ///
  /// - Throws: `SystemCallError` when it is not there or cannot be started.
  public init(_ program: String, _ argument: String) throws(SystemCallError) {
    // SAFETY: both C strings live as long as the call.
    let child = unsafe clinux_spawn(program, argument)
    guard child > 0 else { throw SystemCallError("posix_spawnp", code: -child) }
    number = child
  }

  public func end(waits: Bool) -> CommandEnd? {
    var status: Int32 = 0
    // SAFETY: the pointer is of one element and used for this call only.
    guard unsafe waitpid(number, &status, waits ? 0 : WNOHANG) == number else { return nil }
    return CommandEnd(waitStatus: status)
  }
}
