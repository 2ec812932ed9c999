import Foundation
import TestSupport
import Testing

@Suite struct `The program writing compressed files` {
  private static let bytes: [UInt8] = {
    var bytes: [UInt8] = []
    func append(_ values: UInt32...) { for value in values { withUnsafeBytes(of: value) { bytes += $0 } } }
    append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1)
    for number in 0..<12_000 as Range<UInt32> {
      append(number, 0, 1000, 1000)
      bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1000)
    }
    return bytes
  }()

  private let capture: TemporaryFile

  init() throws { capture = try TemporaryFile(Self.bytes) }

  @Test(
    .enabled(if: Program("zstd") != nil && Program("lz4") != nil, "needs zstd and lz4"),
    arguments: [
      ("-w x.pcap.zst", "zstd", "x.pcap.zst"), ("-w x.gz", "gzip", "x.gz"), ("-w x.pcap.lz4", "lz4", "x.pcap.lz4"),
      ("-w x --compress zstd:1", "zstd", "x"), ("-w x --compress gzip:1", "gzip", "x"),
      ("-w x --compress lz4:9", "lz4", "x"),
    ])
  func `other programs find them whole, and in them the plain file`(options: String, program: String, name: String)
    throws
  {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; sniff -r \(capture.path) \(options) && \(program) -t < \(name) && \
      \(program) -dc < \(name) | cmp - \(capture.path) && sniff -r \(name) --count; s=$?; rm -r $d; exit $s
      """)
    #expect(result.status == 0)
    #expect(result.text == "12000 packets\n")
  }

  @Test func `the format is told by what stands before the suffix`() throws {
    let result = try Command.shell(
      "d=$(mktemp -d); cd $d; sniff -r \(capture.path) -w x.pcapng.gz; zcat x.pcapng.gz | head -c 4 | xxd -p; rm -r $d")
    #expect(result.text == "0a0d0d0a\n")
  }

  @Test(arguments: ["xz", "zstd:", "zstd:99", "nonsense", "gzip:0"])
  func `what cannot be written is refused with a line`(format: String) throws {
    let result = try Command.shell("sniff -r \(capture.path) -w /dev/null --compress \(format)")
    #expect(result.status == 1 && result.errorLines.count == 1)
  }

  @Test func `a full disk is told with its reason`() throws {
    for suffix in ["zst", "gz", "lz4"] {
      let result = try Command.shell(
        "sniff -r \(capture.path) -w - --compress \(suffix == "zst" ? "zstd" : suffix == "gz" ? "gzip" : "lz4") > /dev/full"
      )
      #expect(result.status == 1)
      #expect(result.errorLines.last == "sniff: standard output: No space left on device (0 packets written whole)")
    }
  }

  /// 100 MB in packets that cannot be compressed, in a file `x`.
  private static let large = """
    python3 -c "
    import os, struct, sys
    out = sys.stdout.buffer
    out.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1))
    for number in range(1600): out.write(struct.pack('<IIII', number, 0, 65000, 65000) + os.urandom(65000))
    " > x
    """

  @Test(
    .enabled(if: Program("zstd") != nil && Program("lz4") != nil, "needs zstd and lz4"),
    arguments: ["zstd", "gzip", "lz4"])
  func `a file that reaches a limit keeps what there is room for, in whole frames`(format: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; \(Self.large)
      (ulimit -f 80000; sniff -r x -w y --compress \(format)); s=$?
      \(format) -t < y 2>/dev/null; echo $?; \(format) -dc < y | cmp - x 2>&1 | grep -c EOF; stat -c %s y
      sniff -r y --count 2>/dev/null; cd /; rm -r $d; exit $s
      """)
    #expect(result.status == 1)
    let lines = result.text.split(separator: "\n")
    try #require(lines.count == 4 && lines.prefix(2) == ["0", "1"])
    // Nothing can be made shorter here: all but the end of the limit is taken.
    let limit = 80_000 << 10
    let size = Int(lines[2]) ?? 0
    #expect(size <= limit && size > limit - (1 << 20))
    let whole = Int(lines[3].prefix { $0.isNumber }) ?? 0
    #expect((0...20).contains(limit / 65_016 - whole))
    #expect(result.errorLines.contains("sniff: y: File too large (\(whole) packets written whole)"))
  }

  @Test(
    .enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"),
    arguments: ["x.pcap.zst", "x.pcapng.zst", "x.pcap.gz", "x.pcapng.lz4"])
  func `a disk that is full is filled, with whole packets`(name: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; \(Self.large)
      unshare -m bash -c 'mkdir t; mount -t tmpfs -o size=1m tmpfs t; cd t
      \(Command.path) -r ../x -w \(name); echo $?; stat -c %s \(name); \(Command.path) -r \(name) --count 2> /dev/null'
      rm -r $d
      """)
    let lines = result.text.split(separator: "\n")
    try #require(lines.count == 3 && lines[0] == "1")
    #expect(Int(lines[1]) ?? 0 > 16 * 65_000 && lines[2] == "16 packets")
    #expect(result.errorLines.last == "sniff: \(name): No space left on device (16 packets written whole)")
  }

  @Test(.enabled(if: Program("zstd") != nil, "needs zstd"))
  func `zstd has frames, a table of them, and hardly more bytes than one frame`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; for ((i = 0; i < 8; i++)); do echo \(capture.path); done > list
      sniff merge -a -V list -w x 2>/dev/null; sniff -r x -w x.zst 2>/dev/null; zstd -lv x.zst 2>/dev/null | grep Frames
      zstd -q -3 -c x | wc -c; stat -c %s x.zst; cd /; rm -r $d
      """)
    let lines = result.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.count == 4 && lines[0].hasSuffix(" 2") && lines[1].hasSuffix(" 1"))
    let sizes = lines.suffix(2).compactMap { Int($0) }
    #expect(sizes.count == 2 && Double(sizes[1]) <= 1.03 * Double(sizes[0]) + 200)
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"), arguments: ["zstd", "gzip", "lz4"])
  func `a file that cannot grow is left readable`(format: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; touch x
      strace -f -o /dev/null -P $d/x -e trace=write -e inject=write:error=EDQUOT:when=3+ \
      '\(Command.path)' -r \(capture.path) -w x --compress \(format); s=$?
      [ -s x ] && { sniff -r x --count 2>&1 | tail -1; }; rm -r $d; exit $s
      """)
    #expect(result.status == 1)
    let packets = result.text.prefix { $0.isNumber }
    #expect(
      result.errorLines.contains(
        "sniff: x: Disk quota exceeded (\(packets.isEmpty ? "0" : packets) packets written whole)"))
  }
}
