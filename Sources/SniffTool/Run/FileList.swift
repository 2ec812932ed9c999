/// The list of savefiles that `-V` names.
enum FileList {
  /// The paths in a file, one a line, or in standard input for `-`.
  ///
  /// - Throws: `ToolError` when it cannot be read or names none.
  static func read(_ path: String) throws(ToolError) -> [String] {
    let paths = try TextFile.read(path).split(separator: "\n").map(String.init)
    guard !paths.isEmpty else { throw .emptyList(path: path) }
    return paths
  }
}
