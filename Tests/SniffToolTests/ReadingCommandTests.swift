import Foundation
import TestSupport
import Testing

@Suite struct `The program reading savefiles` {
  private let dns = Command.capture("dns-lookup")
  private let other = Command.capture("nc-ipv6")

  @Test func `takes several files as one, in the order of their times`() throws {
    let one = try Command.shell("sniff -n -tttt -r \(dns) -r \(other)")
    let two = try Command.shell("sniff -n -tttt -r \(other) -r \(dns)")
    let list = try Command.shell("printf '%s\\n' \(other) \(dns) | sniff -n -tttt -V -")
    #expect(one.status == 0 && !one.text.isEmpty)
    let times = one.text.split(separator: "\n").map { $0.prefix(26) }
    #expect(times == times.sorted())
    #expect(two.text == one.text)
    #expect(list.text == one.text)
  }

  @Test(.enabled(if: Program("mergecap") != nil, "needs mergecap"))
  func `writes of hundreds of files what mergecap writes, with few descriptors`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d
      python3 - <<'END'
      import struct, random
      random.seed(1)
      for i in range(300):
          with open(f'h{i:03}.pcap', 'wb') as f:
              f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
              t = 1700000000 + random.random() * 3
              for k in range(30):
                  t += random.random() * 0.1
                  f.write(struct.pack('<IIII', int(t), int(t % 1 * 2e3) * 500 + i, 60, 60) + bytes([i & 255, i >> 8, k]) * 20)
      END
      ls h*.pcap >list; (ulimit -n 40; sniff -V list -w all.pcap 2>/dev/null; echo $?)
      mergecap -F pcap -w theirs.pcap h*.pcap 2>/dev/null; cmp <(tail -c +25 all.pcap) <(tail -c +25 theirs.pcap) && echo same; rm -r $d
      """)
    #expect(result.text == "0\nsame\n")
  }

  /// Writes three files with packets of a growing connection, which overlap by so many packets, and their names.
  private func severalFiles(overlap: Int, packets: Int = 6000) -> String {
    """
    python3 - <<'END'
    import struct
    def packet(i):
        tcp = struct.pack('>HHIIBBHHH', 1000 + i % 7, 80, 1000 + i * 400, 77, 0x50, 16, 512, 0, 0) + bytes(400)
        ip = struct.pack('>BBHHHBBH4s4s', 0x45, 0, 440, i & 65535, 0, 64, 6, 0, bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2]))
        frame = bytes(12) + b'\\x08\\0' + ip + tcp
        return struct.pack('<IIII', 1700000000 + i // 1000, i % 1000 * 1000, len(frame), len(frame)) + frame
    for n in range(3):
        with open(f'{n}.pcap', 'wb') as f:
            f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
            for i in range(n * \(packets) - \(overlap), (n + 1) * \(packets)): f.write(packet(max(0, i)))
    END
    ls [012].pcap >list
    """
  }

  @Test(arguments: [0, 500, 5000], ["-ttt -#", "-ttttt -v -c 9000", "--count tcp", "-# port 1003"])
  func `makes the same of several files on several threads`(overlap: Int, options: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; \(severalFiles(overlap: overlap))
      for t in 1 2 5; do sniff -n -V list --threads $t \(options) >$t 2>/dev/null; done
      cmp 1 2 && cmp 1 5 && test -s 1 && echo same; rm -r $d
      """)
    #expect(result.text == "same\n")
  }

  @Test(arguments: [
    ("-V list", true), ("-V list --threads 1", true), ("-r 0.pcap -r 1.pcap", true), ("-r 0.pcap --threads 1", true),
    ("-V list --no-progress", false), ("-r 0.pcap -r - <1.pcap", true), ("-r 0.pcap -r - < <(cat 1.pcap)", false),
  ])
  func `tells a terminal how far it is in several files whose lengths are known`(
    options: String, isShown: Bool
  ) throws {
    // Whoever reads the lines is slow at first, so that long work is to be expected: there is more of it than several
    // threads do ahead of the one that writes.
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; \(severalFiles(overlap: 0, packets: 24_000))
      cat >watch.py <<'END'
      import os, pty, subprocess, sys
      terminal, side = pty.openpty()
      line = ["bash", "-c", sys.argv[1] + " | (sleep 1; cat >/dev/null)"]
      subprocess.run(line, stderr=side, stdout=subprocess.DEVNULL)
      os.close(side)
      sys.stdout.write(os.read(terminal, 65536).decode())
      END
      python3 watch.py "'\(Command.path)' -n -xx \(options)" | tr '\\r' '\\n' | grep -E '^[0-9]+ %, [0-9]+ [kM]B/s, .* left' | head -1 | wc -l
      rm -r $d
      """)
    #expect(result.text == "\(isShown ? 1 : 0)\n")
  }

  @Test func `goes on with the other files when one is damaged, and says so`() throws {
    let result = try Command.shell(
      "d=$(mktemp -d); cd $d; head -c 300 \(dns) >cut.pcap; sniff -n -r cut.pcap -r \(other) >out; echo $?; wc -l <out; "
        + "sniff -n -r \(other) | wc -l; rm -r $d")
    let lines = result.text.split(separator: "\n").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    #expect(lines.count == 3 && lines[0] == 1 && lines[1] > lines[2])
    #expect(result.errorLines.contains { $0.hasPrefix("sniff: cut.pcap: at byte") })
  }

  @Test func `refuses files of two link types for one pcap, and not for pcapng`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; head -c 24 \(dns) | sed 's/\\x01\\x00\\x00\\x00$/\\x71\\x00\\x00\\x00/' >cooked.pcap
      sniff -r \(dns) -r cooked.pcap -w x.pcap; echo $?; sniff -r \(dns) -r cooked.pcap -w x.pcapng; echo $?; rm -r $d
      """)
    #expect(result.text == "1\n0\n")
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"))
  func `looks names of a filter up once, whatever the link types, and before the sandbox closes`() throws {
    // An IPv4 packet from the loopback to itself without a link layer.
    var bytes: [UInt8] = []
    func append(_ values: UInt32...) { for value in values { withUnsafeBytes(of: value) { bytes += $0 } } }
    append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 101, 1, 0, 20, 20)
    bytes += [0x45, 0, 0, 20, 0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]
    let raw = try TemporaryFile(bytes)
    let result = try Command.shell(
      """
      t=$(mktemp); strace -f -o $t -e trace=openat,connect,landlock_restrict_self '\(Command.path)' \
      -r \(Command.capture("dns-lookup")) -r \(raw.path) --count 'host localhost'
      sed -n '/landlock_restrict_self/,$p' $t | grep -cE 'etc/|connect'; rm $t
      """)
    #expect(result.text == "1 packet\n0\n")
  }

  @Test func `passes over packets, and numbers go on`() throws {
    let all = try Command.shell("sniff -n -# -r \(dns)").text.split(separator: "\n")
    let some = try Command.shell("sniff -n -# -r \(dns) --skip 2 -c 3").text.split(separator: "\n")
    #expect(some == Array(all[2..<5]))
    #expect(try Command.shell("sniff -r \(dns) --skip 2 --count").text == "\(all.count - 2) packets\n")
  }

  @Test(
    arguments: [
      ("--from 2026-11-21T07:56:20Z --to 2026-11-21T07:56:20.1Z", 2), ("--from 07:56:20 --to 07:56:20.1", 2),
      ("--to 2026-11-20", 0), ("--from 2026-11-20", 6), ("--to 1795247780", 2), ("--from 08:56:20+01:00", -1),
      ("--from 2026-11-21T08:56:20.2+01:00", 2),
    ])
  func `takes packets of a time`(options: String, count: Int) throws {
    let result = try Command.shell("sniff -n -r \(dns) \(options) | wc -l")
    if count < 0 {
      #expect(result.errorLines.contains { $0.hasPrefix("sniff: --from does not take") })
    } else {
      #expect(result.text == "\(count)\n")
    }
  }

  @Test func `follows a file that grows, until it is told to stop`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; head -c 10 \(dns) >x
      '\(Command.path)' -n -l -r x --follow-file >out 2>err & p=$!
      sleep 0.5; tail -c +11 \(dns) | head -c 200 >>x; sleep 0.5; tail -c +211 \(dns) >>x; sleep 0.7
      kill -INT $p; wait $p; echo $?; cat out; rm -r $d
      """)
    #expect(try result.text == "0\n" + Command.shell("sniff -n -r \(dns)").text + "\n")
  }

  @Test(arguments: ["-r x -r y --follow-file", "--recover", "--from yesterday -r x", "--skip -1 -r x", "-r - -r -"])
  func `says what is wrong with what it is asked`(options: String) throws {
    let result = try Command.shell("sniff \(options)")
    #expect(result.status == 1 && result.errorLines.count == 1)
  }

  @Test func `reads on behind damage when it is told to, and says what it passes over`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d
      { head -c 24 \(dns); tail -c +25 \(dns); head -c 100 /dev/zero; tail -c +25 \(dns); } >x
      sniff -n -r x >one; echo $?; sniff -n -r x --recover >two; echo $?; sniff -n -r \(dns) >all; cat all all >both
      cmp one all && cmp two both && echo same; rm -r $d
      """)
    #expect(result.text == "1\n1\nsame\n")
    #expect(
      result.errorLines.contains { $0.hasSuffix("zeros where a packet should be; skipped 100 bytes, to byte 797") })
  }
}
