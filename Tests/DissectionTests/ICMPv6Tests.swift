import Bytes
import Dissection
import Packets
import Testing

private let addresses = hex("20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002")

private func ipv6(_ next: UInt8, _ payload: [UInt8]) -> [UInt8] {
  hex("60000000") + [0, UInt8(payload.count), next, 64] + addresses + payload
}

@Suite struct ICMPv6Tests {
  @Test func `The header has its fields in wire order`() {
    let fields = fields(of: .icmpv6, hex("80 01 1234 0001 0002"))
    #expect(fields.isInWireOrder)
    #expect(fields.values["icmpv6.type"] == .unsigned(128))
    #expect(fields.values["icmpv6.code"] == .unsigned(1))
    #expect(fields.values["icmpv6.checksum"] == .unsigned(0x1234))
  }

  @Test func `An error is followed by the packet that it quotes, an echo is not`() {
    let quoted = ipv6(17, hex("03e8 07d0 0008 0000"))
    #expect(
      layers(of: ipv6(58, hex("01 04 0000 00000000") + quoted), .ipv6).map(\.kind) == [.ipv6, .icmpv6, .ipv6, .udp])
    #expect(layers(of: ipv6(58, hex("80 00 0000 00000000") + quoted), .ipv6).map(\.kind) == [.ipv6, .icmpv6])
  }

  @Test(arguments: [
    (UInt8(17), "", 2000), (6, "", 2000), (0, "11 00 0104 00000000", 2000), (44, "06 00 0000 00000001", 2000),
    (44, "06 00 0008 00000001", nil), (51, "11 01 0000 00000000 00000000", 2000), (50, "", nil), (0, "11", nil),
  ])
  func `The port that a quoted packet went to is behind its extension headers`(
    next: UInt8, headers: String, port: UInt16?
  ) {
    let quoted = ipv6(next, hex(headers) + (headers == "11" ? [] : hex("03e8 07d0")))
    let message = hex("01 04 0000 00000000") + quoted
    #expect(ICMPv6Message.quotedDestination(in: message.span.bytes)?.port == port)
    for length in 0..<message.count {
      #expect(ICMPv6Message.quotedDestination(in: Array(message.prefix(length)).span.bytes) == nil)
    }
  }

  @Test func `Options are walked to the end of the message, or to a fault`() {
    let bytes = hex("00000000 0101 aabbccddeeff 0501 0000 000005dc 0100")
    var options = NeighborOptions(bytes.span.bytes, from: 4, length: 20)
    var types: [UInt8] = []
    while let option = options.next() { types.append(option.type) }
    #expect(types == [1, 5])
    #expect(options.fault == nil)
    var faulty = NeighborOptions(bytes.span.bytes, from: 4, length: 22)
    while faulty.next() != nil {}
    #expect(faulty.fault == 20)
  }
}
