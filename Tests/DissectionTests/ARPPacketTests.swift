import Bytes
import Dissection
import Packets
import Testing

@Suite struct ARPPacketTests {
  private let request = hex("0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002")

  @Test func `Every field is read, in wire order`() {
    let fields = fields(of: .arp, request)
    #expect(fields.isInWireOrder)
    #expect(fields.names.count == 9)
    #expect(fields.values["arp.opcode"] == .unsigned(1))
    #expect(fields.values["arp.src.hw_mac"] == .mac(MACAddress(rawValue: 0x0200_0000_0001)))
    #expect(fields.values["arp.dst.proto_ipv4"] == .ipv4(IPv4Address(10, 0, 0, 2)))
  }

  @Test func `Addresses stand where their lengths put them`() throws {
    let bytes = hex("0006 0800 02 03 0002 0102 030405 0607 08090a")
    let arp = try ARPPacket(bytes.span.bytes)
    #expect(arp.senderHardware == 8..<10)
    #expect(arp.senderProtocol == 10..<13)
    #expect(arp.targetHardware == 13..<15)
    #expect(arp.targetProtocol == 15..<18)
  }

  @Test func `ATM's addresses have a subaddress, and lengths of six bits`() throws {
    let bytes = hex("0013 0800 42 01 0002 04 43 00 04") + [UInt8](repeating: 0, count: 40)
    let arp = try ATMARPPacket(bytes.span.bytes)
    #expect(arp.senderNumber == 12..<14)
    #expect(arp.senderSubaddress == 14..<15)
    #expect(arp.senderProtocol == 15..<19)
    #expect(arp.targetNumber == 19..<22)
    #expect(arp.targetProtocol == 22..<26)
  }

  @Test func `No prefix of a packet traps`() {
    for count in 0...request.count {
      let fields = fields(of: .arp, Array(request.prefix(count)))
      #expect(fields.names.isEmpty == (count < 8))
    }
  }
}
