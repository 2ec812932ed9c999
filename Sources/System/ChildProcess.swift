internal import CLinux
internal import Glibc

/// A program that was started beside this one.
///
/// It has this program's standard files and nothing else that is open here, and the lowest priority.
public struct ChildProcess: Sendable {
  /// How it ended.
  public enum End: Equatable, Sendable {
    /// With an exit status.
    case exit(Int32)
    /// By a signal.
    case signal(Int32)
  }

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

  /// How it ended; `nil` when it has not, which is so too when a signal ended the waiting.
  ///
  /// Asked again after that, it says that it has not ended.
  ///
  /// - Parameter waits: whether to wait for its end.
  public func end(waits: Bool) -> End? {
    var status: Int32 = 0
    // SAFETY: the pointer is of one element and used for this call only.
    guard unsafe waitpid(number, &status, waits ? 0 : WNOHANG) == number else { return nil }
    // What wait(2)'s macros say, which Swift cannot import.
    let signal = status & 0x7f
    return signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
  }
}
