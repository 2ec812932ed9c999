import Testing

@Suite struct DNSMessageLineTests {
  private func query(_ hexadecimal: String, port: Int = 53, verbosity: Int = 0) -> String {
    let text = line(udp(1024, port, hex(hexadecimal)), verbosity: verbosity)
    return String(text.drop { $0 != ">" }.drop { $0 != ":" }.dropFirst(2))
  }

  @Test(arguments: [
    ("1234 0100 0001 0000 0000 0000 0161 00 0001 0001", "4660+ A? a. (19)"),
    ("1234 0110 0001 0000 0000 0000 00 001c 0003", "4660+% AAAA CHAOS? . (17)"),
    ("1234 0800 0000 0000 0001 0002", "4660 inv_q [0a] [1n] [2au] (12)"),
    ("1234 0040 0000 0001 0000 0000", "4660 [b2&3=0x40] [1a] [0q] (12)"),
    ("1234 8583 0000 0000 0000 0000", "4660 NXDomain* [0q] 0/0/0 (12)"),
    ("1234 8220 0000 0001 0000 0000 0161 00 000f 0001 0000003c 0005 000a 0162 00", "4660-|$ [0q] 1/0/0 MX b. 10 (30)"),
    (
      "1234 8000 0000 0001 0000 0000 00 0021 0001 00000000 0007 0001 0002 0050 00", "4660- [0q] 1/0/0 SRV .:80 1 2 (30)"
    ),
    ("1234 8000 0000 0001 0000 0000 00 0010 0001 00000000 0003 02 6101", "4660- [0q] 1/0/0 TXT \"a^A\" (26)"),
    ("1234 8000 0000 0001 0000 0000 00 0063 00fe 00000000 0000", "4660- [0q] 1/0/0 (Class 254) SPF (23)"),
    ("1234 0100 0001 0000 0000 0000 c00c 0001 0001", "4660+ A? <BAD PTR> [|domain]"),
    ("1234 0100 0001 0000 0000 0000 01", "4660+ [|domain]"), ("1234", "domain [length 2 < 12] (invalid)"),
  ])
  func `Messages are told`(bytes: String, expected: String) { #expect(query(bytes) == expected) }

  @Test func `Multicast DNS tells its flags`() {
    #expect(
      query(
        "0000 0000 0001 0001 0000 0000 0161 00 0001 8001 00 0001 8001 00000078 0004 0a000001", port: 5353, verbosity: 2
      )
      .hasSuffix("0 [1a] A (QU)? a. . (Cache flush) A 10.0.0.1 (34)"))
  }

  @Test func `Options are told with -vv`() {
    let text = query(
      "1234 0100 0001 0000 0000 0001 00 0002 0001 00 0029 1000 00008000 0018 0008 0007 0001 1800 0a0000 000a 0008 0102030405060708 00",
      verbosity: 2)
    #expect(text.hasSuffix("ar: . OPT UDPsize=4096 DO [ECS 10.0.0.0/24/0,COOKIE 0102030405060708, [|domain]"))
  }

  @Test func `Times to live are told with -vvv`() {
    #expect(
      query("1234 8180 0000 0001 0000 0000 00 0001 0001 00015181 0004 0a000001", verbosity: 3)
        .hasSuffix("4660 [0q] 1/0/0 . [1d1s] A 10.0.0.1 (27)"))
  }

  @Test func `Over TCP a wrong length is told`() {
    #expect(line(tcp(1024, 53, hex("0003 0000"))).hasSuffix("length 4 [prefix length(3) != length(2)] (invalid)"))
    #expect(line(tcp(1024, 53, hex("000c 1234 0100 0000 0000 0000 0000"))).hasSuffix("length 14 4660+ [0q] (12)"))
  }
}
