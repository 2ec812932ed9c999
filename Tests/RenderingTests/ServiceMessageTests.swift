import Dissection
import Packets
import Rendering
import Testing

@Suite struct ServiceMessageLineTests {
  private func told(_ port: Int, _ payload: String, verbosity: Int = 0) -> String {
    let text = line(udp(40_000, port, hex(payload)), verbosity: verbosity)
    return String(text.split(separator: ": ", maxSplits: 1).last ?? "")
  }

  @Test(
    arguments: [
      (525, "05 01 0007 fffffffe 0003d090 6800", "TSP_SETTIME vers 1 seq 7 time -1.750000 name h"),
      (525, "05 01 0007 00000001 ffffffff 6800", "TSP_SETTIME vers 1 seq 7"),
      (88, "6a81", " v5"), (88, "04 0e", " v4 be SAFE: (unknown)"),
      (3456, "0085 0007 00000063", "udp/vat 0 c7 99* f5"), (3456, "f060", "udp/vt 2 96 / 60"),
      (6343, "00000004 00000001 00000000 00000000 00000000 00000000 00000000", "sFlow version 4 packet not supported"),
      (921, "0000001c 0001 0001 00000005 00010001 00000000 00004000 0000 0000", " lwres v1"),
      (7000, "00", " [|rx] (1)"),
      (2103, "5a45504830", " (invalid)"),
    ] as [(Int, String, String)])
  func `Odd messages are told as they stand`(port: Int, payload: String, expected: String) {
    #expect(told(port, payload) == expected)
  }

  @Test func `Acknowledged packets are told as ranges`() {
    let header = "00005fc3 00001234 00000007 00000001 00000009 02 00 00 02 0000 0034"
    let payload = "0001 0002 0000000a 00000009 00000005 07 05 0101010001"
    #expect(told(7000, header + payload).contains(" first 10 serial 5 reason ping response acked 10-12,14 nacked 13"))
  }

  @Test func `Hundredths of a tie are rounded to even`() {
    let packet = udp(1, 2, hex("81c90007 00000001 00000002 00000003 00000004 00000005 00002000 00006000"))
    let lines = texts(of: [packet]) { $0.payloadChoice = PayloadChoice(udp: .rtcp) }
    #expect(lines[0].hasSuffix(" rr 3l 4s 5j @0.12+0.38\n"))
  }
}
