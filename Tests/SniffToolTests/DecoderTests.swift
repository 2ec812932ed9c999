import Foundation
import TestSupport
import Testing

/// The process that decodes and prints for a capture, in a program whose decoder some packets crash or keep busy.
@Suite(
  .enabled(if: Command.isRoot && Program("unshare") != nil && Program("python3") != nil, "needs root, unshare, python3")
)
struct `The process that decodes for a capture` {
  /// Runs shell in an empty folder of a network namespace, where `send PORT...` sends a packet from each UDP port.
  private func inside(_ line: String) throws -> Program.Result {
    let sender =
      "import socket,sys\nfor p in sys.argv[1:]:\n  u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM);"
      + " u.bind(('127.0.0.1', int(p))); u.sendto(b'x', ('127.0.0.1', 9)); u.close()\n"
    let script = try TemporaryFile(
      Array(
        """
        sniff=\(Program.beside("CrashingSniff").path)
        send() { python3 -c "$(cat ../send.$$)" "$@"; }
        d=$(mktemp -d); cd $d; cat > ../send.$$ <<'END'
        \(sender)
        END
        ip link set lo up
        \(line)
        s=$?; cd /; rm -r $d $d/../send.$$; exit $s
        """.utf8))
    return try Command.shell("unshare -n bash \(script.path)")
  }

  private let filter = "'udp and dst port 9'"

