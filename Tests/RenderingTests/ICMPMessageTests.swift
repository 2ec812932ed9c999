import Bytes
import Packets
import Testing

@Suite struct ICMPMessageLineTests {
  private let quoted = udp(1024, 53, [])

  private func icmp(_ head: String, quoting packet: [UInt8] = [], verbosity: Int = 0) -> String {
    var message = hex(head) + packet
    var sum = InternetChecksum()
    sum.add(message.span.bytes)
    message.replaceSubrange(2..<4, with: big16(Int(sum.value)))
    return String(line(ipv4(1, message), verbosity: verbosity).drop { $0 != ">" }.dropFirst(12))
  }

  @Test(arguments: [
    ("0800 0000 0001 0002", "ICMP echo request, id 1, seq 2, length 8"),
    ("0000 0000 0001 0002", "ICMP echo reply, id 1, seq 2, length 8"),
    ("0a00 0000 0000 0000", "ICMP router solicitation, length 8"),
    ("0900 0000 0102 0e11 0a000003 00000007", "ICMP router advertisement lifetime 1:00:01 1: {10.0.0.3 7}, length 16"),
    ("0900 0000 0003 0041", "ICMP router advertisement lifetime 1:05 0: [size 3], length 8"),
    (
      "0e00 0000 0001 0002 000003e8 0036ee80 00000001",
      "ICMP time stamp reply id 1 seq 2: org 00:00:01.000, recv 01:00:00.000, xmit 00:00:00.001, length 20"
    ),
    ("1200 0000 0000 0000 ffffff00", "ICMP address mask is 0xffffff00, length 12"),
    ("2a00 0000 0000 0000", "ICMP type-#42, length 8"),
    ("0c01 0000 0000 0000", "ICMP parameter problem - code 1, length 8"),
    ("0800 0000 00", " [|icmp]"), ("0301 0000 00000000", " [|icmp]"),
  ])
  func `Messages are told whole or not at all`(bytes: String, expected: String) { #expect(icmp(bytes) == expected) }

  @Test(arguments: [
    ("0300 0000 00000000", "net 10.0.0.2 unreachable"), ("0302 0000 00000000", "10.0.0.2 protocol 17 unreachable"),
    ("0303 0000 00000000", "10.0.0.2 udp port 53 unreachable"),
    ("0304 0000 000005dc", "10.0.0.2 unreachable - need to frag (mtu 1500)"),
    ("030d 0000 00000000", "host 10.0.0.2 unreachable - admin prohibited filter"),
    ("0310 0000 00000000", "10.0.0.2 unreachable - #16"), ("0501 0000 0a000009", "redirect 10.0.0.2 to host 10.0.0.9"),
    ("0504 0000 0a000009", "redirect-#4 10.0.0.2 to 10.0.0.9"), ("0b00 0000 00000000", "time exceeded in-transit"),
    ("0400 0000 00000000", "source quench"),
  ])
  func `Errors tell whom they are about`(bytes: String, expected: String) {
    #expect(icmp(bytes, quoting: quoted) == "ICMP \(expected), length 36")
  }

  @Test func `The quoted packet is told with -v`() {
    let text = line(ipv4(1, hex("0303 7c46 00000000") + quoted), verbosity: 1)
    #expect(text.contains("\n\tIP (tos 0x0, ttl 64, id 1, "))
    #expect(text.hasSuffix("\n    10.0.0.1.1024 > 10.0.0.2.53: domain [length 0 < 12] (invalid)"))
  }

  @Test func `A wrong checksum is told with -v`() {
    #expect(line(ipv4(1, hex("0800 0001 0001 0002")), verbosity: 1).hasSuffix(" (wrong icmp cksum 1 (->f7fc)!)"))
  }

  @Test func `A label stack behind the quoted packet is told with -v`() {
    let padded = udp(1024, 2048, [UInt8](repeating: 0, count: 100))
    let text = icmp("0b00 0000 0011 0000", quoting: padded + hex("2000 c6e1 0008 0101 0001 0340"), verbosity: 1)
    #expect(text.contains("\n\tICMP Multi-Part extension v2, checksum 0xc6e1 ("))
    #expect(
      text.hasSuffix("\n\t  MPLS Stack Entry Object (1), Class-Type: 1, length 8\n\t    label 16, tc 1, [S], ttl 64"))
  }
}
