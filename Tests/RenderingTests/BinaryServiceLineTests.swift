import Bytes
import Dissection
import Packets
import Rendering
import Testing

/// Lines of services that have more to tell than a sample shows.
@Suite struct BinaryServiceLineTests {
  private func told(_ port: Int, _ payload: [UInt8], verbosity: Int = 0) -> String {
    let text = line(udp(9, port, payload), verbosity: verbosity)
    return text.split(separator: "10.0.0.2.\(port): ", maxSplits: 1).last.map(String.init) ?? text
  }

  @Test(arguments: [
    ("01 001234", "dhcp6 solicit"), ("63 000001", "dhcp6 msgtype-99"), ("01 0012", "dhcp6 [|dhcp6]"),
  ])
  func `DHCPv6 tells the message alone without -v`(payload: String, expected: String) {
    #expect(told(547, hex(payload)) == expected)
  }

  @Test(arguments: [
    ("0007 0001 05", " (preference 5)"), ("0007 0002 0505", " (preference ?)"),
    ("000d 0002 0002", " (status-code NoAddrsAvail)"),
    ("000d 0002 0100", " (status-code INVALID code)"), ("0063 0000", " (opt_99)"),
    ("0018 0004 02646500", " (DNS-search-list de.)"),
    ("0007 0005 05", " [|dhcp6]"), ("0001 0002 0009", " (client-ID type 9)"),
  ])
  func `Options of DHCPv6 are told with -v`(option: String, expected: String) {
    #expect(told(547, hex("01 000001" + option), verbosity: 1) == "dhcp6 solicit (xid=1\(expected))")
  }

  @Test func `Options in options end at a limit`() {
    var nested: [UInt8] = []
    for _ in 0..<2000 { nested = hex("002d") + big16(nested.count) + nested }
    let text = told(547, hex("01 000001") + nested, verbosity: 1)
    #expect(text.contains("[|dhcp6]"))
    #expect(text.utf8.count < 4096)
  }

  @Test func `Payloads of ISAKMP in payloads end at a limit`() {
    var nested: [UInt8] = []
    for _ in 0..<500 {
      nested = hex("01 00") + big16(nested.count + 12) + hex("00000001 00000001") + nested
    }
    let header = hex("1122334455667788 0000000000000009 01 10 02 00 00000000 00000000")
    #expect(told(500, header + nested, verbosity: 3).utf8.count < 64 * 1024)
  }

  @Test func `ISAKMP knows again who began an exchange`() {
    let first = udp(500, 500, hex("1122334455667788 0000000000000000 00 10 02 00 00000000 0000001c"))
    let later = udp(500, 500, hex("1122334455667788 0000000000000009 00 10 02 00 00000000 0000001c"))
    var answer = later
    answer.replaceSubrange(12..<20, with: later[16..<20] + later[12..<16])
    var renderer = LineRenderer(options: RenderOptions())
    var out = TextBuffer()
    for (index, packet) in [later, first, later, answer].enumerated() {
      renderer.render(
        CapturedPacket(
          timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: packet.count, linkType: .ipv4,
          bytes: packet.span.bytes),
        number: index + 1, into: &out)
    }
    let roles = String(decoding: out.copy(), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").suffix(2).first
    }
    #expect(roles == ["?", "I", "I", "R"])
  }

  @Test(arguments: [
    ("30 03 020109", " SNMP [version = 9]"), ("", " [nothing to parse]"), ("30", " [no asnlen]"),
    ("30 05 00", " [len1<asnlen5]"), ("30 03 040100", " [version!=INT]00"), ("0e 00", " [P/U/U-14][!init SEQ]"),
  ])
  func `SNMP tells what is wrong`(payload: String, expected: String) { #expect(told(161, hex(payload)) == expected) }

  @Test(arguments: [
    ("ff", "isakmp-nat-keep-alive"), ("ffff", " [|isakmp_rfc3948]"),
    ("00001000 00000001 00", "UDP-encap: ESP(spi=0x00001000,seq=0x1), length 9"),
  ])
  func `What is behind a translator of addresses says what it is`(payload: String, expected: String) {
    #expect(told(4500, hex(payload)) == expected)
  }

  @Test(arguments: [
    ("0001", " l2f:"), ("0003", " Unknown Version, neither L2F(1) nor L2TP(2)"),
    ("8002 0001 0002", " l2tp:[T](1/2) No length"),
  ])
  func `L2TP tells its version and flags`(payload: String, expected: String) {
    #expect(told(1701, hex(payload)) == expected)
  }
}
