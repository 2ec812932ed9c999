public import Savefiles
public import System

/// What packets were made into could not be written.
public enum OutputError: Error, Equatable {
  /// The lines.
  case lines(SystemCallError)
  /// The savefile at a path.
  case savefile(SavefileWriteError, path: String)
  /// The savefile at a path has no room for what a packet tells.
  case packet(Misfit, path: String)
  /// The next savefile cannot be begun.
  case create(SystemCallError, path: String)

  /// Whether the other end of a pipe is closed.
  public var isBrokenPipe: Bool { cause?.isBrokenPipe == true }

  /// The call that failed; `nil` when none did.
  public var cause: SystemCallError? {
    switch self {
    case .lines(let error), .create(let error, _): error
    case .savefile(let error, _): error.cause
    case .packet: nil
    }
  }
}
