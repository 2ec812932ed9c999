import Foundation
import TestSupport
import Testing

/// How runs of the program end, and what they tell of losses.
@Suite struct `The end of a run` {
  private let dns = Command.capture("dns-lookup")

  /// Runs shell in a new network namespace with the devices `va` and `vb`.
  private func inside(_ line: String) throws -> Program.Result {
    let script =
      """
      sniff() { '\(Command.path)' "$@"; }; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
      ip link set lo up; ip link add va type veth peer name vb; ip link set va up; ip link set vb up; sleep 0.2; \(line)
      """
    return try Command.shell("unshare -n bash -c '\(script.replacing("'", with: "'\\''"))'")
  }

  static let canMakeNamespaces = Command.isRoot && Program("unshare") != nil && Program("ping") != nil

  @Test(arguments: [("--stop packets:2", 2), ("--stop size:100", 1), ("--stop-when 'src port 53'", 2), ("-c 1", 1)])
  func `comes after the packet that a condition holds for`(options: String, count: Int) throws {
    let result = try Command.shell("sniff -nt -r \(dns) \(options)")
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == count)
  }

  @Test func `counts packets of all files together`() throws {
    let result = try Command.shell("printf '\(dns)\\n\(dns)\\n' | sniff -nt -V - --stop packets:5")
    #expect(result.text.split(separator: "\n").count == 5)
  }

  @Test func `a mistake in the expression of the last packet is told`() throws {
    let result = try Command.shell("sniff -r \(dns) --stop-when 'src prt 53'")
    #expect(result.status == 1 && result.errors.contains("prt"))
  }

  @Test(.enabled(if: canMakeNamespaces, "needs root, unshare and ping"))
  func `comes when a duration is over, with what came before`() throws {
    let result = try inside(
      "(sleep 0.3; ping -c 1 127.0.0.1 >/dev/null) & time -p sniff -nt -i lo --stop duration:1500ms icmp")
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 2)
    let seconds = result.errorLines.first { $0.hasPrefix("real") }.flatMap { Double($0.dropFirst(5)) } ?? 0
    #expect(seconds >= 1.5 && seconds < 4)
  }

  @Test(.enabled(if: canMakeNamespaces, "needs root, unshare and ping"))
  func `comes when enough files are complete`() throws {
    let result = try inside(
      """
      d=$(mktemp -d); ping -q -i 0.002 -s 20000 127.0.0.1 >/dev/null & sniff -Z root -i lo -w $d/x -C 1 --stop files:3
      s=$?; kill %1; ls $d | wc -l; rm -r $d; exit $s
      """)
    #expect(result.status == 0)
    #expect(result.text == "3\n")
  }

  /// Stops the program for a moment while many packets come.
  private let stall =
    """
    p=$!; sleep 1; kill -STOP $p; ping -q -f -s 1400 -c 2000 127.0.0.1 >/dev/null; kill -CONT $p
    sleep 0.5; ping -q -c 2 -i 0.2 127.0.0.1 >/dev/null; sleep 0.3; kill -INT $p; wait $p
    """

  @Test(.enabled(if: canMakeNamespaces, "needs root, unshare and ping"))
  func `has status 3 and tells where packets are missing when that is asked for`() throws {
    let result = try inside(
      "'\(Command.path)' -n -i lo -B 16 --fail-on-loss icmp > /dev/null & \(stall)")
    #expect(result.status == 3)
    #expect(
      result.errorLines.contains { $0.hasPrefix("-- ") && $0.hasSuffix(" packets lost here (kernel ring full) --") })
    #expect(result.errorLines.last?.hasSuffix("packets lost (--fail-on-loss)") == true)
  }

  @Test(.enabled(if: canMakeNamespaces && Program("tshark") != nil, "needs root, unshare, ping and tshark"))
  func `a pcapng file has the losses where they were`() throws {
    let result = try inside(
      """
      f=$(mktemp --suffix=.pcapng); '\(Command.path)' -n -i lo -B 16 -w $f icmp & \(stall)
      tshark -r $f -T fields -e frame.drop_count 2>/dev/null | awk '{n++; s+=$1} END {print n+s}'; rm $f
      """)
    #expect(result.status == 0)
    // Each request is answered, and seen once on the loopback.
    #expect(result.text == "4004\n")
    let counts = result.errorLines.compactMap { Int($0.split(separator: " ").first ?? "") }
    #expect(counts.count >= 3 && counts[0] + counts[2] == 4004)
  }

  @Test(.enabled(if: canMakeNamespaces && Program("tshark") != nil, "needs root, unshare, python3 and tshark"))
  func `each gap of a pcapng file has as many losses as numbers are missing there`() throws {
    let sender = """
      import os, signal, socket, sys, time
      program, out, number = int(sys.argv[1]), socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 1025
      def send(count, pause):
          global number
          for _ in range(count):
              out.sendto(bytes(1000), ('127.0.0.1', number))
              number += 1
              time.sleep(pause)
      for burst in (1500, 400, 3000):
          send(30, 0.01)
          os.kill(program, signal.SIGSTOP)
          send(burst, 0)
          os.kill(program, signal.SIGCONT)
          time.sleep(0.5)
      send(30, 0.01)
      """
    let script = try TemporaryFile(Array(sender.utf8))
    let result = try inside(
      """
      f=$(mktemp --suffix=.pcapng); '\(Command.path)' -n -i lo -B 16 -w $f udp & p=$!; sleep 1
      python3 \(script.path) $p; sleep 0.5; kill -INT $p; wait $p
      tshark -r $f -T fields -e udp.dstport -e frame.drop_count 2>/dev/null; rm $f
      """)
    #expect(result.status == 0)
    let rows = result.text.split(separator: "\n").map { row in
      row.split(separator: "\t", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    }
    var (expected, losses) = (1025, 0)
    for row in rows where row.count == 2 {
      #expect(row[0] - expected == row[1], "before \(row[0])")
      expected = row[0] + 1
      losses += row[1]
    }
    #expect(expected == 1025 + 4 * 30 + 1500 + 400 + 3000)
    #expect(losses > 1000 && rows.count { $0.last != 0 } >= 2)
  }

  @Test(.enabled(if: canMakeNamespaces, "needs root, unshare and ping"))
  func `a suspended capture goes on where it was`() throws {
    let result = try inside(
      """
      '\(Command.path)' -nt -l -i lo icmp & p=$!; sleep 1; ping -q -c 1 127.0.0.1 >/dev/null; kill -TSTP $p
      ping -q -c 3 -i 0.1 127.0.0.1 >/dev/null; kill -CONT $p; ping -q -c 1 127.0.0.1 >/dev/null; sleep 0.5
      kill -INT $p; wait $p
      """)
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 10)
    #expect(result.errors.contains("\n10 packets captured\n"))
  }

  @Test(.enabled(if: canMakeNamespaces, "needs root, unshare and ping"))
  func `a second interruption ends it although nobody takes its packets`() throws {
    let result = try inside(
      """
      mkfifo /tmp/sniff-fifo-$$; sleep 30 < /tmp/sniff-fifo-$$ & r=$!
      '\(Command.path)' -n -i lo -U -w - > /tmp/sniff-fifo-$$ & p=$!; sleep 1
      ping -q -f -s 1400 -c 500 127.0.0.1 >/dev/null; kill -INT $p; sleep 0.4; kill -INT $p
      wait $p; s=$?; kill $r; rm /tmp/sniff-fifo-$$; exit $s
      """)
    #expect(result.status == 130)
  }
}
