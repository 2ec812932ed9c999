import Packets
import Testing

@Suite("Link types")
struct LinkTypeTests {
  @Test("a name leads to its link type and back, in any case and with the prefix")
  func names() {
    #expect(LinkType(name: "EN10MB") == .ethernet)
    #expect(LinkType(name: "dlt_en10mb") == .ethernet)
    #expect(LinkType.linuxSLL2.name == "LINUX_SLL2")
    #expect(LinkType(name: "NO_SUCH") == nil)
  }

  @Test("the number in a savefile differs from the library's where history has it so")
  func numbers() {
    #expect(LinkType.raw.rawValue == 101)
    #expect(LinkType.raw.dlt == 12)
    #expect(LinkType(dlt: 12) == .raw)
    #expect(LinkType(dlt: 1) == .ethernet)
  }

  @Test("an unnamed number is a link type without a name")
  func unnamed() {
    #expect(LinkType(rawValue: 60_000).name == nil)
    #expect(LinkType(rawValue: 60_000).dlt == 60_000)
  }
}
