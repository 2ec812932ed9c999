public import Savefiles
public import System

/// What packets were made into could not be written.
public enum OutputError: Error, Equatable {
  /// The lines.
  case lines(SystemCallError)
  /// The savefile at a path.
  case savefile(SavefileWriteError, path: String)
  /// The next savefile cannot be begun.
  case create(SystemCallError, path: String)

  /// Whether the other end of a pipe is closed.
  public var isBrokenPipe: Bool { cause.isBrokenPipe }

  /// The call that failed.
  public var cause: SystemCallError {
    switch self {
    case .lines(let error), .create(let error, _): error
    case .savefile(let error, _): error.cause
    }
  }
}
