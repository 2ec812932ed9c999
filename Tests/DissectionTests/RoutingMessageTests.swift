import Bytes
import Dissection
import Packets
import Testing

@Suite struct RoutingMessageTests {
  private static let samples: [(ProtocolKind, String, [String])] = [
    (
      .dvmrp, "1301 0000 0000 0403 0000 0007",
      ["dvmrp.type", "dvmrp.code", "dvmrp.checksum", "dvmrp.min_ver", "dvmrp.maj_ver"]
    ),
    (
      .vrrp, "2101 6401 0001 ba52 c0000201",
      [
        "vrrp.version", "vrrp.type", "vrrp.virt_rtr_id", "vrrp.prio", "vrrp.addr_count", "vrrp.auth_type",
        "vrrp.adver_int", "vrrp.checksum", "vrrp.ip_addr",
      ]
    ),
    (
      .vrrp, "3101 6400 0102 ba52",
      [
        "vrrp.version", "vrrp.type", "vrrp.virt_rtr_id", "vrrp.prio", "vrrp.addr_count", "vrrp.short_adver_int",
        "vrrp.checksum",
      ]
    ),
    (.pim, "2007 1234", ["pim.version", "pim.type", "pim.res_bytes", "pim.cksum"]),
    (
      .ospf, "0201 002c 0a000001 00000000 0000 0000",
      [
        "ospf.version", "ospf.msg", "ospf.packet_length", "ospf.srcrouter", "ospf.area_id", "ospf.checksum",
        "ospf.auth.type",
      ]
    ),
    (
      .rpkiRouter, "0003 1234 00000008",
      ["rpkirtr.version", "rpkirtr.pdu_type", "rpkirtr.session_id", "rpkirtr.length"]
    ),
    (
      .connectivityFault, "e001 8046",
      ["cfm.md.level", "cfm.version", "cfm.opcode", "cfm.flags", "cfm.first.tlv.offset"]
    ),
    (.configurationTest, "0000 0100 0500", ["loop.skipcount", "loop.function", "loop.receipt_number"]),
    (.configurationTest, "0000 0200 414243444546", ["loop.skipcount", "loop.function", "loop.forwarding_address"]),
    (.atm, "0000000000000001 0000000000000002 00000000", ["atm.dst", "atm.src"]),
    (.natTraversal, "00000000", ["udpencap.non_esp_marker"]),
    (.decrypted, "0102 0204", ["esp.pad_len", "esp.protocol"]),
  ]

  @Test(arguments: samples.indices) func `Fields are told in wire order`(index: Int) {
    let (kind, bytes, names) = Self.samples[index]
    let all = fields(of: kind, hex(bytes))
    #expect(all.names == names)
    #expect(all.isInWireOrder)
  }

  @Test(arguments: samples.indices) func `Of a cut header nothing is told that is not there`(index: Int) {
    let (kind, bytes, names) = Self.samples[index]
    let whole = hex(bytes)
    for length in 0..<whole.count {
      #expect(fields(of: kind, Array(whole.prefix(length))).names.count <= names.count)
    }
  }

  @Test func `ESP stands behind the port of address translators, unless there is a marker`() {
    let head = hex("4500 0024 0001 0000 4011 0000 0a000001 0a000002 1194 1194 0010 0000")
    #expect(layers(of: head + hex("00000001 00000002"), .ipv4).map(\.kind) == [.ipv4, .udp, .natTraversal, .esp])
    #expect(layers(of: head + hex("00000000 00000002"), .ipv4).map(\.kind) == [.ipv4, .udp, .natTraversal, .isakmp])
  }
}
