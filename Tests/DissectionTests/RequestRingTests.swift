import Testing

@testable import Dissection

@Suite struct RequestRingTests {
  @Test func `What was asked is found by its key`() {
    var ring = RequestRing<Int, String>()
    ring.add(1, "one")
    ring.add(2, "two")
    #expect(ring.find(2) == "two")
    #expect(ring.find(1) == "one")
    #expect(ring.find(3) == nil)
  }

  @Test func `The oldest of more than 64 is forgotten`() {
    var ring = RequestRing<Int, Int>()
    for number in 0...64 { ring.add(number, number) }
    #expect(ring.find(0) == nil)
    #expect(ring.find(1) == 1)
    #expect(ring.find(64) == 64)
  }
}
