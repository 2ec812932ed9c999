import Bytes
import Dissection
import Packets
import Testing

@Suite struct MACsecTagTests {
  private let ip = hex("4500 0014 0001 0000 4063 0000 01020304 0a000002")

  @Test func `Fields are told in wire order`() {
    let bytes = hex("2105 0000004d 0102030405060708 0800") + ip + [UInt8](repeating: 0, count: 16)
    let all = fields(of: .macsec, bytes)
    #expect(all.names == ["macsec.TCI", "macsec.AN", "macsec.SL", "macsec.PN", "macsec.SCI", "macsec.etype"])
    #expect(all.isInWireOrder)
    #expect(all.values["macsec.PN"] == .unsigned(77))
  }

  @Test func `The check value is no part of the payload`() {
    let head = hex("020202020202 040404040404 88e5 0000 0000004d 0800")
    let found = layers(of: head + ip + [UInt8](repeating: 0x49, count: 16), .ethernet)
    #expect(found.map(\.kind) == [.ethernet, .macsec, .ipv4])
    #expect(found.last?.length == 20)
    #expect(found.last?.range.count == 20)
  }

  @Test func `Nothing is found behind an encrypted tag or a wrong one`() {
    for control in ["0c00", "8000", "0040"] {
      let bytes = hex("020202020202 040404040404 88e5" + control + "0000004d 0800") + ip + ip
      #expect(layers(of: bytes, .ethernet).map(\.kind) == [.ethernet, .macsec])
    }
  }
}
