import Foundation
import TestSupport
import Testing

/// The program on several interfaces, and on those that are not there yet.
@Suite(
  .enabled(if: Command.isRoot && Program("unshare") != nil && Program("ip") != nil, "needs root, unshare and ip"))
struct `The program on several interfaces` {
  /// Runs shell in a new network namespace with two pairs of devices; each pair has an address that nobody answers for.
  private func inside(_ line: String) throws -> Program.Result {
    let script =
      """
      sniff() { '\(Command.path)' "$@"; }; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6; ip link set lo up
      pair() { ip link add $1 type veth peer name p$1; ip link set p$1 up; ip link set $1 up
        ip addr add 10.9.$2.1/24 dev $1; ip neigh add 10.9.$2.2 lladdr 02:00:00:00:00:02 dev $1; }
      ping1() { sleep 0.1; ping -q -c 1 -W 0.2 10.9.$1.2 >/dev/null; }
      pair va1 1; pair va2 2; sleep 0.2; \(line)
      """
    return try Command.shell("unshare -n bash -c '\(script.replacing("'", with: "'\\''"))'")
  }

  @Test(arguments: ["-i va1 -i va2", "-i 'va*'", "-i 'va[12]'"])
  func `lines tell the interface and the way of each packet`(interfaces: String) throws {
    let result = try inside(
      "(sleep 1; ping1 1; ping1 2; ping1 1) & sniff -nt --stop packets:3 \(interfaces) icmp; wait")
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n").map { $0.split(separator: ",").first ?? "" }
    let echo = "ICMP echo request"
    #expect(
      lines == [
        "va1   Out IP 10.9.1.1 > 10.9.1.2: \(echo)", "va2   Out IP 10.9.2.1 > 10.9.2.2: \(echo)",
        "va1   Out IP 10.9.1.1 > 10.9.1.2: \(echo)",
      ])
    #expect(result.errors.contains("\nva1: 2 packets captured"))
  }

  @Test(.enabled(if: Program("tshark") != nil, "needs tshark"))
  func `a pcapng file describes each, and counts for each`() throws {
    let result = try inside(
      """
      f=$(mktemp --suffix=.pcapng); (sleep 1; ping1 1; ping1 2; ping1 2) &
      sniff -n -i va1 -i va2 -w $f -c 3 icmp; wait
      tshark -r $f -T fields -e frame.interface_name 2>/dev/null; capinfos $f | grep -c 'stat entries = 1'; rm $f
      """)
    #expect(result.text == "va1\nva2\nva2\n2\n")
  }

  @Test func `a pcap file takes one link type only, and says so`() throws {
    let result = try inside("sniff -i va1 -i any -w /dev/null")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("sniff: any: its packets are LINUX_SLL2 and those before EN10MB"))
  }

  @Test func `an interface that is not there yet is waited for, and again when it vanishes`() throws {
    let result = try inside(
      """
      '\(Command.path)' -nt --wait -i va3 icmp & p=$!
      sleep 1; pair va3 3; sleep 0.3; ping1 3; ip link del va3; sleep 0.3; pair va3 3; sleep 0.3; ping1 3; sleep 0.3
      kill -INT $p; wait $p
      """)
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 2)
    #expect(result.errorLines.first == "sniff: waiting for va3")
    for line in ["sniff: va3: the interface disappeared", "sniff: va3: the interface appeared", "2 packets captured"] {
      #expect(result.errorLines.contains(line))
    }
  }

  @Test func `fifty interfaces come and go, and nothing of them stays`() throws {
    let result = try inside(
      """
      '\(Command.path)' -nt --wait -i 'w*' -i va1 > lines.$$ & p=$!; sleep 1
      for round in 1 2 3; do
        for i in $(seq 50); do ip link add w$i type veth peer name x$i; ip link set x$i up; ip link set w$i up; done
        sleep 1; python3 -c 'import socket
      for i in range(1, 51):
        s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("x%d" % i, 0))
        s.send(bytes.fromhex("020000000002020000000001") + bytes([0x88, 0xb5]) + bytes(46)); s.close()'
        sleep 1; for i in $(seq 50); do ip link del w$i; done; sleep 1; ls /proc/$p/fd | wc -l
      done
      ping1 1; sleep 0.5; kill -INT $p; wait $p; s=$?
      grep -c ' In ' lines.$$; grep -E ' (In|Out) ' lines.$$ | cut -d' ' -f1 | sort -u | wc -l; rm lines.$$; exit $s
      """)
    #expect(result.status == 0)
    let numbers = result.text.split(separator: "\n").compactMap { Int($0) }
    #expect(numbers.count == 5 && numbers[0] == numbers[2], "\(numbers)")
    // Each of them had one packet in every round; and `va1` one of its own.
    #expect(numbers.suffix(2) == [150, 51], "\(numbers)")
    #expect(result.errors.contains("\n0 packets dropped by kernel"))
  }

  @Test func `interfaces that go at once leave as many sockets for others as there were`() throws {
    let result = try inside(
      """
      '\(Command.path)' -w /dev/null --wait -i 'w*' -i va1 & p=$!; sleep 1; ls /proc/$p/fd | wc -l
      for i in $(seq 80); do ip link add w$i type veth peer name x$i; ip link set w$i up; ip link del w$i; done; sleep 1
      ls /proc/$p/fd | wc -l; kill -INT $p; wait $p
      """)
    #expect(result.status == 0)
    let numbers = result.text.split(separator: "\n").compactMap { Int($0) }
    #expect(numbers.count == 2 && numbers[0] == numbers[1], "\(numbers)")
  }

  @Test func `waiting for an interface ends by a signal`() throws {
    let result = try inside("'\(Command.path)' --wait -i va3 & p=$!; sleep 0.7; kill -INT $p; wait $p")
    #expect(result.status == 0)
  }

  @Test func `another network namespace can be captured in, by the number of a process`() throws {
    let result = try inside(
      """
      unshare -n bash -c 'ip link set lo up; sleep 1.5; ping -q -c 1 127.0.0.1 >/dev/null; sleep 1' & sleep 0.5
      sniff -nt -i lo --netns $! -c 2 icmp; s=$?; wait; exit $s
      """)
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 2)
  }

  @Test func `a namespace that is not there is told`() throws {
    let result = try Command.shell("sniff --netns nosuch -i lo")
    #expect(result.status == 1)
    #expect(result.errors == "sniff: --netns nosuch: No such file or directory\n")
  }

  @Test func `a note on who filters is for those who ask for more`() throws {
    for (options, count) in [("-n", 0), ("-nv", 1)] {
      let result = try inside("sniff \(options) -i any --stop duration:100ms 'link[8:2] = 1'")
      #expect(result.errorLines.count { $0.contains("packets are filtered here") } == count)
    }
  }
}
