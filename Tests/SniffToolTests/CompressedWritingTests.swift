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
      #expect(result.errorLines.last == "sniff: standard output: No space left on device")
    }
  }

  @Test(.enabled(if: Program("strace") != nil, "needs strace"), arguments: ["zstd", "gzip", "lz4"])
  func `a file that cannot grow is left with its whole frames`(format: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; touch x
      strace -f -o /dev/null -P $d/x -e trace=write -e inject=write:error=EDQUOT:when=3+ \
      '\(Command.path)' -r \(capture.path) -w x --compress \(format); s=$?
      [ -s x ] && { sniff -r x --count 2>&1 | tail -1; }; rm -r $d; exit $s
      """)
    #expect(result.status == 1)
    #expect(result.errorLines.contains("sniff: x: Disk quota exceeded"))
  }
}
