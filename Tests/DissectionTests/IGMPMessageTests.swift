import Bytes
import Dissection
import Packets
import Testing

@Suite struct IGMPMessageTests {
  @Test func `Every field is read, in wire order`() {
    let fields = fields(of: .igmp, hex("11 64 abcd e0000005"))
    #expect(fields.names == ["igmp.type", "igmp.max_resp", "igmp.checksum", "igmp.maddr"])
    #expect(fields.values["igmp.maddr"] == .ipv4(IPv4Address(224, 0, 0, 5)))
    #expect(fields.isInWireOrder)
  }

  @Test func `A report of version 3 has a number of records`() {
    #expect(fields(of: .igmp, hex("22 00 0000 0000 0002")).values["igmp.num_grp_recs"] == .unsigned(2))
  }

  @Test(arguments: [(0, 0), (127, 127), (128, 128), (0x8f, 248), (0xff, 31_744)] as [(UInt8, Int)])
  func `Large response times are small floating point numbers`(code: UInt8, tenths: Int) {
    #expect(IGMPMessage.responseTenths(code) == tenths)
  }

  @Test func `Less than eight bytes are no header`() {
    #expect(fields(of: .igmp, hex("11 64 abcd e00000")).names.isEmpty)
  }
}
