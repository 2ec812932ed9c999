import Foundation
import TestSupport
import Testing

#if !DEBUG
/// Instructions of the program that ships, counted by callgrind as the difference between two captures, so that what a start
/// costs cancels out. They are the same on every machine of a kind, which seconds are not: a ceiling is what was reached,
/// and a twentieth.
@Suite("Instructions for a packet stay below what was reached", .serialized)
struct InstructionTests {
  /// What is counted, and how many instructions a packet may cost.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let arguments: [String]
    let ceiling: Int

    static let all = [
      Row(testDescription: "count", arguments: ["--count"], ceiling: 70),
      Row(testDescription: "filter", arguments: ["-w", "/dev/null", "udp port 53"], ceiling: 220),
      Row(testDescription: "flags", arguments: ["-w", "/dev/null", "tcp[tcpflags] & tcp-syn != 0"], ceiling: 215),
      Row(testDescription: "copy", arguments: ["-w", "/dev/null"], ceiling: 160),
      Row(testDescription: "print", arguments: ["-nn"], ceiling: 1985),
      Row(testDescription: "print -v", arguments: ["-nnv"], ceiling: 2615),
      Row(testDescription: "print bytes", arguments: ["-nn", "-e", "-XX"], ceiling: 11_150),
    ]
  }

  private static let (few, many) = (1000, 5000)
  private static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../.build/release/sniff").standardized.path
  private static let isPossible =
    Program("valgrind") != nil && Program("strip") != nil && FileManager.default.isExecutableFile(atPath: program)

  @Test(
    "instructions", .enabled(if: isPossible, "needs valgrind, strip and swift build -c release --product sniff"),
    arguments: Row.all)
  func instructions(row: Row) throws {
    let binary = TemporaryFile()
    defer { withExtendedLifetime(binary) {} }
    let stripped = try #require(Program("strip")).run(["-o", binary.path, Self.program])
    try #require(stripped.status == 0, "\(stripped.errors)")
    let counts = try [Self.few, Self.many].map { packets in
      let capture = try TemporaryFile(MixedTraffic.pcapFile(packets: packets))
      defer { withExtendedLifetime(capture) {} }
      return try Self.instructions(of: binary.path, ["--threads", "1", "-r", capture.path] + row.arguments)
    }
    let each = (counts[1] - counts[0]) / (Self.many - Self.few)
    print("\(row.testDescription): \(each) instructions a packet, at most \(row.ceiling)")
    #expect(each > 0 && each <= row.ceiling)
  }

  private static func instructions(of program: String, _ arguments: [String]) throws -> Int {
    let result = try #require(Program("valgrind")).run(
      ["--tool=callgrind", "--callgrind-out-file=/dev/null", program] + arguments)
    try #require(result.status == 0, "\(result.errors)")
    let line = try #require(result.errors.split(separator: "\n").first { $0.contains("Collected :") })
    return try #require(line.split(separator: " ").last.flatMap { Int($0) })
  }
}
#endif
