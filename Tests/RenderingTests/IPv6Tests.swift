import Packets
import Testing

private let source = hex("20010db8 00000000 00000000 00000001")
private let destination = hex("20010db8 00000000 00000000 00000002")
private let datagram = hex("03e8 07d0 000c 0000 61626364")

/// An IPv6 packet from 2001:db8::1 to 2001:db8::2.
func ipv6(_ next: UInt8, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
  hex("60000000") + big16(length ?? payload.count) + [next, 64] + source + destination + payload
}

@Suite struct IPv6Tests {
  private let start = "IP6 2001:db8::1 > 2001:db8::2: "

  @Test(arguments: [
    (ipv6(59, []), "no next header"), (ipv6(200, [1, 2]), " ip-proto-200 2"), (ipv6(77, [1]), " nd 1"),
    (ipv6(1, [8, 0]), "[ICMP requires IPv4] (invalid)"), (ipv6(17, datagram, length: 0), " [|udp]"),
    (ipv6(0, hex("11 00 0502 0000 0100") + datagram), "HBH 1000 > 2000: UDP, length 4"),
    (ipv6(0, hex("11 00 0503 0000 0000") + datagram), "HBH (rtalert: invalid len 3) [|hbhopt]"),
    (ipv6(60, hex("11 00 01ff 0000 0000") + datagram), "DSTOPT 1000 > 2000: UDP, length 4"),
    (
      ipv6(43, hex("11 02 00 01 00000000") + source + datagram),
      "RT6 (len=2, type=0 [Deprecated], segleft=1, [0]2001:db8::1) 1000 > 2000: UDP, length 4"
    ),
    (
      ipv6(43, hex("11 02 04 01 0002ab00") + source + datagram),
      "RT6 (len=2, type=4, segleft=1, last-entry=0, flags=0x2, tag=ab00, [0]2001:db8::1) 1000 > 2000: UDP, length 4"
    ),
    (ipv6(43, hex("11 02 03 01 00000000") + source), "RT6 (len=2, type=3, segleft=1 (unknown type) (invalid)"),
    (ipv6(43, hex("11 02 00")), "RT6 (len=2, type=0 [Deprecated] [|rt6]"),
    (ipv6(44, hex("11 00 0001 00001234") + datagram), "frag (0|12) 1000 > 2000: UDP, length 4"),
    (ipv6(44, hex("11 00 0050 00001234") + datagram), "frag (80|12)"),
    (ipv6(44, hex("11 00 0000 00001234") + datagram, length: 0), "frag (0|18446744073709551608)  [|ip6]"),
    (
      ipv6(51, hex("11 02 0000 11223344 00000005 01020304") + datagram),
      "AH(spi=0x11223344,seq=0x5,icv=0x01020304): 1000 > 2000: UDP, length 4"
    ),
    (ipv6(51, hex("11 02 0000 11223344 00000005 01")), "AH(spi=0x11223344,seq=0x5,icv=0x01 [|ah]"),
    (ipv6(50, hex("11223344 000000ff 00")), "ESP(spi=0x11223344,seq=0xff), length 9"),
    (ipv6(50, hex("11223344 000000ff")), " [|esp]"), (ipv6(108, hex("06 00 0002")), "IPComp(cpi=0x0002)"),
    (ipv6(135, hex("3b 01 05 00 0000 0005 f000 0007 0000 0000")), "mobility: BU seq#=5 AHLK lifetime=28"),
  ])
  func `Headers are told one after the other`(packet: [UInt8], text: String) {
    #expect(line(packet, .ipv6) == start + text)
  }

  @Test func `The version is checked, and the length`() {
    #expect(line([0x50] + ipv6(17, datagram).dropFirst(), .ipv6) == "unknown ip 5")
    #expect(
      line(hex("000000000000 000000000000 86dd 50") + ipv6(17, datagram).dropFirst(), .ethernet)
        == "IP6 version error: 5 != 6")
    #expect(
      line(ipv6(17, datagram, length: 100), .ipv6)
        == "IP6 truncated-ip6 - 88 bytes missing!2001:db8::1.1000 > 2001:db8::2.2000: UDP, length 4")
  }

  @Test(arguments: [
    ("0502 0000 0000", "(rtalert: 0x0000) (pad1)(pad1) no next header"),
    ("c204 00010000", "(jumbo: 65536 - payload len != 0)  no next header"),
    ("c90400000000", "(homeaddr: trunc) [|hbhopt]"), ("1e04 00000000", "(opt_type 0x1e: len=4) no next header"),
    ("0104 00000000", "(padn) no next header"), ("0105 00000000", " [|hbhopt]"),
  ])
  func `Options are told with -v`(options: String, text: String) {
    let told = line(ipv6(0, hex("3b 00") + hex(options)), .ipv6, verbosity: 1)
    #expect(told == "IP6 (hlim 64, next-header Options (0) payload length: 8) 2001:db8::1 > 2001:db8::2: HBH " + text)
  }

  @Test(arguments: [
    (LinkType.null, "1e000000", "AF IPv6 (30), length 56: "), (.loop, "00000018", "AF IPv6 (24), length 56: "),
    (.raw, "", "ip: "),
    (.linuxSLL, "0004 0001 0006 020000000001 0000 86dd", "Out 02:00:00:00:00:01 ethertype IPv6 (0x86dd), length 68: "),
    (
      .linuxSLL2, "86dd 0000 00000007 0001 00 06 020000000001 0000",
      "?     In  ifindex 7 02:00:00:00:00:01 ethertype IPv6 (0x86dd), length 72: "
    ),
  ])
  func `Link headers are told with -e`(linkType: LinkType, header: String, text: String) {
    let told = line(hex(header) + ipv6(17, datagram), linkType, showsLinkHeader: true)
    #expect(told == text + "2001:db8::1.1000 > 2001:db8::2.2000: UDP, length 4")
  }

  @Test func `Tags behind a cooked header are told, and the type behind them`() {
    let bytes = hex("0000 0001 0006 020000000001 0000 8100 a005 86dd") + ipv6(59, [])
    #expect(line(bytes, .linuxSLL) == "ethertype IPv6, IP6 2001:db8::1 > 2001:db8::2: no next header")
  }
}
