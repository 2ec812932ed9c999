import BPF
import Capture
import Glibc
import Packets
import System
import Testing

extension Captured {
  /// The packet as a record of a pcap file with nanoseconds.
  var record: [UInt8] {
    var record: [UInt8] = []
    let header = [Int(timestamp.seconds), Int(timestamp.nanoseconds), bytes.count, originalLength]
    for field in header { withUnsafeBytes(of: UInt32(field)) { record += $0 } }
    return record + bytes
  }
}

extension StoppableSource where Self: RecordSource & ~Copyable {
  /// Gives all that it holds once it was stopped, as records, a number of them at once at most.
  mutating func drainRecords(atOnce most: Int, bytes: Int = .max) throws -> [[UInt8]] {
    var all: [[UInt8]] = []
    while !isAtEnd {
      var records = GatherBuffer()
      let run = try giveRecords(to: &records, RecordRoom(.nanoseconds, count: most, byteCount: bytes))
      #expect(run.count == records.count && run.count <= most)
      if run.count == 0 {
        try wait()
        continue
      }
      #expect(records.byteCount - records.record(run.count - 1).byteCount < bytes)
      for index in 0..<records.count {
        all.append(records.record(index).withUnsafeBytes { Array($0) })
      }
    }
    return all
  }
}

/// What kinds of packets make is compared in `BackendComparisonTests`.
@Suite("Packets given as records", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct RecordsTests {
  /// Whether they are the same but for their times: each socket has its own clock.
  static func areSame(_ records: [[UInt8]], _ packets: [Captured]) -> Bool {
    records.map { $0.dropFirst(8) } == packets.map { $0.record.dropFirst(8) }
  }

  private static func capture(
    _ options: CaptureOptions, count: Int, most: Int, bytes: Int = .max,
    filter: @escaping @Sendable (FilterPlacement) -> BPFProgram? = { _ in nil }
  ) throws -> (packets: [Captured], records: [[UInt8]]) {
    try Namespace.run {
      var one = try AFPacketSource(options, filter: { _, placement in filter(placement) })
      var other = try AFPacketSource(options, filter: { _, placement in filter(placement) })
      let sender = try FrameSender("va")
      for number in 0..<count {
        let tags: [UInt8] = number % 3 == 0 ? [0x81, 0x00, 0x00, 0x07] : []
        try sender.send(Frames.numbered(UInt32(number), size: 60 + number * 7 % 1400, tags: tags))
      }
      usleep(20_000)
      one.stop()
      other.stop()
      return (try one.drain(), try other.drainRecords(atOnce: most, bytes: bytes))
    }
  }

  @Test("They are those that packets are, in runs of any length", arguments: [1, 7, 1000])
  func runs(_ most: Int) throws {
    let (packets, records) = try Self.capture(CaptureOptions(interface: "vb"), count: 3000, most: most)
    #expect(packets.count == 3000)
    #expect(Self.areSame(records, packets))
  }

  @Test("They end with the one that comes to a number of bytes", arguments: [1, 5000, 1_000_000])
  func bytes(_ bytes: Int) throws {
    let (packets, records) = try Self.capture(
      CaptureOptions(interface: "vb"), count: 1000, most: .max, bytes: bytes)
    #expect(packets.count == 1000 && Self.areSame(records, packets))
  }

  @Test("They are cut as packets are", arguments: [1, 16, 200])
  func cut(_ snapshotLength: Int) throws {
    var options = CaptureOptions(interface: "vb")
    options.snapshotLength = snapshotLength
    let (packets, records) = try Self.capture(options, count: 200, most: 64)
    let areCut = records.allSatisfy { $0.count <= 16 + snapshotLength }
    #expect(packets.count == 200 && areCut && Self.areSame(records, packets))
  }

  @Test("A filter that the kernel does not take is asked for each")
  func filtered() throws {
    // The hardware type in a cooked header, which the kernel does not see, and a length.
    let takesLong = BPFProgram(instructions: [
      BPFInstruction(code: 0x28, jt: 0, jf: 0, k: 8), BPFInstruction(code: 0x15, jt: 0, jf: 3, k: 1),
      BPFInstruction(code: 0x80, jt: 0, jf: 0, k: 0), BPFInstruction(code: 0x35, jt: 0, jf: 1, k: 700),
      BPFInstruction(code: 0x06, jt: 0, jf: 0, k: 262_144), BPFInstruction(code: 0x06, jt: 0, jf: 0, k: 0),
    ])
    let (packets, records) = try Self.capture(CaptureOptions(interface: "any"), count: 500, most: 64) { _ in takesLong }
    #expect(!packets.isEmpty && packets.count < 1000 && Self.areSame(records, packets))
  }
}
