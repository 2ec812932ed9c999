import CAllocations
import Capture
import Glibc
import Packets
import Testing

@Suite("Allocations while capturing", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct CaptureAllocationTests {
  @Test(
    "A packet of the ring costs none, with a tag put back or behind a cooked header either",
    arguments: ["vb", "any"])
  func packets(_ interface: String) throws {
    let (count, allocations) = try Namespace.run {
      var source = try AFPacketSource(.quick(interface))
      let sender = try FrameSender("va")
      for number in 0..<300 { try sender.send(Frames.numbered(UInt32(number), tags: [0x81, 0x00, 0x00, 0x07])) }
      source.stop()
      var count = 0
      // From the first packet, with which the runtime looks types up, to the last.
      var (first, last) = (UInt64(0), UInt64(0))
      while try source.next() != nil {
        last = allocations_of_this_thread()
        if count == 0 { first = last }
        count += 1
      }
      return (count, last - first)
    }
    #expect(count >= 300)
    #expect(allocations == 0)
  }
}
