import Packets
import Testing

@Suite struct MACsecLineTests {
  private let icv = [UInt8](repeating: 0x49, count: 16)
  private let inner = udp(1000, 2000, [0x61])
  private let innerLine = "10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 1"

  private func frame(_ tag: String, _ data: [UInt8]) -> [UInt8] {
    hex("020202020202 040404040404 88e5" + tag) + data + icv
  }

  @Test func `What is only signed is told as if it stood in the frame`() {
    let whole = frame("2000 0000004d 0102030405060708 0800", inner)
    #expect(line(whole, .ethernet) == "IP " + innerLine)
    #expect(
      line(whole, .ethernet, showsLinkHeader: true)
        == "04:04:04:04:04:04 > 02:02:02:02:02:02, ethertype 802.1AE MACsec (0x88e5), length \(whole.count): "
        + "an 0, pn 77, flags I, sci 0102030405060708, ethertype IPv4 (0x0800), " + innerLine)
  }

  @Test func `A short length says where padding begins`() {
    let size = UInt8(inner.count + 2)
    let whole = hex("020202020202 040404040404 88e5 00") + [size] + hex("0000004d 0800") + inner + [0, 0, 0] + icv
    #expect(line(whole, .ethernet) == "IP " + innerLine)
  }

  @Test func `What is encrypted is dumped behind the tag`() {
    #expect(
      line(frame("0c00 0000004d", [0x61, 0x62]), .ethernet).hasPrefix(
        "04:04:04:04:04:04 > 02:02:02:02:02:02 802.1AE MACsec, an 0, pn 77, flags EC, \n\t0x0000:  6162 4949"))
  }

  @Test func `A tag that lies or was cut says so`() {
    #expect(line(frame("8000 0000004d 0800", inner), .ethernet) == " (invalid)")
    #expect(line(frame("0040 0000004d 0800", inner), .ethernet) == " (invalid)")
    let whole = frame("2000 0000004d 0102030405060708 0800", inner)
    #expect(line(Array(whole.prefix(20)), .ethernet, originalLength: whole.count) == " [|macsec]")
    for length in 1...whole.count {
      #expect(!line(Array(whole.prefix(length)), .ethernet, originalLength: whole.count).isEmpty)
    }
  }
}
