import Bytes
import Dissection
import Packets
import Testing

/// Services with messages of binary fields: DHCPv6, ISAKMP, RADIUS, SNMP, L2TP, PPTP, PTP, EAP, BEEP.
@Suite struct BinaryServiceTests {
  private static let samples: [(ProtocolKind, [UInt8], [String: FieldValue])] = [
    (
      .dhcpv6, hex("01 001234 0008 0002 0005 0063 0000"),
      ["dhcpv6.msgtype": .unsigned(1), "dhcpv6.xid": .unsigned(0x1234), "dhcpv6.option.type": .unsigned(99)]
    ),
    (
      .dhcpv6, [12, 3] + [UInt8](repeating: 1, count: 32) + hex("0012 0001 61"),
      ["dhcpv6.hopcount": .unsigned(3), "dhcpv6.option.type": .unsigned(18)]
    ),
    (
      .isakmp, hex("1122334455667788 0000000000000009 21 20 22 08 00000005 0000001c"),
      [
        "isakmp.ispi": .unsigned(0x1122_3344_5566_7788), "isakmp.rspi": .unsigned(9),
        "isakmp.nextpayload": .unsigned(33),
        "isakmp.version": .unsigned(0x20), "isakmp.exchangetype": .unsigned(34), "isakmp.flags": .unsigned(8),
        "isakmp.messageid": .unsigned(5), "isakmp.length": .unsigned(28),
      ]
    ),
    (
      .radius, hex("01 05 0017 000102030405060708090a0b0c0d0e0f 010361"),
      ["radius.code": .unsigned(1), "radius.avp.type": .unsigned(1), "radius.avp.length": .unsigned(3)]
    ),
    (
      .snmp, hex("30 0d 020101 0403616263 a003 020101"),
      ["snmp.version": .unsigned(1), "snmp.community": .text, "snmp.data": .unsigned(0)]
    ),
    (
      .l2tp, hex("c802 000c 0003 0004 0001 0002"),
      [
        "l2tp.type": .flag(true), "l2tp.version": .unsigned(2), "l2tp.length": .unsigned(12),
        "l2tp.tunnel": .unsigned(3),
        "l2tp.session": .unsigned(4),
      ]
    ),
    (
      .pptp, hex("0010 0001 1a2b3c4d 0005 0000 00000001"),
      [
        "pptp.length": .unsigned(16), "pptp.magic_cookie": .unsigned(0x1a2b_3c4d),
        "pptp.control_message_type": .unsigned(5),
      ]
    ),
    (
      .ptp, hex("1b 12 0040 01 02 0200 000000000005 0006 00000000 1122334455667788 0001 0009 05 ff"),
      [
        "ptp.v2.majorsdoid": .unsigned(1), "ptp.v2.messagetype": .unsigned(11), "ptp.v2.minorversionptp": .unsigned(1),
        "ptp.v2.versionptp": .unsigned(2), "ptp.v2.correction.ns": .unsigned(5), "ptp.v2.sequenceid": .unsigned(9),
        "ptp.v2.logmessageperiod": .unsigned(255),
      ]
    ),
    (
      .eapol, hex("01 00 0005 01 07 0005 01"),
      ["eapol.version": .unsigned(1), "eapol.type": .unsigned(0), "eapol.len": .unsigned(5)]
    ),
    (
      .eap, hex("01 07 0005 01"),
      ["eap.code": .unsigned(1), "eap.id": .unsigned(7), "eap.len": .unsigned(5), "eap.type": .unsigned(1)]
    ),
    (.beep, Array("ERR 0".utf8), ["beep.cmd": .text]),
  ]

  @Test(arguments: samples.indices)
  func `Every field is read, in wire order`(index: Int) {
    let (kind, bytes, expected) = Self.samples[index]
    let told = fields(of: kind, bytes)
    for (name, value) in expected { #expect(told.values[name] == value, "\(name)") }
    #expect(told.isInWireOrder)
  }

  @Test(arguments: samples.indices)
  func `Any prefix is read without a trap`(index: Int) {
    let (kind, bytes, _) = Self.samples[index]
    for count in 0...bytes.count { _ = fields(of: kind, Array(bytes.prefix(count))) }
  }

  @Test(
    arguments: [
      (4500, "00000000 1122334455667788 0000000000000000 21 20 22 08 00000000 0000001c", [.natTraversal, .isakmp]),
      (4500, "00001000 00000001 0000", [.natTraversal, .esp]),
      (1701, "0002 0003 0004 ff03 0021 45", [.l2tp, .ppp, .ipv4]), (1701, "c802 0006 0003 0004", [.l2tp]),
      (161, "3000", [.snmp]), (319, "0002", [.ptp]), (546, "01001234", [.dhcpv6]),
    ] as [(UInt16, String, [ProtocolKind])])
  func `Ports and headers name what is inside`(port: UInt16, payload: String, expected: [ProtocolKind]) {
    let bytes = hex(payload)
    let length = UInt16(28 + bytes.count)
    let packet =
      hex("4500") + [UInt8(length >> 8), UInt8(length & 0xff)] + hex("00010000 40110000 0a000001 0a000002 ffff")
      + [UInt8(port >> 8), UInt8(port & 0xff)] + [0, UInt8(bytes.count + 8), 0, 0] + bytes
    #expect(layers(of: packet, .ipv4).map(\.kind) == [.ipv4, .udp] + expected)
  }

  @Test func `An attribute of RADIUS that is longer than the message is the last`() {
    let message = hex("01 05 001a 000102030405060708090a0b0c0d0e0f 0109 61 0103 62")
    let told = fields(of: .radius, message)
    #expect(told.names.filter { $0 == "radius.avp.type" }.count == 1)
  }

  @Test(arguments: [("0202 0102", 0x102), ("0202 ff00", -256), ("0205 0100000001", 1)] as [(String, Int32)])
  func `Integers of ASN.1 are signed and 32 bits wide`(encoded: String, expected: Int32) throws {
    let bytes = hex(encoded)
    let element = try ASN1Element(bytes.span.bytes, at: 0, length: bytes.count)
    #expect(element.integer(bytes.span.bytes) == expected)
  }

  @Test(arguments: ["", "1f 85", "30", "30 82 01", "30 05 00"])
  func `Elements of ASN.1 that do not fit are faults`(encoded: String) {
    let bytes = hex(encoded)
    #expect(throws: ASN1Element.Fault.self) { try ASN1Element(bytes.span.bytes, at: 0, length: bytes.count) }
  }
}
