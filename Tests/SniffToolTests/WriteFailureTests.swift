import Foundation
import TestSupport
import Testing

@Suite struct `A savefile that cannot be written` {
  private static let bytes: [UInt8] = {
    var bytes: [UInt8] = []
    func append(_ values: UInt32...) { for value in values { withUnsafeBytes(of: value) { bytes += $0 } } }
    append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1)
    for number in 0..<2000 as Range<UInt32> {
      append(number, 0, 1000, 1000)
      bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1000)
    }
    return bytes
  }()

  private let capture: TemporaryFile

  init() throws { capture = try TemporaryFile(Self.bytes) }

  /// Runs the program as `sniff` and then counts the packets of the file `x`.
  private func result(of line: String) throws -> Program.Result {
    try Command.shell(
      "d=$(mktemp -d); cd $d; \(line); s=$?; sniff -r x --count 2>/dev/null || echo damaged; cd /; rm -r $d; exit $s")
  }

  @Test(
    .enabled(if: Program("strace") != nil, "needs strace"),
    arguments: [
      ("ENOSPC", "No space left on device"), ("EDQUOT", "Disk quota exceeded"), ("EIO", "Input/output error"),
      ("EFBIG", "File too large"),
    ])
  func `ends behind its last whole packet, with one line and status 1`(error: String, words: String) throws {
    let result = try result(
      of: """
        touch x; strace -f -o /dev/null -P $d/x -e trace=write -e inject=write:error=\(error):when=3+ \
        '\(Command.path)' -r \(capture.path) -w x
        """)
    #expect(result.status == 1)
    // The first write is the file's header; how much the second has depends on what the first read brought.
    let whole = try #require(Int(result.text.prefix { $0.isNumber }))
    #expect(whole > 0 && whole <= (256 << 10) / 1016)
    #expect(result.errorLines.dropFirst() == ["sniff: x: \(words) (\(whole) packets written whole)"])
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"))
  func `is told of when only closing it fails`() throws {
    let result = try result(
      of: """
        touch x; strace -f -o /dev/null -P $d/x -e trace=close -e inject=close:error=EDQUOT \
        '\(Command.path)' -r \(capture.path) -c 10 -w x
        """)
    #expect(result.status == 1)
    #expect(result.errorLines.last == "sniff: x: Disk quota exceeded (10 packets written whole)")
  }

  @Test func `ends at the limit of the process as on a full disk`() throws {
    let result = try result(of: "(ulimit -f 100; sniff -r \(capture.path) -w x)")
    #expect(result.status == 1)
    #expect(result.text == "\(100 * 1024 / 1016) packets\n")
    #expect(result.errorLines.last?.hasPrefix("sniff: x: File too large") == true)
  }

  @Test(.enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"), arguments: ["", "-C 1"])
  func `on a full file system ends behind its last whole packet`(options: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); unshare -m bash -c "mount -t tmpfs -o size=1m none $d && cd $d && \
      '\(Command.path)' -r \(capture.path) -w x \(options); s=\\$?; '\(Command.path)' -r x --count 2>/dev/null; exit \\$s"
      s=$?; rmdir $d; exit $s
      """)
    #expect(result.status == 1)
    let count = Int(result.text.prefix { $0.isNumber }) ?? 0
    #expect(count > 900 && count <= (1 << 20) / 1016)
    #expect(result.errorLines.last?.contains(": No space left on device (") == true)
  }

  @Test(.enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"))
  func `is cut where a block begins, also when that is longer than what is written at once`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d -p /var/tmp); cd $d; export c=$(head -c 60000 /dev/zero | tr '\\0' c)
      unshare -n bash -c "ip link set lo up; ulimit -f 300; timeout --preserve-status -s INT 4 '\(Command.path)' -Z root -i lo \
      -w x.pcapng --comment \\$c --comment \\$c --comment \\$c --comment \\$c --comment \\$c --comment \\$c"
      s=$?; stat -c %s x.pcapng; rm -r $d; exit $s
      """)
    #expect(result.status == 1)
    #expect(result.text == "0\n")
    #expect(result.errorLines.last == "sniff: x.pcapng: File too large (0 packets written whole)")
  }

  @Test(.enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"), arguments: ["", "-U"])
  func `leaves a capture its counts`(options: String) throws {
    let result = try Command.shell(
      """
      unshare -n bash -c "ip link set lo up; (sleep 1; ping -c 3 -i 0.2 127.0.0.1 >/dev/null) & \
      '\(Command.path)' -i lo -w /dev/full \(options) -c 6"
      """)
    #expect(result.status == 1)
    #expect(result.errorLines.contains { $0.hasSuffix("received by filter") })
    #expect(result.errorLines.last == "sniff: /dev/full: No space left on device (0 packets written whole)")
  }
}
