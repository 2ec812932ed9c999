import Packets
import Testing

@Suite struct PPPLineTests {
  @Test(arguments: [
    (LinkType.ppp, "ff03 c021 0907 0008 61626364", "LCP, Echo-Request (0x09), id 7, length 10"),
    (.ppp, "ff03 c223 0107 0009 02abcd 6a6f", "CHAP, Challenge (0x01), id 7, Value abcd, Name jo"),
    (.ppp, "ff03 c223 0307 0006 6f6b", "CHAP, Success (0x03), id 7, Msg ok"),
    (.ppp, "ff03 c023 0107 0009 026a6f 0170", "PAP, Auth-Req (0x01), id 7, Peer jo, Name p"),
    (.ppp, "ff03 c023 0207 0005 00", "PAP, Auth-ACK (0x02), id 7, Msg "),
    (.ppp, "ff03 003d 8005", "MLPPP, seq 0x005, Flags [begin], length 2"),
    (.ppp, "ff03 00fd 61", "compressed PPP data"), (.ppp, "ff03 1234", "unknown PPP protocol (0x1234) "),
    (.ppp, "ff03 0025 6162", "NS \n\t0x0000:  6162"), (.ppp, "ff03", " [|ppp]"),
    (.pppSerial, "ff03 c021 0907 0008 61626364", "LCP: LCP, Echo-Request (0x09), id 7, length 10"),
    (.pppSerial, "1203 4142", "unknown addr 41; ctrl 42"),
    (.cHDLC, "8f00 8035 00000001 0a000001 ff000000 ffff", "SLARP (length: 14), reply 10.0.0.1/255.0.0.0"),
    (
      .cHDLC, "8f00 8035 00000002 00000001 00000002 ffff 0002bf20",
      "SLARP (length: 18), keepalive: mineseen=0x00000001, yourseen=0x00000002, reliability=0xffff, "
        + "link uptime=0d0h3m0s"
    ), (.cHDLC, "8f00 1234", "unknown CHDLC protocol (0x1234)"),
    (.slip, "0045 0000000000000000 000000000000 30", "ip v3"),
    (
      .ethernet, "020202020202 040404040404 8863 1109 0000 000e 0101 0000 0103 0002 aabb 0000 0000",
      "PPPoE PADI [Service-Name] [Host-Uniq 0xAABB] [EOL]"
    ),
    (
      .ethernet, "020202020202 040404040404 8864 1100 0005 0006 c021 0907 0004",
      "PPPoE  [ses 0x5] LCP, Echo-Request (0x09), id 7, length 6"
    ),
  ])
  func `Serial lines are told as they are`(link: LinkType, bytes: String, expected: String) {
    #expect(line(hex(bytes), link) == expected)
  }

  @Test(arguments: [
    ("c021", "0104 05dc", "MRU Option (0x01), length 4: 1500"),
    ("c021", "0305 c22305", "Auth-Prot Option (0x03), length 5: CHAP, MD5"),
    ("c021", "0506 00000001", "Magic-Num Option (0x05), length 6: 0x00000001"),
    ("c021", "0105 05dc00", "MRU Option (0x01), length 5 (length bogus, should be = 4)"),
    ("8021", "0306 0a000001", "IP-Addr Option (0x03), length 6: 10.0.0.1"),
    ("8021", "0206 002d 0f01", "IP-Comp Option (0x02), length 6: VJ-Comp (0x2d):"),
    ("8057", "010a 0001000200030004", "Interface-ID Option (0x01), length 10: 0001:0002:0003:0004"),
    ("80fd", "1a04 7800", "Deflate Option (0x1a), length 4: Window: 7K, Method: zlib (0x8), MBZ: 0, CHK: 0"),
    ("c02b", "0106 00000005", "Favored-Peer Option (0x01), length 6: Magic-Num 0x00000005"),
  ])
  func `Options of a configuration are told with -v`(number: String, option: String, expected: String) {
    let data = hex(option)
    let packet = hex("ff03" + number + "0107") + big16(4 + data.count) + data
    let text = line(packet, .ppp, verbosity: 1)
    #expect(text.hasSuffix("\n\tencoded length \(4 + data.count) (=Option(s) length \(data.count))\n\t  " + expected))
  }

  @Test func `The link's header is told with -e`() {
    #expect(
      line(hex("ff03 c021 0907 0004"), .ppp, showsLinkHeader: true)
        == "LCP (0xc021), length 8: LCP, Echo-Request (0x09), id 7, length 6")
    #expect(
      line(hex("0f00 1234"), .cHDLC, showsLinkHeader: true) == "unicast, ethertype Unknown (0x1234), length 4: ")
    let slip = hex("01ff 05 0000 01 02 00000000000000000000") + tcp(1, 2, [])
    #expect(line(slip, .slip, showsLinkHeader: true).hasPrefix("O ctcp 5"))
  }

  @Test func `Every prefix of a configuration renders`() {
    let whole = hex("ff03 8021 0107 0014 0210 0061 00010002000300040005 0102 0306")
    for length in 1...whole.count {
      #expect(!line(Array(whole.prefix(length)), .ppp, originalLength: whole.count, verbosity: 2).isEmpty)
    }
  }
}
