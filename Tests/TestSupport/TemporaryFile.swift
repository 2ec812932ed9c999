import Foundation

/// A path of its own in the directory for temporary files; what stands there at the end is removed.
public final class TemporaryFile {
  public let path: String

  /// Nothing stands at the path yet.
  public init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("sniff-test-\(UUID().uuidString)").path
  }

  /// A file of these bytes.
  public convenience init(_ bytes: [UInt8]) throws {
    self.init()
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// What stands there now.
  public var bytes: [UInt8] { FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? [] }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
