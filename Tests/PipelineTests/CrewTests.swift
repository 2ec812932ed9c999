import Bytes
import Filtering
import Packets
import Rendering
import Savefiles
import System
import TestSupport
import Testing

@testable import Pipeline

/// What several threads make of a file, compared with what one makes of it.
@Suite struct `Several threads on a savefile` {
  #if DEBUG
  private static let damages = 4
  #else
  private static let damages = 100
  #endif

  private enum Product: String, CaseIterable { case count, packets, lines }

  private struct Result: Equatable {
    var output: [UInt8]
    var count: Int
    var overlooked: OverlookedCounts
    var fault: String?
  }

  /// The first of a file's packets that a filter holds for.
  private func product(
    _ product: Product, of file: [UInt8], threads: Int?, filter expression: String = "", limit: Int? = nil,
    chunkLength: Int = 700
  ) throws -> Result {
    let (source, target) = (try TemporaryFile(file), TemporaryFile())
    var reader = try SavefileReader(FileDescriptor(reading: source.path))
    let filter = try CompiledFilter(
      expression, for: FilterTarget(linkType: reader.linkType, isSwapped: reader.isSwapped), resolver: NoNames())
    func run<Sink: OutputSink & ~Copyable>(_ sink: consuming Sink) throws -> (Int, OverlookedCounts, String?) {
      var sink = sink
      var (count, overlooked, fault) = (0, OverlookedCounts(), String?.none)
      do throws(LoopError<SavefileError>) {
        if let threads, let preparation = sink.preparation, let stretches = reader.stretches {
          var task = Crew.Task(stretches, reader.file)
          task.limit = limit
          let crew = Crew(task, filter: filter, preparation: preparation, threads: threads, chunkLength: chunkLength)
          defer { (count, overlooked) = (crew.taken, crew.overlooked) }
          let outcome = try crew.run(to: &sink) { (_) throws(OutputError) in .goOn }
          if let outcome, outcome.taken != limit {
            do throws(SavefileError) {
              try reader.resume(at: outcome.position)
              if let _ = try reader.next() { Issue.record("a packet was left") }
            } catch {
              throw .source(error)
            }
          }
        } else {
          var loop = PacketLoop(filter: PacketFilter(filter), limit: limit)
          defer { (count, overlooked) = (loop.taken, loop.overlooked) }
          _ = try loop.run(from: &reader, to: &sink) { (_, _, _) throws(OutputError) in .goOn }
        }
      } catch {
        fault = "\(error)"
      }
      try sink.finish(isInterrupted: false)
      return (count, overlooked, fault)
    }
    var options = RenderOptions()
    options.numbersPackets = true
    options.timestampStyle = .sincePrevious
    let (count, overlooked, fault) =
      switch product {
      case .count: try run(CountSink())
      case .packets:
        try run(
          try SavefileSink(
            FileDescriptor(creating: target.path), path: target.path,
            SavefileRecipe(linkType: reader.linkType, snapshotLength: reader.snapshotLength)))
      case .lines:
        try run(
          LineSink(options: options, output: FileDescriptor(creating: target.path), isLineBuffered: false))
      }
    return Result(output: target.bytes, count: count, overlooked: overlooked, fault: fault)
  }

