internal import System

/// Reads a small file whole.
enum TextFile {
  /// More than any expression or list of files has.
  private static let maximumLength = 16 << 20

  /// The text of a file, or of standard input for `-`.
  ///
  /// - Throws: `ToolError` when it cannot be read.
  static func read(_ path: String) throws(ToolError) -> String {
    do throws(SystemCallError) {
      let file = path == "-" ? FileDescriptor.standardInput : try FileDescriptor(reading: path)
      return String(decoding: try file.readToEnd(maximumLength: maximumLength), as: UTF8.self)
    } catch {
      throw .list(error, path: path)
    }
  }
}
