import Foundation
import Testing

@Suite("Golden lines")
struct GoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
  private static let tcpdump = "/usr/bin/tcpdump"

  @Test("the lines of each sample are the recorded ones", arguments: SampleCapture.all)
  func recordedLines(sample: SampleCapture) throws {
    let text = LineStyle.all.map { "$ \($0.testDescription)\n\(sample.lines($0.options))" }.joined()
    let file = SampleCapture.goldens.appendingPathComponent(sample.name + ".txt")
    if Self.isRecording {
      try FileManager.default.createDirectory(at: SampleCapture.goldens, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file.lastPathComponent): read it, then run the tests without RECORD_GOLDENS")
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(difference(golden, text) == nil)
  }

  @Test(
    "the lines of each sample are tcpdump's",
    .enabled(if: FileManager.default.isExecutableFile(atPath: tcpdump), "tcpdump is not installed"),
    arguments: SampleCapture.all)
  func sameAsTcpdump(sample: SampleCapture) throws {
    for style in LineStyle.all {
      let expected = try tcpdumpLines(sample, style)
      withKnownIssue(Comment(rawValue: Self.knownDifferences[sample.name] ?? ""), isIntermittent: true) {
        #expect(difference(expected, sample.lines(style.options)) == nil, "\(style.testDescription)")
      } when: {
        Self.knownDifferences[sample.name] != nil
      }
    }
  }

  /// What we do not print as tcpdump does yet, by the name of the sample.
  private static let knownDifferences: [String: String] = [:]

  @Test("there are samples, and each has packets")
  func samplesExist() {
    #expect(SampleCapture.all.count > 20)
    #expect(SampleCapture.all.allSatisfy { !$0.packets.isEmpty })
  }

  private func tcpdumpLines(_ sample: SampleCapture, _ style: LineStyle) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.tcpdump)
    process.arguments = style.words + ["-r", sample.path]
    process.environment = ["TZ": "UTC0"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The first line that differs, in words.
  private func difference(_ expected: String, _ actual: String) -> String? {
    let (expected, actual) = (expected.components(separatedBy: "\n"), actual.components(separatedBy: "\n"))
    for index in 0..<max(expected.count, actual.count) {
      let left = index < expected.count ? expected[index] : "(nothing)"
      let right = index < actual.count ? actual[index] : "(nothing)"
      if left != right { return "line \(index + 1)\n- \(left)\n+ \(right)" }
    }
    return nil
  }
}
