import Bytes
import Dissection
import Packets
import Testing

@Suite struct SpanningTreeMessageTests {
  private let message = hex(
    "0000 00 00 01 8000020000000001 00000004 8000020000000002 8001 0100 1400 0200 0f00")

  @Test func `The fields are read in wire order`() {
    let fields = fields(of: .stp, message)
    #expect(fields.names == ["stp.protocol", "stp.version", "stp.type", "stp.flags", "stp.root.cost", "stp.port"])
    #expect(fields.values["stp.root.cost"] == .unsigned(4))
    #expect(fields.values["stp.port"] == .unsigned(0x8001))
    #expect(fields.isInWireOrder)
  }

  @Test func `No prefix traps`() {
    for count in 0..<message.count {
      #expect(fields(of: .stp, Array(message.prefix(count))).names.count == (count < 4 ? 0 : 3))
    }
  }

  @Test func `It hangs at an access point of LLC and at Cisco's numbers`() {
    let frame = hex("0180c2000000 020000000001 0026 424203") + message
    #expect(layers(of: frame, .ethernet).map(\.kind) == [.ethernet, .llc, .stp])
    let cisco = hex("0100000ccccd 020000000001 002b aaaa03 00000c 010b") + message
    #expect(layers(of: cisco, .ethernet).map(\.kind) == [.ethernet, .llc, .snap, .stp])
  }
}
