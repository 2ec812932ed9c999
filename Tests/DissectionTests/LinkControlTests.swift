import Bytes
import Dissection
import Packets
import Testing

/// A message of a link control protocol, and what is read in it.
struct LinkControlCase: CustomTestStringConvertible, Sendable {
  let kind: ProtocolKind
  /// The frame around the message.
  let frame: String
  let message: String
  let names: [String]
  var testDescription: String { "\(kind)" }

  private static func ether(_ type: String) -> String { "020000000002 020000000001" + type }
  private static func cisco(_ number: String) -> String { "01000ccccccc 020000000001 0100 aaaa03 00000c" + number }

  static let all: [LinkControlCase] = [
    LinkControlCase(
      kind: .lldp, frame: ether("88cc"), message: "0207 04020000000001 0602 0078 0000",
      names: [
        "lldp.tlv.type", "lldp.tlv.len", "lldp.chassis.subtype", "lldp.tlv.type", "lldp.tlv.len", "lldp.time_to_live",
      ]
    ),
    LinkControlCase(
      kind: .cdp, frame: cisco("2000"), message: "02b41234 0001 0006 6162",
      names: ["cdp.version", "cdp.ttl", "cdp.checksum", "cdp.tlv.type", "cdp.tlv.len", "cdp.tlv.value"]),
    LinkControlCase(
      kind: .dtp, frame: cisco("2004"), message: "01 0002 0005 81",
      names: ["dtp.version", "dtp.tlv_type", "dtp.tlv_len", "dtp.data"]),
    LinkControlCase(
      kind: .udld, frame: cisco("0111"), message: "21011234 0004 0005 07",
      names: [
        "udld.version", "udld.opcode", "udld.flags", "udld.checksum", "udld.tlv.type", "udld.tlv.len", "udld.tlv.data",
      ]),
    LinkControlCase(
      kind: .vtp, frame: cisco("2003"),
      message: "01030003" + String(repeating: "61", count: 32) + "00000007",
      names: ["vtp.version", "vtp.code", "vtp.reserved", "vtp.md_len", "vtp.md", "vtp.start_value"]),
    LinkControlCase(
      kind: .slow, frame: ether("8809"),
      message: "0101 0114 8000 020000000001 0001 8000 0002 3d 000000",
      names: [
        "slow.subtype", "lacp.version", "lacp.actor.sys_priority", "lacp.actor.sysid", "lacp.actor.key",
        "lacp.actor.port_priority", "lacp.actor.port", "lacp.flags.a",
      ]),
    LinkControlCase(
      kind: .mpcp, frame: ether("8808"), message: "0001 00ff 0000", names: ["macc.opcode", "macc.pause_time"]),
    LinkControlCase(
      kind: .realtek, frame: ether("8899"), message: "01 01 2379 0100 02000000",
      names: ["rrcp.proto", "rrcp.reply", "rrcp.opcode", "rrcp.authkey", "rrcp.reg_addr", "rrcp.reg_data"]),
    LinkControlCase(
      kind: .nlb, frame: ether("886f"), message: "bbaa010200000000 05000000 0a000001 0a000002",
      names: ["msnlb.priority", "msnlb.cluster_virtual_ip", "msnlb.host_ip"]),
    LinkControlCase(
      kind: .ipx, frame: ether("8137"),
      message: "ffff001e0011 00000001ffffffffffff0451 000000020200000000014001",
      names: [
        "ipx.checksum", "ipx.len", "ipx.hops", "ipx.packet_type", "ipx.dst.net", "ipx.dst.node", "ipx.dst.socket",
        "ipx.src.net", "ipx.src.node", "ipx.src.socket",
      ]),
    LinkControlCase(
      kind: .vqp, frame: ether("0800") + "4500004000010000401100000a0000010a000002 0635 0635 002c 0000",
      message: "01030001 00000001 00000c03 0003 616263",
      names: [
        "vqp.version", "vqp.type", "vqp.error", "vqp.items", "vqp.sequence", "vqp.object.type", "vqp.object.length",
        "vqp.object.value",
      ]),
  ]
}

@Suite struct LinkControlTests {
  @Test(arguments: LinkControlCase.all)
  func `The fields are told in wire order`(sample: LinkControlCase) {
    let found = fields(of: sample.kind, hex(sample.message))
    #expect(found.names == sample.names)
    #expect(found.isInWireOrder)
  }

  @Test(arguments: LinkControlCase.all)
  func `It is found where it hangs`(sample: LinkControlCase) {
    #expect(layers(of: hex(sample.frame + sample.message), .ethernet).last?.kind == sample.kind)
  }

  @Test(arguments: LinkControlCase.all)
  func `No prefix and no byte of ones makes it trap`(sample: LinkControlCase) {
    let message = hex(sample.message)
    for count in 0..<message.count {
      #expect(fields(of: sample.kind, Array(message.prefix(count))).names.count <= sample.names.count)
    }
    for at in message.indices {
      var wrong = message
      wrong[at] = 0xff
      #expect(fields(of: sample.kind, wrong).ranges.allSatisfy { $0.upperBound <= wrong.count })
    }
  }

  @Test func `Values stand where the formats say`() {
    #expect(fields(of: .slow, hex(LinkControlCase.all[5].message)).values["lacp.actor.port"] == .unsigned(2))
    #expect(fields(of: .realtek, hex(LinkControlCase.all[7].message)).values["rrcp.reg_data"] == .unsigned(2))
    #expect(fields(of: .nlb, hex(LinkControlCase.all[8].message)).values["msnlb.priority"] == .unsigned(5))
    #expect(
      fields(of: .ipx, hex(LinkControlCase.all[9].message)).values["ipx.src.node"]
        == .mac(MACAddress(rawValue: 0x0200_0000_0001)))
  }

  @Test func `Elements that say less than their own header end the list of fields`() {
    #expect(fields(of: .cdp, hex("02b41234 0001 0003 6162")).names.count == 3)
    #expect(fields(of: .udld, hex("21011234 0001 0000")).names.count == 4)
  }

  @Test func `Cisco's routing protocol is looked for behind IPX by its socket alone`() {
    let head = "ffff0022001100000001ffffffffffff"
    let tail = "00000002020000000001 4001 01020304"
    #expect(layers(of: hex("020000000002 020000000001 8137" + head + "0451" + tail), .ethernet).last?.kind == .ipx)
  }
}