  @Test func `may crash: the packet is marked, and all others have their lines`() throws {
    let result = try inside("(sleep 1.5; send 1001 6666 1002 6666 6666 1003) & $sniff -tn -i lo -c 6 \(filter)")
    #expect(result.status == 0)
    let mark = { (number: Int) in "-- packet \(number) could not be decoded (43 bytes) --" }
    let line = { (port: Int) in "IP 127.0.0.1.\(port) > 127.0.0.1.9: UDP, length 1" }
    #expect(
      result.text.split(separator: "\n").map(String.init) == [
        line(1001), mark(2), line(1002), mark(4), mark(5), line(1003),
      ])
    #expect(
      result.errorLines.filter { $0.contains("decoder") }
        == [2, 4, 5].map {
          "sniff: packet \($0) ended its decoder by signal 6; it is marked, and another decoder goes on"
        })
  }

  @Test func `may crash: the savefile has every packet`() throws {
    let result = try inside(
      "(sleep 1.5; send 1001 6666 1002 6666) & $sniff -i lo -c 4 -w x --print \(filter) > lines; '\(Command.path)' -n -r x --count"
    )
    #expect(result.status == 0)
    #expect(result.text == "4 packets\n")
  }

  @Test func `may crash: later lines are as if it had not`() throws {
    // More than the memory that is shared has room for comes between some of the crashes.
    let result = try inside(
      """
      cat > talk <<'END'
      import socket, time
      def crash():
        u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('127.0.0.1', 6666)); u.sendto(b'x', ('127.0.0.1', 9)); u.close()
      def fill():
        u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for n in range(6000):
          u.sendto(bytes(1000), ('127.0.0.1', 9))
          if n % 100 == 0: time.sleep(0.005)
      l = socket.create_server(('127.0.0.1', 7000)); c = socket.create_connection(('127.0.0.1', 7000))
      for between in (crash, fill, crash, crash, fill, fill, crash):
        c.send(b'hello'); time.sleep(0.1); between(); time.sleep(0.1)
      c.send(b'hello')
      END
      (sleep 1.5; python3 talk) &
      $sniff -tn -s 1100 -i lo '(udp and dst port 9) or (tcp and dst port 7000)' > lines & p=$!
      sleep 7; kill -INT $p; wait $p; s=$?; grep -c 'length 1000' lines; grep -v 'length 1000' lines; (exit $s)
      """)
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n")
    #expect(lines.first == "18000")
    let numbers = lines.compactMap { line in line.firstMatch(of: /seq ([0-9]+:[0-9]+)/).map { String($0.1) } }
    #expect(numbers == (0..<8).map { "\(5 * $0):\(5 * $0 + 5)" }, "\(result.text)")
    #expect(lines.filter { $0.hasSuffix("could not be decoded (43 bytes) --") }.count == 4)
  }

  @Test func `may hang: it is ended, the packet is marked, and the savefile has what came meanwhile`() throws {
    let result = try inside(
      """
      (sleep 1.5; send 1001 6667 1002; sleep 1; send 1003) & timeout -s INT 16 $sniff -tn -i lo -c 4 -w x --print \(filter)
      '\(Command.path)' -n -r x --count
      """)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 5 && lines[1] == "-- packet 2 could not be decoded (43 bytes) --" && lines[4] == "4 packets")
    #expect(
      result.errorLines.contains(
        "sniff: packet 2 kept its decoder from going on; it is marked, and another decoder goes on"))
  }

  @Test func `may be killed: packets are still stored, and without a savefile the run ends with a line`() throws {
    // The process that looks after the decoder first, so that there is no other decoder.
    let kill = "k=$(pgrep -P $p); kill -9 $k $(pgrep -P $k)"
    let result = try inside(
      "$sniff -n -i lo -c 2 -w x --print \(filter) & p=$!; sleep 1; \(kill); send 1001 1002; wait $p && '\(Command.path)' -n -r x --count"
    )
    #expect(result.status == 0 && result.text.hasSuffix("2 packets\n"))
    #expect(result.errorLines.contains("sniff: the process that decodes and prints has ended: no more lines"))
    let alone = try inside(
      "$sniff -n -i lo -c 9 --stop duration:9s \(filter) & p=$!; sleep 1; \(kill); send 1001; sleep 0.5; send 1002; wait $p"
    )
    #expect(alone.status == 1)
    #expect(alone.errorLines.contains("sniff: the process that decodes and prints has ended"))
  }

  @Test func `may be stopped: another one takes over, and the run comes to its end`() throws {
    let result = try inside(
      """
      $sniff -tn -i lo -c 3 -w x --print \(filter) & p=$!; sleep 1; k=$(pgrep -P $p); kill -STOP $(pgrep -P $k)
      (sleep 30; kill -9 $p $k) > /dev/null 2>&1 & guard=$!
      send 1001 1002; sleep 1; send 1003; wait $p; s=$?; kill $guard; '\(Command.path)' -n -r x --count; (exit $s)
      """)
    let lines = [1001, 1002, 1003].map { "IP 127.0.0.1.\($0) > 127.0.0.1.9: UDP, length 1" }
    #expect(result.status == 0 && result.text.split(separator: "\n").map(String.init) == lines + ["3 packets"])
  }

  @Test func `does not keep the run from its end when the process that looks after it was stopped`() throws {
    let result = try inside(
      """
      $sniff -tn -i lo -c 1 \(filter) & p=$!; sleep 1; k=$(pgrep -P $p); kill -STOP $k
      (sleep 30; kill -9 $p $k) > /dev/null 2>&1 & guard=$!
      send 1001; wait $p; s=$?; kill $guard; (exit $s)
      """)
    #expect(result.status == 0 && result.text == "IP 127.0.0.1.1001 > 127.0.0.1.9: UDP, length 1\n")
  }

  @Test func `ends with the process that looks after it`() throws {
    let result = try inside(
      """
      $sniff -n -i lo -c 9 --stop duration:9s \(filter) & p=$!; sleep 1; k=$(pgrep -P $p); c=$(pgrep -P $k); kill -9 $k
      sleep 0.5; ps -o stat= $c | grep -vc Z; send 1001; sleep 0.5; send 1002; wait $p
      """)
    #expect(result.status == 1 && result.text == "0\n")
    #expect(result.errorLines.contains("sniff: the process that decodes and prints has ended"))
  }

  @Test func `makes the lines of several interfaces, and of those that come later`() throws {
    let result = try inside(
      """
      ip link add va type veth peer name vb; ip link set va up
      (sleep 1; send 1001 6666; ip link add wa type veth peer name wb; ip link set wa up; ip link set wb up; sleep 1
      python3 -c 'import socket
      s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("wb", 0))
      s.send(bytes.fromhex("02000000000202000000000188b5") + bytes(46))'; send 1003) &
      $sniff -tn --wait -i lo -i 'w?' -c 5 'udp and dst port 9 or ether proto 0x88b5' | grep -v 0x00
      """)
    let lines = result.text.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) ?? "" }
    #expect(lines == ["lo", "--", "wb", "wa", "lo"], "\(result.text)")
  }

  @Test func `marks a packet of a savefile too, where that is asked for`() throws {
    let file = "$d/x"
    let result = try inside(
      """
      chmod 755 .; (sleep 1; send 1001 6666 1002 6666) & $sniff -n -i lo -w \(file) -c 4 \(filter)
      $sniff -tn -r \(file) --isolate; echo $?; $sniff -tn -r \(file) > lines; echo $?; cat \(file) | $sniff -r - --isolate; echo $?
      """)
    let line = { (port: Int) in "IP 127.0.0.1.\(port) > 127.0.0.1.9: UDP, length 1" }
    let mark = { (number: Int) in "-- packet \(number) could not be decoded (43 bytes) --" }
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines == [line(1001), mark(2), line(1002), mark(4), "0", "0", "1"])
    #expect(result.errorLines.contains("sniff: --isolate is for savefiles that are neither compressed nor pipes"))
  }

  @Test func `ends with the capture, and when nobody reads its lines`() throws {
    let result = try inside(
      """
      (sleep 1.5; send 1001 1002 1003; sleep 0.5; send 1004 1005; sleep 0.5; send 1006) &
      $sniff -l -tn -i lo \(filter) | head -1; echo ${PIPESTATUS[0]}
      $sniff -n -i lo > /dev/null & p=$!; sleep 1; kids=$(pgrep -P $p); kill -9 $p; sleep 0.5; ps -o stat= $kids | grep -vc Z
      """)
    #expect(result.text == "IP 127.0.0.1.1001 > 127.0.0.1.9: UDP, length 1\n0\n0\n")
  }

  @Test func `ends the capture when its lines have no reader, though no packet comes any more`() throws {
    let result = try inside(
      """
      (sleep 1.5; send 1001; sleep 0.5; send 1002) & timeout 8 $sniff -l -tn -i lo \(filter) | head -1
      echo ${PIPESTATUS[0]}
      """)
    #expect(result.text == "IP 127.0.0.1.1001 > 127.0.0.1.9: UDP, length 1\n0\n")
  }

  @Test func `has nothing of the capture open`() throws {
    let result = try inside(
      """
      $sniff -n -i lo -w x --print & p=$!; sleep 1
      for c in $(pgrep -P $p); do for f in /proc/$c/fd/*; do readlink $f; done | grep -c -E "x$|packet" ; done; kill $p; wait $p
      """)
    #expect(result.text == "0\n")
  }
}
