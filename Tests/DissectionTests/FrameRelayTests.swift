import Bytes
import Dissection
import Packets
import Testing

@Suite struct FrameRelayTests {
  private static let ip = "4500 0014 0001 0000 40 63 0000 01020304 0a000002"
  private static let stations = "020000000002 020000000001"

  @Test(arguments: [
    ("1841", 2, 100), ("184003", 3, 100 << 6), ("18400203", 4, 100 << 13 | 1 << 6), ("0001", 2, 0),
  ])
  func `An address has two to four octets`(bytes: String, length: Int, connection: Int) {
    let bytes = hex(bytes)
    guard case .whole(let address) = FrameRelayAddress.read(bytes.span.bytes) else {
      Issue.record("no address")
      return
    }
    #expect(address.length == length)
    #expect(Int(address.connection) == connection)
  }

  @Test(arguments: [
    (LinkType.frelay, "1841 03 cc" + ip, [ProtocolKind.frameRelay, .ipv4]),
    (.frelay, "1841 0800" + ip, [.frameRelay, .ipv4]),
    (.frelay, "1841 03 80 000000 0800" + ip, [.frameRelay, .unpaddedSNAP, .ipv4]),
    (.frelay, "1841 03 00 80 0080c2 0007" + stations + "0800" + ip, [.frameRelay, .unpaddedSNAP, .ethernet, .ipv4]),
    (.frelay, "0001 03 08 00 75 9501 0100", [.frameRelay, .q933]),
    (.frelay, "1841 03 cf 0021" + ip, [.frameRelay, .ppp, .ipv4]),
    (.mfr, "c105 1841 03cc" + ip, [.multilinkFrameRelay, .frameRelay, .ipv4]),
    (.mfr, "e000 01 0104 6100", [.multilinkFrameRelay]),
    (.fddi, "50" + stations + "aaaa03 000000 0800" + ip, [.fddi, .llc, .snap, .ipv4]),
    (.fddi, "41" + stations + "00", [.fddi]),
    (.tokenRing, "1040" + stations + "aaaa03 000000 0800" + ip, [.tokenRing, .llc, .snap, .ipv4]),
    (
      .tokenRing, "1040 020000000002 820000000001 06b0 0123 4567 aaaa03 000000 0800" + ip,
      [.tokenRing, .llc, .snap, .ipv4]
    ),
  ])
  func `The layers behind a ring's or a relay's header are told`(link: LinkType, bytes: String, kinds: [ProtocolKind]) {
    let whole = hex(bytes)
    #expect(layers(of: whole, link).map(\.kind) == kinds)
    for length in 0..<whole.count {
      #expect(layers(of: Array(whole.prefix(length)), link, originalLength: whole.count).count <= kinds.count)
    }
  }

  @Test(arguments: [
    (ProtocolKind.frameRelay, "1841 03 cc"), (.frameRelay, "1841 0800"), (.multilinkFrameRelay, "c105 1841"),
    (.multilinkFrameRelay, "e000 0100"), (.q933, "01 02 75"), (.fddi, "50 020000000002 020000000001"),
    (.tokenRing, "1040 020000000002 820000000001 06b0 0123 4567"), (.unpaddedSNAP, "0080c2 0007"),
  ])
  func `Fields are told in wire order`(kind: ProtocolKind, bytes: String) {
    let all = fields(of: kind, hex(bytes))
    #expect(all.isInWireOrder)
    #expect(all.names.count >= 2)
  }

  @Test func `A route's segments are rings and bridges`() throws {
    let bytes = hex("1040 020000000002 820000000001 06b0 0123 4567")
    let frame = try TokenRingFrame(bytes.span.bytes)
    #expect(frame.source.rawValue == 0x02_0000_0000_01)
    #expect(frame.segmentCount == 2)
    #expect(frame.segment(1) == 0x4567)
    #expect(frame.headerLength == 20)
  }
}
