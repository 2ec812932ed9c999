import Bytes
import Dissection
import Packets
import Testing

@Suite struct ICMPMessageTests {
  private let quoted = hex("4500 001c 0001 0000 4011 0000 0a000001 0a000002 0400 0035 0008 0000")

  @Test func `The fields of an echo are read in wire order`() {
    let fields = fields(of: .icmp, hex("0800 1234 0007 0009"))
    #expect(fields.names == ["icmp.type", "icmp.code", "icmp.checksum", "icmp.ident", "icmp.seq"])
    #expect(fields.values["icmp.checksum"] == .unsigned(0x1234))
    #expect(fields.values["icmp.seq"] == .unsigned(9))
    #expect(fields.isInWireOrder)
  }

  @Test(arguments: [3, 4, 5, 11, 12] as [UInt8])
  func `An error is followed by the packet that it quotes`(type: UInt8) {
    let packet = hex("4500 0000 0000 0000 4001 0000 0a000001 0a000002") + [type] + hex("03 0000 00000000") + quoted
    #expect(layers(of: packet, .ipv4).map(\.kind).prefix(4) == [.ipv4, .icmp, .ipv4, .udp])
  }

  @Test func `An echo quotes nothing, whatever it carries`() {
    let packet = hex("4500 0000 0000 0000 4001 0000 0a000001 0a000002 0800 0000 00000000") + quoted
    #expect(layers(of: packet, .ipv4).map(\.kind) == [.ipv4, .icmp])
  }

  @Test func `The quoted packet is as long as its own header says`() {
    let packet = hex("4500 0000 0000 0000 4001 0000 0a000001 0a000002 0303 0000 00000000") + quoted + [1, 2, 3]
    #expect(layers(of: packet, .ipv4)[2].length == 28)
  }

  @Test func `Extension objects are told one by one`() throws {
    let bytes = hex("2000 0000 0008 0101 00000000 0004 0201")
    var extensions = ICMPExtensions(bytes.span.bytes, length: bytes.count)
    #expect(extensions.version == 2)
    let object = try extensions.next()
    #expect(object?.objectClass == 1)
    #expect(object?.length == 8)
    #expect(object?.dataOffset == 8)
    // Nothing but a header is left.
    #expect(try extensions.next() == nil)
  }

  @Test(arguments: ["2000 0000 0003 0101 00000000 00", "2000 0000 0008 0001 00000000 00000000"])
  func `An object that is too short or has no class is the last`(text: String) throws {
    let bytes = hex(text)
    var extensions = ICMPExtensions(bytes.span.bytes, length: bytes.count)
    #expect(try extensions.next() != nil)
    #expect(try extensions.next() == nil)
  }
}