  private func expectTheSame(
    _ file: [UInt8], filter: String = "", limit: Int? = nil, chunkLength: Int = 700,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for product in Product.allCases {
      let alone = try self.product(product, of: file, threads: nil, filter: filter, limit: limit)
      for threads in [2, 5] {
        let together = try self.product(
          product, of: file, threads: threads, filter: filter, limit: limit, chunkLength: chunkLength)
        #expect(together == alone, "\(product), \(threads) threads", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: ["", "tcp", "udp port 53", "greater 600", "port 1"])
  func `make the same of it as one`(filter: String) throws {
    try expectTheSame(MixedTraffic.pcapFile(packets: 500), filter: filter)
  }

  @Test func `count what the filter has not looked into`() throws {
    let result = try product(.count, of: MixedTraffic.pcapFile(packets: 500), threads: 2, filter: "udp port 53")
    #expect(result.overlooked[.vlan] > 20 && result.overlooked[.vlan] == result.overlooked.total)
  }

  @Test(arguments: [1, 16, 40, 113, 1 << 20])
  func `make the same of it however it is cut into chunks`(chunkLength: Int) throws {
    try expectTheSame(MixedTraffic.pcapFile(packets: 60), chunkLength: chunkLength)
  }

  @Test(arguments: [1, 2, 99, 100, 499, 500, 501])
  func `stop after the same packet`(limit: Int) throws {
    try expectTheSame(MixedTraffic.pcapFile(packets: 500), limit: limit)
    try expectTheSame(MixedTraffic.pcapFile(packets: 500), filter: "ip", limit: limit)
  }

  @Test func `come upon the same damage at the same place, with all packets before it`() throws {
    let file = MixedTraffic.pcapFile(packets: 100)
    var random = SplitMix(seed: 7)
    for _ in 0..<Self.damages {
      try expectTheSame(Array(file.prefix(24 + random.next(below: file.count - 24))))
      var damaged = file
      for _ in 0..<3 { damaged[24 + random.next(below: file.count - 24)] = UInt8(random.next(below: 256)) }
      try expectTheSame(damaged)
    }
  }

  @Test func `are not led astray by packets that carry savefiles`() throws {
    let inner = Array(MixedTraffic.pcapFile(packets: 40, seed: 3).dropFirst(24))
    var file = Array(MixedTraffic.pcapFile(packets: 0))
    for index in 0..<50 {
      let payload = Array(inner.dropFirst(index * 7 % 100).prefix(1400))
      let header: [UInt32] = [1_700_000_000, UInt32(index), UInt32(14 + payload.count), UInt32(14 + payload.count)]
      for word in header { withUnsafeBytes(of: word) { file.append(contentsOf: $0) } }
      file += [UInt8](repeating: 2, count: 12) + [0x88, 0xb5] + payload
    }
    try expectTheSame(file)
    try expectTheSame(file, chunkLength: 100)
  }

  @Test func `read files of the other byte order`() throws {
    let file = MixedTraffic.pcapFile(packets: 100)
    var swapped = [UInt8]()
    func swap(_ range: Range<Int>) { swapped += file[range].reversed() }
    for field in [0..<4, 4..<6, 6..<8, 8..<12, 12..<16, 16..<20, 20..<24] { swap(field) }
    var at = 24
    while at < file.count {
      for field in 0..<4 { swap((at + field * 4)..<(at + field * 4 + 4)) }
      let length = Int(file[at + 8]) | Int(file[at + 9]) << 8
      swapped += file[(at + 16)..<(at + 16 + length)]
      at += 16 + length
    }
    try expectTheSame(swapped)
  }

  @Test(arguments: [0, 1, 137, 250, 499, 500, 1000], [true, false])
  func `take no packet from the first one on that another file's come before`(place: Int, isInclusive: Bool) throws {
    // Out of order, so that it matters which one is the first.
    let times: [UInt32] = (0..<500).map { $0 % 100 == 50 ? $0 + 3 : $0 }
    var file = Array(MixedTraffic.pcapFile(packets: 0))
    for time in times {
      let header: [UInt32] = [1_700_000_000, time, 60, 60]
      for word in header { withUnsafeBytes(of: word) { file.append(contentsOf: $0) } }
      file += [UInt8](repeating: UInt8(time & 3), count: 60)
    }
    let source = try TemporaryFile(file)
    let reader = try SavefileReader(FileDescriptor(reading: source.path))
    let found = reader.stretches
    var task = Crew.Task(try #require(found), reader.file, from: 24 + 76 * 3)
    task.bound = TimeBound(
      Timestamp(seconds: 1_700_000_000, nanoseconds: Int64(place) * 1000), isInclusive: isInclusive)
    task.taken = 3
    let filter = try CompiledFilter("ether[0] != 2", for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    let end = times[3...].firstIndex { isInclusive ? $0 > place : $0 >= place } ?? times.count
    for program in [nil, filter] {
      let crew = Crew(task, filter: program, preparation: .count, threads: 3, chunkLength: 700)
      var sink = CountSink()
      let outcome = try crew.run(to: &sink) { (_) throws(OutputError) in .goOn }
      #expect(outcome?.position == 24 + 76 * end)
      let wanted = times[3..<end].filter { program == nil || $0 & 3 != 2 }
      #expect(crew.taken == 3 + wanted.count)
    }
  }

  @Test func `end when they are told to, with what was written so far`() throws {
    let source = try TemporaryFile(MixedTraffic.pcapFile(packets: 500))
    let reader = try SavefileReader(FileDescriptor(reading: source.path))
    let found = reader.stretches
    let stretches = try #require(found)
    let crew = Crew(
      Crew.Task(stretches, reader.file), filter: nil, preparation: .count, threads: 3, chunkLength: 700)
    var (sink, chunks) = (CountSink(), 0)
    let outcome = try crew.run(to: &sink) { (_) throws(OutputError) in
      chunks += 1
      return chunks == 5 ? .stop : .goOn
    }
    #expect(chunks == 5)
    #expect(outcome?.wasStopped == true)
    #expect((1..<500).contains(crew.taken))
  }
}
