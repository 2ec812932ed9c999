import Foundation
import TestSupport
import Testing

@Suite struct `Rotation with numbers and times` {
  private let capture = Command.capture("dns-lookup")

  /// Runs shell in an empty folder.
  private func inside(_ line: String) throws -> Program.Result {
    try Command.shell("d=$(mktemp -d); cd $d; \(line); s=$?; cd /; rm -r $d; exit $s")
  }

  /// A list of names without the times in them.
  private func withoutTimes(_ text: String) -> [String] {
    text.split(separator: "\n").map { String($0).replacing(#/_\d{14}/#, with: "") }
  }

  @Test func `by packets, keeps the last files of a ring`() throws {
    let result = try inside(
      "sniff -r \(capture) -w x.pcap --rotate packets:2 --ring 2; ls; for f in *; do sniff -r $f --count 2>/dev/null; done"
    )
    #expect(withoutTimes(result.text) == ["x_00002.pcap", "x_00003.pcap", "2 packets", "2 packets"])
  }

  @Test func `tells of each file in a line of JSON`() throws {
    let result = try inside(
      "sniff -r \(capture) -w 'a\"b.pcap' --rotate packets:4 --report-files 2>&1 >/dev/null | grep '^{' > ../lines.$$;"
        + " python3 -c 'import json, os, sys\nfor line in open(sys.argv[1]):\n  r = json.loads(line)\n"
        + "  print(r[\"packets\"], r[\"bytes\"] == os.stat(r[\"file\"]).st_size, r[\"first\"] < r[\"last\"])' ../lines.$$;"
        + " rm ../lines.$$")
    #expect(result.text == "4 True True\n2 True True\n")
  }

  @Test func `tells of a file without packets`() throws {
    let result = try inside("sniff -r \(capture) -w x --report-files 'udp port 1'")
    #expect(result.errorLines.last == #"{"file":"x","packets":0,"bytes":24,"first":null,"last":null}"#)
  }

  @Test func `an atomic file has its name when it is complete, and keeps what had it until then`() throws {
    let result = try inside(
      "echo old > x; (cat \(capture); sleep 1) | sniff -r - -w x --atomic & sleep 0.7; cat x; ls; wait; ls; stat -c %s x"
    )
    #expect(result.text == "old\nx\nx.part\nx\n697\n")
  }

  @Test func `an atomic file that cannot be finished keeps the other name`() throws {
    let result = try inside(
      "(ulimit -f 1; sniff -r \(Command.capture("tls13-handshake")) -w x --atomic); s=$?; ls; (exit $s)")
    #expect(result.status == 1 && result.text == "x.part\n")
    #expect(result.errorLines.last?.hasPrefix("sniff: x.part: File too large (") == true)
  }

  @Test(arguments: [
    ("-w /dev/null --atomic", "sniff: /dev/null: is no regular file, so --atomic cannot put one in its place"),
    ("-w - --rotate packets:1", "sniff: --rotate and -w - are mutually exclusive"),
    ("-w x --rotate packets:1 -C 1", "sniff: --rotate and -C, -G and -W are mutually exclusive"),
    ("-w x --ring 2", "sniff: --ring needs --rotate"),
    ("-w x --rotate size", "sniff: --rotate does not take 'size', but "),
    ("-w x --sync often", "sniff: --sync does not take 'often', but none, file or interval:1s"),
  ])
  func `what makes no sense is refused with a line`(options: String, message: String) throws {
    let result = try inside("sniff -r \(capture) \(options)")
    #expect(result.status == 1 && result.errorLines.last?.hasPrefix(message) == true)
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"))
  func `a file is on the disk before it has its name and a command gets it`() throws {
    let result = try inside(
      "strace -f -o ../t.$$ -e trace=fsync,rename,renameat,execve '\(Command.path)' -r \(capture) -w x --rotate packets:4"
        + " --sync file --atomic -z true; grep -oE 'fsync|rename|execve.*bin/true' ../t.$$; rm ../t.$$")
    let calls = result.text.split(separator: "\n").map { $0.hasPrefix("execve") ? "run" : String($0) }
    #expect(calls.prefix(4) == ["fsync", "rename", "fsync", "run"])
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"), arguments: ["file", "interval:1s"])
  func `a disk that does not take it is told of`(policy: String) throws {
    let result = try inside(
      "strace -f -o /dev/null -e trace=fsync -e inject=fsync:error=EIO '\(Command.path)' -r \(capture) -w x --sync \(policy)"
    )
    #expect(result.status == 1)
    #expect(result.errorLines.last == "sniff: x: Input/output error")
  }

  @Test func `a directory that is removed ends it with a line`() throws {
    let result = try inside(
      "mkdir y; (head -c 400 \(capture); sleep 1; tail -c +401 \(capture)) | sniff -r - -w y/x --rotate packets:1 &"
        + " sleep 0.6; rm -r y; wait $!")
    #expect(result.status == 1)
    #expect(result.errorLines.last?.hasSuffix("No such file or directory") == true)
  }

  @Test(
    .enabled(if: Program("strace") != nil, "needs strace"),
    arguments: [
      ("EDQUOT", "Disk quota exceeded"), ("EIO", "Input/output error"), ("ENOSPC", "No space left on device"),
    ])
  func `a file that does not take its packets ends it with whole files`(error: String, words: String) throws {
    let result = try inside(
      "strace -f -o /dev/null -e trace=write -e inject=write:error=\(error):when=4 '\(Command.path)' -r \(capture) -w x"
        + " --rotate packets:2; s=$?; for f in *; do sniff -r $f --count 2>/dev/null; done; (exit $s)")
    #expect(result.status == 1)
    #expect(result.errorLines.last?.contains(": \(words) (0 packets written whole)") == true)
    #expect(result.text.hasPrefix("2 packets\n2 packets\n"))
  }

  @Test(.enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"))
  func `follows the clock without traffic`() throws {
    let result = try inside(
      "chmod 777 .; unshare -n bash -c \"ip link set lo up; timeout -s INT 4.5 '\(Command.path)' -i lo -w x.pcap"
        + " --rotate interval:2s\"; ls")
    let times = result.text.split(separator: "\n").compactMap { Int($0.suffix(7).prefix(2)) }
    #expect(times.count >= 3)
    #expect(times.dropFirst().allSatisfy { $0 % 2 == 0 })
  }
}
