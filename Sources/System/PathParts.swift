/// The directory that a path leads into, and the name in it.
public struct PathParts: Equatable, Sendable {
  /// The directory: `.` for a name alone.
  public let folder: String
  /// What stands behind the last slash; empty when nothing does.
  public let name: String

  /// The parts of a path.
  public init(_ path: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      (folder, name) = (".", path)
      return
    }
    folder = slash == path.startIndex ? "/" : String(path[..<slash])
    name = String(path[path.utf8.index(after: slash)...])
  }
}
