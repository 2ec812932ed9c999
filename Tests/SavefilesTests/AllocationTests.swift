import Bytes
import CAllocations
import Filtering
import Packets
import Rendering
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct AllocationTests {
  private static let file = MixedTraffic.pcapFile(packets: 3000)

  /// Allocations while a part of the packets goes by: from the 500th on, when tables and buffers have their sizes.
  private func allocations(
    in file: [UInt8], of step: (borrowing CapturedPacket, inout PcapWriter) throws -> Void
  ) throws -> UInt64 {
    let source = try TemporaryFile(file)
    var reader = try SavefileReader(FileDescriptor(reading: source.path))
    var writer = PcapWriter(
      try FileDescriptor(creating: "/dev/null"), linkType: reader.linkType, snapshotLength: reader.snapshotLength)
    var (count, before) = (0, UInt64(0))
    while let packet = try reader.next() {
      count += 1
      if count == 500 { before = allocations_of_this_thread() }
      try step(packet, &writer)
    }
    let found = allocations_of_this_thread() - before
    try #require(count > 500)
    try writer.close()
    return found
  }

  @Test func `reading and writing a packet costs no allocation`() throws {
    #expect(try allocations(in: Self.file) { packet, writer in try writer.write(packet) } == 0)
  }

  @Test func `reading a pcapng packet costs no allocation`() throws {
    let blocks = (0..<3000).flatMap {
      Pcapng.enhanced([UInt8](repeating: 1, count: $0 % 90), options: Pcapng.option(2, [1, 0, 0, 0]))
    }
    let file = Pcapng.section() + Pcapng.interface() + blocks
    let count = try allocations(in: file) { packet, writer in try writer.write(packet) }
    #expect(count == 0)
  }

  @Test(.enabled(if: isOptimized, "allocations of all rooms are counted in release builds"))
  func `the whole way of a packet, read, filtered, rendered and written, costs no allocation`() throws {
    let filter = try CompiledFilter(
      "ip or ip6 and not port 1", for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    // The table of connections grows until it is full, which it is soon.
    var options = RenderOptions()
    options.rememberedConnections = 64
    var renderer = LineRenderer(options: options)
    var out = TextBuffer(capacity: 1 << 20)
    var lines = 0
    let found = try allocations(in: Self.file) { packet, writer in
      guard filter.matches(packet) else { return }
      lines += 1
      renderer.render(packet, number: 1, into: &out)
      out.removeAll()
      try writer.write(packet)
    }
    #expect(found == 0)
    #expect(lines > 1000)
  }
}

#if DEBUG
private let isOptimized = false
#else
private let isOptimized = true
#endif
