import Foundation

/// A program of this machine, run to its end.
public struct Program: Sendable {
  /// What it left: its exit status and its two outputs.
  public struct Result: Sendable {
    public let status: Int32
    public let output: [UInt8]
    public let errors: String
  }

  /// Where it is.
  public let path: String

  /// The program of a name in one of the usual directories; `nil` when it is not installed.
  public init?(_ name: String) {
    let directories = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    let paths = directories.map { $0 + "/" + name }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
    self.path = path
  }

  /// A program that was built beside the tests that run.
  public static func beside(_ name: String) -> Program {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let beside = tests.appendingPathComponent(name).path
    if FileManager.default.isExecutableFile(atPath: beside) { return Program(path: beside) }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return Program(path: package.appendingPathComponent(".build/debug/\(name)").path)
  }

  private init(path: String) { self.path = path }

  /// Runs it with `TZ` set to `GMT0`.
  public func run(_ arguments: [String]) throws -> Result {
    let (output, errors) = (TemporaryFile(), TemporaryFile())
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TZ": "GMT0"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output.path)
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: output.bytes, errors: String(decoding: errors.bytes, as: UTF8.self))
  }
}
