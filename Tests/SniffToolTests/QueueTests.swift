import Foundation
import TestSupport
import Testing

/// Captures whose savefile stalls, and captures that go on for a while.
@Suite(
  .enabled(
    if: Command.isRoot && Program("unshare") != nil && Program("python3") != nil, "needs root, unshare and python3"))
struct `A capture under load` {
  /// Runs shell in a new network namespace with the devices `va` and `vb`; `send COUNT SIZE RATE` sends numbered frames
  /// from `va`.
  private func inside(_ line: String) throws -> Program.Result {
    let script =
      """
      echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
      ip link add va type veth peer name vb; ip link set va up; ip link set vb up; sleep 0.2
      send() { python3 -c 'import socket, sys, time
      count, size, rate = map(int, sys.argv[1:])
      s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("va", 0))
      start = time.monotonic()
      for n in range(count):
        s.send(b"\\2\\0\\0\\0\\0\\2\\2\\0\\0\\0\\0\\1\\x88\\xb5" + n.to_bytes(4, "big") + bytes(size - 18))
        late = start + (n + 1) / rate - time.monotonic()
        if late > 0: time.sleep(late)' $1 $2 $3; }
      \(line)
      """
    return try Command.shell("unshare -n bash -c '\(script.replacing("'", with: "'\\''"))'")
  }

  @Test func `loses nothing while its savefile stalls, as long as the queue has room`() throws {
    let result = try inside(
      """
      f=$(mktemp -u); mkfifo $f; (sleep 3; exec cat) < $f > $f.out & c=$!
      '\(Command.path)' -i vb -B 2048 --queue 64M -w - > $f & p=$!; sleep 1
      send 6000 1400 5000; sleep 2; kill -INT $p; wait $p; s=$?; wait $c; stat -c %s $f.out; rm $f $f.out; exit $s
      """)
    #expect(result.status == 0)
    #expect(result.text == "\(24 + 6000 * 1416)\n")
    #expect(result.errors.contains("\n0 packets dropped by kernel"))
  }

  @Test(.enabled(if: Program("tshark") != nil, "needs tshark"))
  func `goes on at a steady rate without losses, with times in order and memory that stays`() throws {
    let seconds = ProcessInfo.processInfo.environment["SNIFF_SOAK_SECONDS"].flatMap(Int.init) ?? 6
    let result = try inside(
      """
      f=$(mktemp --suffix=.pcapng); '\(Command.path)' -i vb -w $f & p=$!; sleep 1
      send 2000 300 2000; a=$(awk '/VmRSS/ {print $2}' /proc/$p/status)
      send $((2000 * \(seconds))) 300 2000; b=$(awk '/VmRSS/ {print $2}' /proc/$p/status)
      sleep 0.5; kill -INT $p; wait $p; s=$?
      echo $((b - a)); capinfos -Tr -c -o $f 2>/dev/null | cut -f 2-; rm $f; exit $s
      """)
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n")
    #expect(lines.first.flatMap { Int($0) } ?? .max < 2048)
    #expect(lines.last == "\(2000 * (seconds + 1))\tTrue")
    #expect(result.errors.contains("\n0 packets dropped by kernel"))
  }

  @Test func `says of checksums that a device is to compute that they are not computed yet`() throws {
    let result = try inside(
      """
      ip addr add 10.9.1.1/24 dev va; ip neigh add 10.9.1.2 lladdr 02:00:00:00:00:02 dev va
      (sleep 1; echo hello > /dev/udp/10.9.1.2/999) & '\(Command.path)' -ntvv -i va -c 1 udp
      """)
    #expect(result.text.contains("[udp cksum not yet computed (offload)] UDP, length 6"))
  }
}
