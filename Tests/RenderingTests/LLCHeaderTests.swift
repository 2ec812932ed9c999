import Packets
import Testing

@Suite struct LLCHeaderLineTests {
  private func frame(_ payload: String) -> [UInt8] {
    let bytes = hex(payload)
    return hex("020000000002 020000000001") + big16(bytes.count) + bytes
  }

  private func told(_ payload: String) -> String { String(line(frame(payload), .ethernet).prefix { $0 != "\n" }) }

  @Test(arguments: [
    ("f0f003", "02:00:00:00:00:01 > 02:00:00:00:00:02 NetBeui Unnumbered, ui, Flags [Command], length 3"),
    (
      "f01113",
      "02:00:00:00:00:01 Unknown SSAP 0x10 > 02:00:00:00:00:02 NetBeui Unnumbered, ui, Flags [Final], length 3"
    ),
    (
      "0404 0502",
      "02:00:00:00:00:01 > 02:00:00:00:00:02 SNA Supervisory, Receiver not Ready, rcv seq 1, Flags [Command], length 4"
    ),
    (
      "0405 0203",
      "02:00:00:00:00:01 > 02:00:00:00:00:02 SNA Information, send seq 1, rcv seq 1, Flags [Final], length 4"
    ),
    ("0404af 810102", "02:00:00:00:00:01 > 02:00:00:00:00:02 SNA Unnumbered, xid, Flags [Command], length 6: 01 02"),
    (
      "aaaa03 000000 7777 00",
      "02:00:00:00:00:01 > 02:00:00:00:00:02 SNAP, ethertype Unknown (0x7777), length 1: "
    ),
    (
      "aaaa03 00000c 9999 00",
      "02:00:00:00:00:01 > 02:00:00:00:00:02 SNAP, oui Cisco (0x00000c), pid Unknown (0x9999), length 1: "
    ),
    ("f0", " [|llc]"), ("aaaa03 0000", " [|snap]"),
  ])
  func `Frames are told with their stations and access points`(payload: String, expected: String) {
    #expect(told(payload) == expected)
  }

  @Test func `With -e the header is told before the frame`() {
    #expect(
      line(frame("f0f17f"), .ethernet, showsLinkHeader: true).prefix { $0 != "\n" }
        == "02:00:00:00:00:01 > 02:00:00:00:00:02, 802.3, length 3: LLC, dsap NetBeui (0xf0) Individual, "
        + "ssap NetBeui (0xf0) Response, ctrl 0x7f: Unnumbered, sabme, Flags [Final], length 3")
  }

  @Test func `Numbered information is dumped, padding is not`() {
    #expect(
      line(frame("0404 0200 61") + [0, 0], .ethernet).hasSuffix(
        "\n\t0x0000:  0404 0200 61                             ....a"))
  }
}
