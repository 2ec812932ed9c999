internal import Bytes
internal import Pipeline
internal import System

/// Where words for the user go.
enum Console {
  /// Says one line on standard error, after the program's name.
  static func say(_ line: String) { note("sniff: \(line)\n") }

  /// Puts text on standard error as it is.
  static func note(_ text: String) {
    // When even that cannot be written there is nobody left to tell.
    try? FileDescriptor.standardError.write(Array(text.utf8).rawSpan)
  }

  /// Puts text on standard output.
  ///
  /// - Throws: `ToolError` when it is not taken.
  static func print(_ text: String) throws(ToolError) {
    do throws(SystemCallError) {
      try FileDescriptor.standardOutput.write(Array(text.utf8).rawSpan)
    } catch {
      throw .output(.lines(error))
    }
  }
}
