import Packets
import Testing

private func icmpv6(_ type: UInt8, _ code: UInt8, _ body: String) -> [UInt8] {
  ipv6(58, [type, code, 0, 0] + hex(body.replacing("ADDRESS", with: "20010db8 00000000 00000000 00000007")))
}

@Suite struct ICMPv6Tests {
  private let start = "IP6 2001:db8::1 > 2001:db8::2: ICMP6"

  @Test(arguments: [
    (icmpv6(128, 0, "0005 0007"), ", echo request, id 5, seq 7, length 8"),
    (icmpv6(129, 0, "0005"), ", echo reply [|icmp6]"), (ipv6(58, []), ", length 0 (invalid)"),
    (icmpv6(2, 0, "000005dc"), ", packet too big, mtu 1500, length 8"),
    (icmpv6(3, 1, "00000000"), ", time exceeded in-transit (reassembly), length 8"),
    (icmpv6(135, 0, "00000000 ADDRESS"), ", neighbor solicitation, who has 2001:db8::7, length 24"),
    (icmpv6(136, 0, "e0000000 ADDRESS"), ", neighbor advertisement, tgt is 2001:db8::7, length 24"),
    (icmpv6(131, 0, "0007 0000 ADDRESS"), ", multicast listener reportmax resp delay: 7 addr: 2001:db8::7, length 24"),
    (icmpv6(143, 0, "0000 0002"), ", multicast listener report v2, 2 group record(s), length 8"),
    (icmpv6(155, 1, "00000000"), ", RPL, (CLR)DODAG Information Object, length 8"),
    (icmpv6(138, 0, "00000005"), ", router renumbering [|icmp6], length 8"),
    (
      icmpv6(139, 1, "0002 0000 0000000000000000 04 74657374 0000"),
      ", who-are-you request node information query (DNS name, subject=DNS name, \"test\"), length 23"
    ),
  ])
  func `A message is told with its length at the end`(packet: [UInt8], text: String) {
    #expect(line(packet, .ipv6) == start + text)
  }

  @Test func `An unreachable port is told from the quoted packet`() {
    let quoted = ipv6(17, hex("03e8 0035 0008 0000"))
    let packet = ipv6(58, hex("01 04 0000 00000000") + quoted)
    #expect(
      line(packet, .ipv6)
        == start + ", destination unreachable, unreachable port, 2001:db8::2 udp port 53, length 56")
  }

  @Test(arguments: [
    ("0101 aabbccddeeff", "source link-address option (1), length 8 (1): aa:bb:cc:dd:ee:ff"),
    (
      "0304 40e0 00000100 ffffffff 00000000 ADDRESS",
      "prefix info option (3), length 32 (4): 2001:db8::7/64, Flags [onlink, auto, router], valid time 256s, pref. time infinity"
    ),
    ("0501 0000 000005dc", "mtu option (5), length 8 (1):  1500"),
    ("0701 0000 00000100", "advertisement interval option (7), length 8 (1):  256ms"),
    ("0801 0000 0005 0007", "homeagent information option (8), length 8 (1):  preference 5, lifetime 7"),
    ("1801 4008 00000100", "route info option (24), length 8 (1):  ::/64, pref=high, lifetime=256s"),
    ("1903 0000 00000100 ADDRESS", "rdnss option (25), length 24 (3):  lifetime 256s, addr: 2001:db8::7"),
    ("1f02 0000 00000100 0474657374 000000", "dnssl option (31), length 16 (2):  lifetime 256s, domain(s): test."),
    ("0e01 010203040506", "unknown option (14), length 8 (1): \n\t  0x0000:  0102 0304 0506"),
    ("0100", " [|icmp6]"),
  ])
  func `Options have a line each with -v`(option: String, text: String) {
    let told = line(icmpv6(133, 0, "00000000" + option), .ipv6, verbosity: 1)
    #expect(told.hasSuffix(text.hasPrefix(" ") ? text : "\n\t  " + text))
    #expect(told.contains("ICMP6, router solicitation, length "))
  }

  @Test func `Groups and their sources are told with -vv`() {
    let packet = icmpv6(143, 0, "0000 0001 0400 0001 ADDRESS ADDRESS")
    #expect(line(packet, .ipv6, verbosity: 1).hasSuffix("[gaddr 2001:db8::7 to_ex, 1 source(s)]"))
    #expect(line(packet, .ipv6, verbosity: 2).hasSuffix("[gaddr 2001:db8::7 to_ex { 2001:db8::7 }]"))
    #expect(line(packet, .ipv6, verbosity: 1).contains("[bad icmp6 cksum 0x0000 -> 0x"))
  }

  @Test func `A command of renumbering has a match and what is used instead`() {
    let body = "00000005 03 10 03e8 00000000 0107 05 30 00 80 0000 ADDRESS 3010 c040 ffffffff 00000100 00000000 ADDRESS"
    #expect(
      line(icmpv6(138, 0, body), .ipv6)
        == start + ", router renumbering, command, seq=5 match(add,2001:db8::7/48) use(2001:db8::7/48/16), length 72")
  }

  @Test func `The graph of RPL is told with -v, its options with -vv`() {
    let packet = icmpv6(155, 1, "2a c0 0100 95 01 02 03 ADDRESS 05 02 6162")
    #expect(
      line(packet, .ipv6, verbosity: 1)
        .hasSuffix(
          "(CLR)DODAG Information Object [dagid:2001:db8::7,seq:1,instance:42,rank:256,grounded,mop:nonstoring-multicast,prf:5]"
        ))
    #expect(line(packet, .ipv6, verbosity: 3).hasSuffix("] opt:rpltarget len:4  0x0000:  6162"))
  }
}
