import Bytes
import Dissection
import Packets
import Testing

private let addresses = hex("20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002")
private let datagram = hex("03e8 07d0 000c 0000 61626364")

private func ipv6(_ next: UInt8, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
  let length = length ?? payload.count
  return hex("6 12 34567") + [UInt8(length >> 8), UInt8(length & 0xff), next, 64] + addresses + payload
}

@Suite struct IPv6Tests {
  @Test func `The fixed header has its fields in wire order`() {
    let fields = fields(of: .ipv6, ipv6(17, datagram))
    #expect(fields.isInWireOrder)
    #expect(fields.values["ipv6.tclass"] == .unsigned(0x12))
    #expect(fields.values["ipv6.flow"] == .unsigned(0x34567))
    #expect(fields.values["ipv6.plen"] == .unsigned(12))
    #expect(fields.values["ipv6.dst"] == .ipv6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 2)))
  }

  @Test(arguments: [
    (ipv6(17, datagram), [ProtocolKind.ipv6, .udp]),
    (ipv6(0, hex("11 00 0502 0000 0100") + datagram), [.ipv6, .hopByHop, .udp]),
    (ipv6(60, hex("11 00 0104 0000 0000") + datagram), [.ipv6, .destinationOptions, .udp]),
    (ipv6(43, hex("11 02 02 01 00000000") + addresses.prefix(16) + datagram), [.ipv6, .routing, .udp]),
    (ipv6(43, hex("11 03 02 01 00000000") + addresses), [.ipv6, .routing]),
    (ipv6(44, hex("11 00 0001 00001234") + datagram), [.ipv6, .fragment, .udp]),
    (ipv6(44, hex("11 00 0008 00001234") + datagram), [.ipv6, .fragment]),
    (ipv6(51, hex("11 01 0000 00000001 00000002") + datagram), [.ipv6, .authentication, .udp]),
    (ipv6(50, hex("00000001 00000002 ff")), [.ipv6, .esp]),
    (ipv6(108, hex("06 00 0002")), [.ipv6, .ipcomp]),
    (ipv6(135, hex("3b 00 00 00 0000 0000")), [.ipv6, .mobility]),
    (ipv6(59, [1, 2]), [.ipv6]),
  ])
  func `Extension headers are layers of their own`(packet: [UInt8], kinds: [ProtocolKind]) {
    #expect(layers(of: packet, .ipv6).map(\.kind) == kinds)
  }

  @Test func `The payload is what the header declares`() throws {
    let udp = try #require(layers(of: ipv6(17, datagram + [0, 0]), .ipv6).last)
    #expect(udp.length == 14)
    let padded = ipv6(17, datagram, length: 12) + [0, 0]
    #expect(layers(of: padded, .ipv6).last?.range == 40..<52)
    #expect(layers(of: ipv6(17, datagram, length: 0), .ipv6).last?.length == 0)
  }

  @Test(arguments: [("c204 00010000", 65_536), ("c204 0000ffff", nil), ("c203 010000 00", nil), ("0104 00000000", nil)])
  func `A jumbo payload option gives the length when it is valid`(option: String, length: Int?) throws {
    let bytes = ipv6(0, hex("11 00") + hex(option), length: 0)
    let packet = try IPv6Packet(bytes.span.bytes)
    #expect(packet.jumboPayloadLength.map(Int.init) == length)
    #expect(packet.payloadLength == length)
  }

  @Test func `A packet goes to the last stop of its routing header in the end`() throws {
    let stops = hex("11 04 00 01 00000000") + addresses
    let packet = ipv6(60, hex("2b 00 0104 00000000") + stops + datagram)
    #expect(try IPv6Packet(packet.span.bytes).finalDestination.rawValue & 0xff == 2)
    var segments = packet
    segments[50] = 4
    #expect(try IPv6Packet(segments.span.bytes).finalDestination.rawValue & 0xff == 1)
    var odd = packet
    odd[49] = 3
    #expect(try IPv6Packet(odd.span.bytes).finalDestination.rawValue & 0xff == 2)
  }

  @Test func `Options end at one that reaches beyond the header`() {
    let bytes = hex("00 0502 0000 01ff 00")
    var options = IPv6Options(bytes.span.bytes)
    var types: [UInt8] = []
    while let option = options.next() { types.append(option.type) }
    #expect(types == [0, 5])
    #expect(options.fault == 5)
  }

  @Test(arguments: [
    (LinkType.null, "02000000 45", ProtocolKind.loopback), (.loop, "00000002 45", .loopback),
    (.linuxSLL, "0000 0001 0006 020000000001 0000 0800 45", .cooked),
    (.linuxSLL2, "0800 0000 00000001 0001 00 06 020000000001 0000 45", .cooked2),
  ])
  func `Link types without Ethernet lead to IP`(linkType: LinkType, bytes: String, kind: ProtocolKind) {
    #expect(layers(of: hex(bytes), linkType).map(\.kind) == [kind, .ipv4])
    #expect(fields(of: kind, hex(bytes)).isInWireOrder)
  }

  @Test(arguments: [
    ProtocolKind.hopByHop, .destinationOptions, .routing, .fragment, .mobility, .authentication, .esp, .ipcomp,
  ])
  func `Every extension header tells its fields in wire order, whole or cut`(kind: ProtocolKind) {
    let bytes = hex("11 02 00 01 0000 0000") + addresses
    for length in 0...bytes.count { #expect(fields(of: kind, Array(bytes.prefix(length))).isInWireOrder) }
    #expect(!fields(of: kind, bytes).names.isEmpty)
  }
}
