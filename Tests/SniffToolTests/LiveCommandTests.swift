import Foundation
import TestSupport
import Testing

@testable import SniffTool

/// The program on the loopback, in a network namespace of each test's own.
@Suite(
  .enabled(if: Command.isRoot && Program("unshare") != nil && Program("ping") != nil, "needs root, unshare and ping"))
struct `The program on interfaces` {
  /// Runs shell in a new network namespace whose loopback is up.
  private func inside(_ line: String) throws -> Program.Result {
    let script = "sniff() { '\(Command.path)' \"$@\"; }; ip link set lo up; \(line)"
    return try Command.shell("unshare -n bash -c \"$SCRIPT\"".replacing("\"$SCRIPT\"", with: quoted(script)))
  }

  private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  /// A second after the start, a few pings.
  private let pings = "(sleep 1; ping -c 3 -i 0.2 127.0.0.1 > /dev/null) &"

  @Test(arguments: ["af-packet", "libpcap"]) func `stops after its count and tells the counts`(backend: String) throws {
    let result = try inside("\(pings) sniff -tn -i lo --backend \(backend) -c 4 icmp")
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first?.hasPrefix("IP 127.0.0.1 > 127.0.0.1: ICMP echo request, id ") == true)
    #expect(
      result.errorLines.prefix(3) == [
        "sniff: verbose output suppressed, use -v[v]... for full protocol decode",
        "listening on lo, link-type EN10MB (Ethernet), snapshot length 262144 bytes", "4 packets captured",
      ])
    #expect(result.errors.hasSuffix("0 packets dropped by kernel\n"))
  }

  @Test(arguments: ["INT", "TERM", "HUP"]) func `ends by a signal with its counts and status 0`(signal: String) throws {
    let result = try inside(
      "\(pings) '\(Command.path)' -n -i lo -w - > /dev/null & p=$!; sleep 2.5; kill -\(signal) $p; wait $p")
    #expect(result.status == 0)
    #expect(
      result.errorLines.prefix(2) == [
        "sniff: listening on lo, link-type EN10MB (Ethernet), snapshot length 262144 bytes", "6 packets captured",
      ])
  }

  @Test func `tells the counts on one line when SIGUSR1 comes, and goes on`() throws {
    let result = try inside(
      "'\(Command.path)' -n -i lo & p=$!; sleep 1; kill -USR1 $p; sleep 0.5; kill -INT $p; wait $p")
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "\nsniff: 0 packets captured, 0 packets received by filter, 0 packets dropped by kernel\n0 packets captured\n"))
  }

  @Test(.enabled(if: Command.hasTcpdump, "needs tcpdump")) func `gives packets to another program as they come`() throws
  {
    let result = try inside("\(pings) sniff -i lo -U -w - -c 6 2>/dev/null | tcpdump -tn -r -")
    #expect(result.text.split(separator: "\n").count == 6)
  }

  @Test(.enabled(if: Command.hasTcpdump, "needs tcpdump"), arguments: ["lo", "any"])
  func `prints the lines that tcpdump prints of the same packets`(interface: String) throws {
    let file = TemporaryFile()
    let result = try inside(
      """
      (sleep 1.5; ping -c 2 -i 0.2 127.0.0.1; echo hello > /dev/udp/127.0.0.1/9) > /dev/null 2>&1 &
      timeout -s INT 3 tcpdump -tne -i \(interface) > \(file.path) 2> /dev/null &
      timeout -s INT 3 '\(Command.path)' -tne -i \(interface) 2> /dev/null; wait
      """)
    #expect(result.output == file.bytes)
    #expect(result.text.split(separator: "\n").count >= 5)
  }

  @Test(arguments: [
    ("-i nosuch", "sniff: nosuch: no such interface"), ("-i 99", "sniff: 99: no such interface"),
    ("-i lo -y RAW", "sniff: lo: RAW is not a link type"), ("-i lo -w /nonexistent/file", "sniff: /nonexistent/file: "),
  ])
  func `refuses what cannot be captured with one line`(words: String, message: String) throws {
    let result = try inside("sniff \(words)")
    #expect(result.status == 1)
    #expect(result.errorLines.count == 1 && result.errors.hasPrefix(message))
  }

  @Test(.enabled(if: Program("setpriv") != nil, "needs setpriv"))
  func `names the capability that it lacks, and the command that gives it`() throws {
    let copy = TemporaryFile()
    let result = try inside(
      """
      install -m 755 '\(Command.path)' \(copy.path)
      setpriv --reuid=65534 --clear-groups --inh-caps=-all --bounding-set=-all \(copy.path) -i lo
      """)
    #expect(result.status == 1)
    #expect(result.errors == "sniff: lo: capturing needs CAP_NET_RAW: setcap cap_net_raw=ep \(copy.path)\n")
  }
}
