import Foundation
import TestSupport
import Testing

@testable import SniffTool

@Suite struct `The program on files` {
  private let dns = Command.capture("dns-lookup")

  @Test func `says its version and its help on standard output`() throws {
    #expect(try Command.shell("sniff --version").text == Version.line + "\n")
    let help = try Command.shell("sniff -h")
    #expect(help.status == 0 && help.errors.isEmpty)
    #expect(help.text == HelpText(table: .standard).text)
  }

  @Test(
    .enabled(if: Command.hasTcpdump, "needs tcpdump"),
    arguments: [
      "-n", "-ne", "-nv", "-nX", "-nxx", "-nA", "-nt", "-ntt", "-nttt", "-ntttt", "-nttttt", "-nq", "-nS", "-n -#",
      "-n --nano", "-n -c 2", "-n udp", "--count", "--count ip6 or arp", "-d tcp port 80", "-dd", "-ddd tcp port 80",
    ])
  func `prints what tcpdump prints`(options: String) throws {
    for name in ["dns-lookup", "nc-ipv4", "nc-ipv6", "ping-ipv4", "vlan-tagged"] {
      let capture = Command.capture(name)
      let ours = try Command.shell("sniff -r \(capture) \(options)")
      let theirs = try Command.shell("tcpdump -r \(capture) \(options)")
      #expect(ours.status == theirs.status)
      #expect(ours.text == theirs.text, "\(name)")
      // A note on tagged packets may follow, which tcpdump has not.
      #expect(ours.errorLines.first == theirs.errorLines.first)
      #expect(ours.errorLines.dropFirst().allSatisfy { $0.contains("turned away unlooked-at") })
    }
  }

  @Test(.enabled(if: Command.hasTcpdump, "needs tcpdump"))
  func `writes what tcpdump writes, to a file and to standard output`() throws {
    let file = TemporaryFile()
    #expect(try Command.shell("sniff -r \(dns) -w \(file.path)").status == 0)
    let theirs = try Command.shell("tcpdump -r \(dns) -w -").output
    #expect(file.bytes == theirs)
    #expect(try Command.shell("sniff -r \(dns) -w -").output == theirs)
    #expect(try Command.shell("sniff -w - < \(dns) -r -").output == theirs)
    let printed = try Command.shell("sniff -r \(dns) -w - | tcpdump -n -r -").text
    #expect(try printed == Command.shell("sniff -n -r \(dns)").text)
  }

  @Test func `prints lines beside a savefile only with --print`() throws {
    #expect(try Command.shell("sniff -n -r \(dns) -w /dev/null").output.isEmpty)
    let lines = try Command.shell("sniff -n -r \(dns)").text
    #expect(try Command.shell("sniff -n -r \(dns) -w /dev/null --print").text == lines)
  }

  @Test func `reads the files of a list, each with its line on standard error`() throws {
    let list = TemporaryFile()
    try Data("\(dns)\n\(dns)\n".utf8).write(to: URL(fileURLWithPath: list.path))
    let result = try Command.shell("sniff -n -V \(list.path)")
    let lines = try Command.shell("sniff -n -r \(dns)").text
    #expect(result.text == lines.split(separator: "\n").map { "\($0)\n\($0)\n" }.joined())
    #expect(result.errorLines.count == 2)
  }

