import Bytes
import Dissection
import Packets
import Testing

@Suite struct PPPTests {
  private static let ip = "4500 0014 0001 0000 40 63 0000 01020304 0a000002"

  @Test(arguments: [
    ("ff03 0021", 4, 0x21), ("ff03 21", 3, 0x21), ("0021", 2, 0x21), ("21 45", 1, 0x21), ("0003 c021", 4, 0xc021),
  ])
  func `A frame may leave out its first octets`(bytes: String, length: Int, number: Int) throws {
    let bytes = hex(bytes)
    let frame = try PPPFrame(bytes.span.bytes)
    #expect(frame.headerLength == length)
    #expect(Int(frame.protocolNumber) == number)
  }

  @Test(arguments: ["", "ff", "ff03", "ff0300", "00"])
  func `A frame without its protocol is cut`(bytes: String) {
    #expect(layers(of: hex(bytes), .ppp).map(\.fault) == [.truncated])
  }

  @Test(arguments: [
    (LinkType.ppp, "ff03 0021" + ip, [ProtocolKind.ppp, .ipv4]), (.ppp, "ff03 c021 01070004", [.ppp, .pppControl]),
    (.ppp, "ff03 c223 01070004", [.ppp, .chap]), (.ppp, "ff03 c023 01070004", [.ppp, .pap]),
    (.ppp, "ff03 003d 8005", [.ppp, .multilinkPPP]), (.pppSerial, "ff03 0021" + ip, [.pppHDLC, .ipv4]),
    (.pppSerial, "0f00 0800" + ip, [.pppHDLC, .chdlc, .ipv4]),
    (.cHDLC, "8f00 8035 00000002 00000001 00000001 ffff", [.chdlc, .slarp]),
    (.slip, "0045 0000000000000000 000000000000" + ip, [.slip, .ipv4]),
    (.ethernet, "020202020202 040404040404 8864 1100 0005 0016 0021" + ip, [.ethernet, .pppoe, .ppp, .ipv4]),
  ])
  func `The layers behind a serial line's header are told`(link: LinkType, bytes: String, kinds: [ProtocolKind]) {
    let whole = hex(bytes)
    #expect(layers(of: whole, link).map(\.kind) == kinds)
    for length in 0..<whole.count {
      #expect(layers(of: Array(whole.prefix(length)), link, originalLength: whole.count).count <= kinds.count)
    }
  }

  @Test(arguments: [
    (ProtocolKind.ppp, "ff030021"), (.pppHDLC, "ff030021"), (.chdlc, "0f000800"), (.pppControl, "01070004"),
    (.chap, "01070004"), (.pap, "01070004"), (.pppoe, "11090000 0004"),
    (.slarp, "00000002 00000001 00000001 ffff"), (.multilinkPPP, "8005"),
  ])
  func `Fields are told in wire order`(kind: ProtocolKind, bytes: String) {
    let all = fields(of: kind, hex(bytes))
    #expect(all.isInWireOrder)
    #expect(all.names.count >= 2)
  }

  @Test func `Tags of a discovery end with the last or where they are cut`() throws {
    let bytes = hex("1109 0000 0010 0101 0000 0103 0002 aabb 0000 0000 ffff")
    let header = try PPPoEHeader(bytes.span.bytes)
    var tags = header.tags(within: 100)
    var types: [UInt16] = []
    while let tag = tags.next() { types.append(tag.type) }
    #expect(types == [0x0101, 0x0103, 0])
    #expect(tags.isTruncated == false)
    var cut = try PPPoEHeader(bytes.span.bytes.extracting(0..<15)).tags(within: 100)
    while cut.next() != nil {}
    #expect(cut.isTruncated == true)
  }
}
