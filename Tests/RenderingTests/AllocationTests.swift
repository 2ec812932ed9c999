import Bytes
import CAllocations
import Packets
import Rendering
import TestSupport
import Testing

/// Counted in release builds: without optimisation the compiler itself puts some values on the heap.
@Suite("Allocations", .enabled(if: isOptimized, "allocations are counted in release builds"))
struct AllocationTests {
  @Test("a line costs no allocation, whatever the options", arguments: LineStyle.all)
  func lines(style: LineStyle) {
    var traffic = MixedTraffic()
    let packets = (0..<500).map { _ in traffic.next() }
    var renderer = LineRenderer(options: style.options)
    var out = TextBuffer(capacity: 1 << 20)
    var allocations: UInt64 = 0
    // The first rounds fill the table of connections and let the buffers grow.
    for round in 0..<4 {
      let before = allocations_of_this_thread()
      for packet in packets {
        renderer.render(
          CapturedPacket(
            timestamp: Timestamp(seconds: 1, nanoseconds: 2), originalLength: packet.count, linkType: .ethernet,
            bytes: packet.span.bytes),
          number: 1, into: &out)
        out.removeAll()
      }
      if round > 1 { allocations += allocations_of_this_thread() - before }
    }
    #expect(allocations == 0)
  }

  @Test("the counter counts")
  func counter() {
    let before = allocations_of_this_thread()
    let array = [UInt8](repeating: 1, count: Int(before % 7) + 1000)
    #expect(array.count >= 1000)
    #expect(allocations_of_this_thread() > before)
  }
}

#if DEBUG
private let isOptimized = false
#else
private let isOptimized = true
#endif