  @Test func `takes the expression from a file, without its comments`() throws {
    let file = TemporaryFile()
    try Data("udp # all of it\nand port 53\n".utf8).write(to: URL(fileURLWithPath: file.path))
    #expect(
      try Command.shell("sniff -r \(dns) -F \(file.path) -d").text
        == Command.shell("sniff -r \(dns) -d udp and port 53").text)
  }

  @Test func `colours lines when told to, with the same text`() throws {
    let plain = try Command.shell("sniff -n -r \(dns)").text
    let colored = try Command.shell("sniff -n -r \(dns) --color=always").text
    #expect(colored != plain)
    #expect(colored.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
    #expect(try Command.shell("sniff -n -r \(dns) --color=auto").text == plain)
  }

  @Test(arguments: [
    ("sniff -k", "sniff: invalid option -- 'k'"),
    ("sniff --nonsense", "sniff: unrecognized option '--nonsense'"),
    ("sniff -c", "sniff: option requires an argument -- 'c'"),
    ("sniff -W 0", "sniff: invalid number of output files 0"),
    ("sniff -r a -V b", "sniff: -V and -r are mutually exclusive"),
    ("sniff -r /nonexistent", "sniff: /nonexistent: No such file or directory"),
    ("sniff -V /nonexistent", "sniff: can't open /nonexistent: No such file or directory"),
    (
      "sniff -F /nonexistent -d",
      "Warning: assuming Ethernet\nsniff: can't open /nonexistent: No such file or directory"
    ),
    ("sniff -h > /dev/full", "sniff: standard output: No space left on device"),
  ])
  func `says one line and exits with 1`(line: String, message: String) throws {
    let result = try Command.shell(line)
    #expect(result.status == 1)
    #expect(result.errors == message + "\n")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: ["-r /tmp", "-r /dev/null", "-r /etc/passwd", "-r - < /dev/null"])
  func `refuses what is no savefile with one line`(words: String) throws {
    let result = try Command.shell("sniff \(words)")
    #expect(result.status == 1)
    #expect(result.errorLines.count == 1 && result.errors.hasPrefix("sniff: "))
  }

  @Test(arguments: [
    "-r F -w F", "-r G -r F -w F", "-r F -w ./../$(basename $(dirname F))/$(basename F)", "-r - -w F < F",
  ])
  func `never empties a file that it is to read`(options: String) throws {
    let file = TemporaryFile()
    try FileManager.default.copyItem(atPath: dns, toPath: file.path)
    let before = file.bytes
    let folder = (file.path as NSString).deletingLastPathComponent
    let words = options.replacingOccurrences(of: "F", with: file.path).replacingOccurrences(of: "G", with: dns)
    let result = try Command.shell("cd \(folder) && sniff \(words)")
    #expect(result.status == 1)
    #expect(result.errorLines.count == 1 && result.errors.contains("is the file being read"))
    #expect(file.bytes == before)
  }

  @Test func `shows a mistake in an expression`() throws {
    let result = try Command.shell("sniff -r \(dns) 'udp prot 53'")
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errorLines.dropFirst().first?.hasPrefix("sniff: ") == true)
  }

  @Test func `gives all whole packets of a cut file, then one line, and exits with 1`() throws {
    let whole = try Command.shell("sniff -n -r \(dns)").text
    let result = try Command.shell("head -c -5 \(dns) | sniff -n -r -")
    #expect(result.status == 1)
    #expect(whole.hasPrefix(result.text) && !result.text.isEmpty)
    #expect(result.text.split(separator: "\n").count == whole.split(separator: "\n").count - 1)
    #expect(result.errorLines.count == 2)
  }

  @Test func `says that a disk is full, for lines and for packets`() throws {
    let lines = try Command.shell("sniff -n -r \(dns) > /dev/full")
    #expect(lines.status == 1)
    #expect(lines.errorLines.last == "sniff: standard output: No space left on device")
    let packets = try Command.shell("sniff -r \(dns) -w /dev/full")
    #expect(packets.status == 1)
    #expect(packets.errorLines.last?.hasPrefix("sniff: /dev/full: No space left on device") == true)
  }

  @Test func `ends quietly when lines go into a closed pipe, and with one line when packets do`() throws {
    let lines = try Command.shell("sniff -n -r \(dns) 2>/dev/null | true; exit ${PIPESTATUS[0]}")
    #expect(lines.status == 0)
    let packets = try Command.shell("(sleep 0.5; sniff -r \(dns) -w -) | true; exit ${PIPESTATUS[0]}")
    #expect(packets.status == 1)
    #expect(packets.errorLines.last?.hasPrefix("sniff: standard output: Broken pipe") == true)
  }
}
