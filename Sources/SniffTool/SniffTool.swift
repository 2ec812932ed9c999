/// The command-line tool.
public enum SniffTool {
  /// Does what a command line asks for.
  ///
  /// - Parameter arguments: the command line without the program's name.
  /// - Returns: the exit status: 0 when all is done, 1 when something failed, of which standard error tells.
  public static func run(_ arguments: [String]) -> Int32 {
    0
  }
}
