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

  @Test(.enabled(if: Program("strace") != nil, "needs strace"))
  func `loses nothing while files that are over take their time to be on the disk`() throws {
    // Each file takes a second and a half of that, and as much traffic as the kernel keeps takes a quarter.
    let result = try inside(
      """
      d=$(mktemp -d); cd $d; strace -f -o /dev/null -e trace=fsync -e inject=fsync:delay_enter=1500000:when=1 \
        '\(Command.path)' -i vb -B 1024 -Z root -w x -C 1 --sync file --stop duration:7s & p=$!
      sleep 2.5; send 6000 1400 3000; wait $p; s=$?
      for f in x*; do '\(Command.path)' -r $f --count 2>/dev/null; done; rm -r $d; exit $s
      """)
    #expect(result.status == 0)
    let counts = result.text.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) }
    #expect(counts.count == 9 && counts.reduce(0, +) == 6000)
    #expect(result.errors.contains("\n0 packets dropped by kernel"))
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"))
  func `runs a command on a file that took its time, also when no packet comes any more`() throws {
    let result = try inside(
      """
      d=$(mktemp -d); cd $d; printf "#!/bin/sh\\necho \\$1 >> done\\n" > z; chmod +x z
      strace -f -o /dev/null -e trace=fsync -e inject=fsync:delay_enter=500000 '\(Command.path)' \
        -i vb -Z root -w x -C 1 --sync file -z $d/z --stop duration:8s & p=$!
      sleep 2.5; send 900 1400 8000; sleep 2.5; cat done; wait $p; s=$?; rm -r $d; exit $s
      """)
    #expect(result.status == 0 && result.text == "x\n")
  }

  @Test(.enabled(if: Command.hasTcpdump, "needs tcpdump"))
  func `cuts its savefiles where tcpdump does, and others at their limits`() throws {
    let result = try inside(
      """
      d=$(mktemp -d); cd $d; mkdir t s n p
      tcpdump -i vb -Z root -w t/x -C 1 2>/dev/null & pids=$!
      for options in "s/x -C 1" "n/x --rotate size:300k" "p/x --rotate packets:999"; do
        '\(Command.path)' -i vb -Z root -w $options 2>/dev/null & pids="$pids $!"
      done
      sleep 2; send 4000 700 8000; send 300 1300 8000; sleep 0.5; kill -INT $pids; wait $pids
      for k in t s; do cd $d/$k; stat -c "%n %s" *; echo; done
      cd $d/n; for f in *; do stat -c %s $f; done; echo
      cd $d/p; for f in *; do '\(Command.path)' -r $f --count 2>/dev/null; done; rm -r $d
      """)
    let lists = result.text.split(separator: "\n\n").map { $0.split(separator: "\n") }
    try #require(lists.count == 4, "\(result.text)")
    #expect(lists[0].count == 4 && lists[0] == lists[1])
    let sizes = lists[2].compactMap { Int($0) }
    // The packet that comes to the limit is the last one.
    #expect(sizes.count > 9 && sizes.dropLast().allSatisfy { (300_000..<301_316).contains($0) })
    #expect(lists[3] == ["999 packets", "999 packets", "999 packets", "999 packets", "304 packets"])
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

  @Test(.enabled(if: Program("tshark") != nil, "needs tshark"))
  func `tells of each packet that is missing, at its place, when it was stopped for a while`() throws {
    // The smallest ring there is.
    let result = try inside(
      """
      f=$(mktemp --suffix=.pcapng); '\(Command.path)' -s 200 -B 16 -i vb -w $f & p=$!; sleep 1
      send 12000 300 4000 & q=$!
      for i in 1 2; do sleep 0.4; kill -STOP $p; sleep 1; kill -CONT $p; done; wait $q
      sleep 0.5; send 1 300 1; sleep 0.5; kill -INT $p; wait $p; s=$?
      tshark -r $f -T fields -e data -e frame.drop_count 2>/dev/null; rm $f; exit $s
      """)
    #expect(result.status == 0)
    var (expected, gaps, lost, count) = (0, 0, 0, 0)
    for line in result.text.split(separator: "\n").dropLast() {
      let fields = line.split(separator: "\t")
      guard let number = fields.first.flatMap({ Int($0.prefix(8), radix: 16) }) else { continue }
      let missing = fields.count > 1 ? Int(fields[1]) ?? 0 : 0
      #expect(number - expected == missing, "before packet \(number)")
      (expected, lost, count) = (number + 1, lost + missing, count + 1)
      if missing > 0 { gaps += 1 }
    }
    #expect(gaps >= 2 && lost > 1000)
    // The last one begins with 0 again.
    #expect(count + 1 + lost + 12_000 - expected == 12_001)
    let told = result.errorLines.first { $0.hasSuffix("packets dropped by kernel") }.flatMap {
      Int($0.split(separator: " ")[0])
    }
    #expect(told == 12_000 - count)
  }

  /// Lines that nobody takes for a while.
  private let slowReader = "(sleep 3; exec cat)"

  @Test func `prints less rather than to lose packets of its savefile, and says how many`() throws {
    let result = try inside(
      """
      f=$(mktemp); mkfifo $f.f; \(slowReader) < $f.f > $f.lines &
      '\(Command.path)' -tn# -i vb -w $f --print > $f.f & p=$!; sleep 1; send 8000 1400 8000; sleep 3; kill -INT $p; wait $p; wait
      '\(Command.path)' -r $f --count; grep -c length $f.lines; grep length $f.lines | tail -1 | grep -oE '^ *[0-9]+'; rm $f $f.*
      """)
    let numbers = result.text.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first.flatMap { Int($0) }
    }
    #expect(numbers.first == 8000)
    #expect(result.errors.contains("\n0 packets dropped by kernel"))
    let unprinted = result.errorLines.filter { $0.contains(" not printed here ") }.compactMap { line in
      Int(line.split(separator: " ")[1].replacing(",", with: ""))
    }
    #expect(numbers.count == 3 && numbers[1] + unprinted.reduce(0, +) == 8000, "\(numbers) \(unprinted)")
    #expect(numbers.count == 3 && unprinted.first ?? 0 > 100 && numbers[2] <= 8000)
  }

  @Test func `waits for its lines where they are all that is wanted, and leaves names out then`() throws {
    let result = try inside(
      """
      ip addr add 10.9.1.1/24 dev va; ip neigh add 10.9.1.2 lladdr 02:00:00:00:00:02 dev va
      f=$(mktemp); mkfifo $f.f; \(slowReader) < $f.f > $f &
      '\(Command.path)' -t -B 65536 -i vb > $f.f & p=$!; sleep 1
      python3 -c 'import socket
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      for n in range(9000): s.sendto(bytes(1000), ("10.9.1.2", 9))'
      sleep 3; kill -INT $p; wait $p; wait; grep -c UDP $f; rm $f $f.*
      """)
    #expect(result.text.trimmingCharacters(in: .whitespacesAndNewlines) == "9000")
    #expect(result.errorLines.count { $0.hasPrefix("sniff: packets come faster than names are found") } == 1)
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
