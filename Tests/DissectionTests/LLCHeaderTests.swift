import Bytes
import Dissection
import Packets
import Testing

@Suite struct LLCHeaderTests {
  private let frame = hex("ffffffffffff 020000000001")

  @Test func `Every field is read, in wire order`() {
    let fields = fields(of: .llc, hex("4243 0102"))
    #expect(fields.names == ["llc.dsap", "llc.ssap", "llc.control"])
    #expect(fields.values["llc.ssap"] == .unsigned(0x43))
    #expect(fields.values["llc.control"] == .unsigned(0x0201))
    #expect(fields.isInWireOrder)
  }

  @Test(arguments: [("aaaa03", 3), ("aaaaaf", 3), ("aaaa0100", 4), ("aaaa0000", 4), ("ffff03", 0)])
  func `The header is as long as its control field`(bytes: String, length: Int) throws {
    #expect(try LLCHeader(hex(bytes).span.bytes).headerLength == length)
  }

  @Test(arguments: ["", "aa", "aaaa", "aaaa00", "aaaa01"])
  func `A cut header is none`(bytes: String) { #expect(fields(of: .llc, hex(bytes)).names.isEmpty) }

  @Test func `Behind SNAP without an organisation are EtherTypes`() {
    let packet = frame + hex("0020 aaaa03 000000 0800 4500 0000") + [UInt8](repeating: 0, count: 40)
    let layers = layers(of: packet, .ethernet)
    #expect(layers.map(\.kind).prefix(4) == [.ethernet, .llc, .snap, .ipv4])
    // The rest is padding.
    #expect(layers[1].length == 32)
    #expect(layers[3].length == 24)
  }

  @Test func `A frame's length is not believed beyond the frame`() {
    #expect(layers(of: frame + hex("0100 f0f003"), .ethernet)[1].length == 3)
  }

  @Test func `Behind SNAP of bridges are frames`() {
    let packet = frame + hex("0026 aaaa03 0080c2 0007 0000") + frame + hex("0800 45")
    #expect(layers(of: packet, .ethernet).map(\.kind) == [.ethernet, .llc, .snap, .ethernet, .ipv4])
  }

  @Test func `The fields of SNAP are read`() {
    let fields = fields(of: .snap, hex("00000c 2000"))
    #expect(fields.values["llc.oui"] == .unsigned(0xc))
    #expect(fields.values["llc.pid"] == .unsigned(0x2000))
    #expect(fields.isInWireOrder)
  }
}
