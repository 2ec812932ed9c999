import Capture
import Packets
import Rendering
import Testing

@testable import SniffTool

@Suite struct `A command line becomes a plan` {
  private func plan(_ words: String...) throws -> Plan { try PlanBuilder.plan(words) }

  @Test func `letters can be bundled, with an argument at the end`() throws {
    let plan = try plan("-nnvvei", "lo", "-c5")
    #expect(!plan.wantsNames)
    #expect(plan.lines.verbosity == 2)
    #expect(plan.lines.showsLinkHeader)
    #expect(plan.input == .interface("lo"))
    #expect(plan.packetLimit == 5)
  }

  @Test func `long options take their argument after an equals sign or as the next word`() throws {
    #expect(try plan("--interface=lo").input == .interface("lo"))
    #expect(try plan("--interface", "lo").input == .interface("lo"))
  }

  @Test func `options may stand behind the expression`() throws {
    let plan = try plan("tcp", "port", "80", "-n", "-r", "x.pcap")
    #expect(plan.filter == .expression("tcp port 80"))
    #expect(plan.input == .file("x.pcap"))
    #expect(!plan.wantsNames)
  }

  @Test func `nothing behind two dashes is an option`() throws {
    #expect(try plan("-n", "--", "-e", "info").filter == .expression("-e info"))
  }

  @Test(arguments: [
    ("--co", "countsOnly"), ("--c", "countsOnly"), ("--cou", "countsOnly"), ("--num", "numbers"), ("--nu", "numbers"),
  ])
  func `an abbreviation that tcpdump knows means what it means there`(word: String, meaning: String) throws {
    let plan = try plan(word)
    #expect(plan.countsOnly == (meaning == "countsOnly"))
    #expect(plan.lines.numbersPackets == (meaning == "numbers"))
  }

  @Test func `abbreviations of our own options work where tcpdump has none`() throws {
    #expect(try plan("--col", "never").coloring == .never)
    #expect(try plan("--filt", "udp").filter == .expression("udp"))
    #expect(try plan("--f").action == .floatingPoint)
    #expect(try plan("--b=64").capture.bufferSizeInKiB == 64)
  }

  @Test(arguments: zip(0...5, [0, 1, 2, 3, 4, 5])) func `each -t has its style`(count: Int, index: Int) throws {
    let styles: [TimestampStyle] = [.timeOfDay, .none, .epoch, .sincePrevious, .dateAndTime, .sinceFirst]
    let words = Array(repeating: "-t", count: count)
    #expect(try PlanBuilder.plan(words).lines.timestampStyle == styles[index])
  }

  @Test(arguments: [("0", 262_144), ("96", 96), ("0x60", 96), ("0140", 96), ("262144", 262_144)])
  func `a snapshot length is taken as C writes numbers`(text: String, length: Int) throws {
    #expect(try plan("-s", text).capture.snapshotLength == length)
  }

  @Test(arguments: [
    (["-k"], UsageError.unknownLetter("k")),
    (["--nonsense"], .unknownName("nonsense")),
    (
      ["--li=x"],
      .ambiguousName(
        "li", candidates: ["linktype", "list-interfaces", "list-data-link-types", "list-time-stamp-types"])
    ),
    (["-c"], .missingArgument(option: "-c")),
    (["--backend"], .missingArgument(option: "--backend")),
    (["--count=3"], .unexpectedArgument(option: "--count")),
    (["-C", "0"], .invalidFileSize("0")),
    (["-C", "1k"], .invalidFileSize("1k")),
    (["-C", "9223372036855"], .fileSizeTooLarge("9223372036855")),
    (["-G", "-1"], .invalidRotationSeconds("-1")),
    (["-W", "0"], .invalidFileCount("0")),
    (["-C", "1", "-w", "-"], .conflict("-C", "-w -")),
    (["-w", "-", "-G", "5"], .conflict("-G", "-w -")),
    (["--flows", "0"], .invalidFlowCount("0")),
    (["-T", "nonsense"], .unknownPayloadType("nonsense")),
    (["-T", "wb"], .unavailablePayloadType("wb")),
    (["-c", "0"], .invalidPacketCount("0")),
    (["-c", "10x"], .invalidPacketCount("10x")),
    (["-B", "0"], .invalidBufferSize("0")),
    (["-s", "-1"], .invalidSnapshotLength("-1")),
    (["-s", "262145"], .invalidSnapshotLength("262145")),
    (["-y", "foo"], .invalidLinkType("foo")),
    (["-Q", "up"], .unknownDirection("up")),
    (["-T", "foo"], .unknownPayloadType("foo")),
    (["--time-stamp-precision", "foo"], .invalidPrecision("foo")),
    (["--color=blue"], .invalidChoice(option: "--color", value: "blue", choices: ["auto", "always", "never"])),
    (["-tttttt"], .tooManyTimestampOptions),
    (["-r", "a", "-V", "b"], .conflict("-V", "-r")),
    (["--filter", "tcp", "udp"], .conflict("--filter", "an expression behind the options")),
    (["--filter", "tcp", "-F", "x"], .conflict("--filter", "-F")),
  ])
  func `a mistake is named`(words: [String], error: UsageError) {
    #expect(throws: error) { try PlanBuilder.plan(words) }
  }

  @Test func `what prints and stops wins over later mistakes, not over earlier ones`() throws {
    #expect(try plan("-h", "-k").action == .help)
    #expect(try plan("--version", "-c").action == .version)
    #expect(throws: UsageError.unknownLetter("k")) { try plan("-k", "-h") }
  }

  @Test func `a program is printed at the level of its letters`() throws {
    #expect(try plan("-ddd", "tcp").action == .dumpProgram(level: 3))
    #expect(try plan("-d", "-r", "x", "tcp").input == .file("x"))
  }

  @Test func `an interface beside a file does not matter`() throws {
    #expect(try plan("-r", "x", "-i", "lo").input == .file("x"))
    #expect(try plan("-i", "lo", "-r", "x").input == .file("x"))
    #expect(try plan("-L", "-r", "x").action == .takePackets)
  }

  @Test func `lines are printed beside a savefile only when that is asked for`() throws {
    #expect(try plan("-w", "x").printsLines == false)
    #expect(try plan("-w", "x", "--print").printsLines)
    #expect(try plan("--count").printsLines == false)
    #expect(try plan().printsLines)
  }
}
