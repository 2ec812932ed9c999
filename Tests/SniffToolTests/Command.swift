import Foundation
import TestSupport

/// The program itself, as it was built beside the tests.
enum Command {
  /// The folder of the package.
  static let package: URL = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package
  }()

  /// Where the program is: beside the tests that run.
  static let path: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let beside = tests.appendingPathComponent("sniff").path
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return package.appendingPathComponent(".build/debug/sniff").path
  }()

  /// A capture of the project.
  static func capture(_ name: String) -> String { package.appendingPathComponent("captures/\(name).pcap").path }

  static let isRoot = getuid() == 0
  static let hasTcpdump = Program("tcpdump") != nil

  /// Runs a line of shell in which `sniff` is the program.
  static func shell(_ line: String) throws -> Program.Result {
    guard let bash = Program("bash") else { throw CocoaError(.fileNoSuchFile) }
    // Tests run on threads that block signals, and a program inherits that.
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try bash.run(["-c", "sniff() { '\(path)' \"$@\"; }; \(line)"])
  }
}

extension Program.Result {
  var text: String { String(decoding: output, as: UTF8.self) }
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
}
