public import Savefiles
public import System

/// Why one of several savefiles cannot be read, or not to its end.
public struct MergeFailure: Error, Equatable {
  /// What failed.
  public enum Reason: Equatable, Sendable {
    /// The file cannot be opened.
    case open(SystemCallError)
    /// It is no savefile, or a damaged one.
    case savefile(SavefileError)
    /// Another file stands at the path than did before.
    case replaced
  }

  /// The file.
  public var path: String
  public var reason: Reason
}
