import Packets
import Testing

@Suite struct ARPPacketLineTests {
  private let frame = hex("ffffffffffff 020000000001 0806")

  @Test(arguments: [
    ("0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002", "Request who-has 10.0.0.2 tell 10.0.0.1"),
    (
      "0001 0800 06 04 0001 020000000001 0a000001 020000000002 0a000002",
      "Request who-has 10.0.0.2 (02:00:00:00:00:02) tell 10.0.0.1"
    ),
    ("0001 0800 06 04 0002 020000000001 0a000001 020000000002 0a000002", "Reply 10.0.0.1 is-at 02:00:00:00:00:01"),
    (
      "0001 0800 06 04 0003 020000000001 00000000 020000000002 00000000",
      "Reverse Request who-is 02:00:00:00:00:02 tell 02:00:00:00:00:01"
    ),
    ("000f 0800 02 04 0009 1841 0a000001 0000 0a000002", "Inverse Reply DLCI 100 at 10.0.0.1"),
    ("0001 0800 00 04 0001 0a000001 0a000002", "Ethernet (len 0), IPv4 (len 4)"),
    ("0001 86dd 01 01 0001 01020304", "Ethernet (len 1), IPv6 (len 1)"),
    ("0021 1234 01 01 0001 01020304", "Unknown Hardware (33), Unknown Protocol (0x1234) (len 1)"),
    ("0013 0800 02 00 0002 04 00 00 04 4701 0a000001 0a000002", "Reply 10.0.0.1 is-at 47:01"),
  ])
  func `Requests and answers are told`(bytes: String, expected: String) {
    let packet = hex(bytes)
    let text = line(frame + packet, .ethernet)
    if expected.contains("Unknown") {
      #expect(text == "ARP, Unknown Hardware (33) (len 1), Unknown Protocol (0x1234) (len 1), length \(packet.count)")
    } else {
      #expect(text == "ARP, \(expected), length \(packet.count)")
    }
  }

  @Test func `The kinds of addresses are told with -v, the name only without -e`() {
    let packet = frame + hex("0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002")
    #expect(
      line(packet, .ethernet, verbosity: 1)
        == "ARP, Ethernet (len 6), IPv4 (len 4), Request who-has 10.0.0.2 tell 10.0.0.1, length 28")
    #expect(
      line(packet, .ethernet, showsLinkHeader: true).hasSuffix(
        "length 42: Request who-has 10.0.0.2 tell 10.0.0.1, length 28"))
  }

  @Test func `A packet that is cut in its addresses has a mark`() {
    #expect(line(frame + hex("0001 0800 06 04 0001 020000000001"), .ethernet) == " [|arp]")
  }

  @Test func `An unknown operation is dumped`() {
    #expect(
      line(frame + hex("0001 0800 00 04 0063 0a000001 0a000002"), .ethernet, verbosity: 1).contains(
        "Unknown (99) \n\t0x0000:  0001 0800"))
  }
}
