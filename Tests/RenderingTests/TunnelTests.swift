import Testing

@Suite struct TunnelLineTests {
  private let inner = udpPacket
  private let innerLine = "IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 2"
  private static let udpPacket = udp(1000, 2000, [0x61, 0x62])
  private var frame: [UInt8] { hex("020202020202 040404040404 0800") + inner }

  @Test func `VXLAN puts the frame on a line of its own`() {
    #expect(
      line(udp(5, 4789, hex("08000000 00000500") + frame))
        == "IP 10.0.0.1.5 > 10.0.0.2.4789: VXLAN, flags [I] (0x08), vni 5\n" + innerLine)
    #expect(
      line(udp(5, 8472, hex("08000001 00000500") + frame))
        == "IP 10.0.0.1.5 > 10.0.0.2.8472: OTV, flags [I] (0x08), overlay 1, instance 5\n" + innerLine)
  }

  @Test func `VXLAN-GPE and NSH tell what they carry`() {
    let nsh = hex("21420201 00000703")
    #expect(
      line(udp(5, 4790, hex("0c000004 00000500") + nsh + inner))
        == "IP 10.0.0.1.5 > 10.0.0.2.4790: VXLAN-GPE, flags [IP], vni 5: NSH, flags [O], "
        + "service-path-id 0x000007, service-index 0x3: " + innerLine)
    #expect(
      line(udp(5, 4790, hex("0c000009 00000500"))).hasSuffix("vni 5: ERROR: unknown-next-protocol (invalid)"))
  }

  @Test func `Geneve tells its options with -v`() {
    let header = hex("02406558 00000700 0102 81 01 61626364")
    #expect(
      line(udp(5, 6081, header + frame))
        == "IP 10.0.0.1.5 > 10.0.0.2.6081: Geneve, Flags [C], vni 0x7, options [8 bytes]: " + innerLine)
    #expect(
      line(udp(5, 6081, header + frame), verbosity: 2).contains(
        ", options [class Open Virtual Networking (OVN) (0x102) type 0x81(C) len 8 data 61626364]\n\tIP ("))
    #expect(line(udp(5, 6081, hex("40"))).hasSuffix("Geneve [length 1 < 8] (invalid)"))
  }

  @Test(arguments: [
    ("00000800", "GREv0, length 34: "), ("20000800 00000005", "GREv0, key=0x5, length 38: "),
    ("b0000800 abcd0001 00000005 00000006", "GREv0, off 0x1, key=0x5, seq 6, length 46: "),
    (
      "40000800 12340004 08000408 01020304 05060708 00000000",
      "GREv0, off 0x4, (rtaf=ip 1.2.3.4 *5.6.7.8), length 54: "
    ),
  ])
  func `GRE tells its optional fields`(header: String, expected: String) {
    #expect(line(ipv4(47, hex(header) + inner)) == "IP 10.0.0.1 > 10.0.0.2: " + expected + innerLine)
  }

  @Test func `GRE without a known payload tells its type`() {
    #expect(line(ipv4(47, hex("00001234"))) == "IP 10.0.0.1 > 10.0.0.2: GREv0, length 4: gre-proto-0x1234")
    #expect(line(ipv4(47, hex("00020800"))) == "IP 10.0.0.1 > 10.0.0.2: GREv2 ERROR: unknown-version")
    #expect(
      line(ipv4(47, hex("2081880b 00000007 00000006")))
        == "IP 10.0.0.1 > 10.0.0.2: GREv1, call 7, ack 6, no-payload, length 12")
  }

  @Test func `Labels are told down to the last`() {
    #expect(
      line(udp(5, 6635, hex("00064609 00001109") + inner))
        == "IP 10.0.0.1.5 > 10.0.0.2.6635: MPLS (label 100, tc 3, ttl 9) (label 1, tc 0, [S], ttl 9) " + innerLine)
    #expect(line(udp(5, 6635, hex("00064609 0000"))).hasSuffix("MPLS (label 100, tc 3, ttl 9) (invalid)"))
    #expect(
      line(udp(5, 6635, hex("00064709 7878"))).hasSuffix(
        "[S], ttl 9)\n\t0x0000:  7878                                     xx"))
  }

  @Test func `A mark tells where a tunnel was cut`() {
    let whole = ipv4(47, hex("20000800 00000005") + inner)
    #expect(line(Array(whole.prefix(26)), originalLength: whole.count).hasSuffix("GREv0 [|gre]"))
    let vxlan = udp(5, 4789, hex("08000000 00000500") + frame)
    #expect(line(Array(vxlan.prefix(30)), originalLength: vxlan.count).hasSuffix("flags [I] (0x08),  [|vxlan]"))
  }
}
