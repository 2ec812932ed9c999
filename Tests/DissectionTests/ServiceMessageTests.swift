import Bytes
import Dissection
import Testing

/// Services of which a line tells much and the fields little: the header of each has its fields in wire order, every
/// prefix of it has some or none of them, and numbers that make no sense do no harm.
@Suite struct ServiceMessageTests {
  struct Message: CustomTestStringConvertible, Sendable {
    let kind: ProtocolKind
    let bytes: [UInt8]
    let values: [String: FieldValue]

    init(_ kind: ProtocolKind, _ bytes: String, _ values: [String: FieldValue]) {
      self.kind = kind
      self.bytes = hex(bytes)
      self.values = values
    }

    var testDescription: String { "\(kind)" }
  }

  static let messages = [
    Message(
      .rx, "00005fc3 00001234 00000007 00000001 00000009 01 05 00 02 0000 0034 000001f8",
      ["rx.callnumber": .unsigned(7), "rx.type": .unsigned(1), "rx.serviceid": .unsigned(0x34)]),
    Message(
      .sflow, "00000005 00000001 0a000001 00000003 00000004 00001388 00000002",
      ["sflow_245.header.version": .unsigned(5), "sflow_245.numsamples": .unsigned(2)]),
    Message(.timed, "18 01 0007 03000000 00000000 00", ["tsp.type": .unsigned(24), "tsp.hopcnt": .unsigned(3)]),
    Message(.timed, "01 01 0007 00000005 00000009 00", ["tsp.sec": .unsigned(5), "tsp.usec": .unsigned(9)]),
    Message(.kerberos, "04 02 61", ["krb4.version": .unsigned(4), "krb4.auth_msg_type": .unsigned(2)]),
    Message(
      .someip, "ffff 8100 00000030 0001 0003 01 07 02 09",
      ["someip.serviceid": .unsigned(0xffff), "someip.returncode": .unsigned(9)]),
    Message(.vat, "0005 0007 00000063", ["vat.timestamp": .unsigned(99)]),
    Message(.rtp, "90 e0 0102 00000063 00000007", ["rtp.p_type": .unsigned(0x60), "rtp.ext": .flag(true)]),
    Message(.rtp, "40 7f 0102 00000063 00000007", ["rtp.p_type": .unsigned(0x3f), "rtp.ext": .flag(false)]),
    Message(.rtcp, "81 c9 0007 00000063", ["rtcp.pt": .unsigned(201), "rtcp.rc": .unsigned(1)]),
    Message(
      .netflow, "0005 0001 00000064 00000065 00000066 00000067 00000000",
      ["cflow.count": .unsigned(1), "cflow.sequence": .unsigned(0x67)]),
    Message(.zmtp, "ff 0000000000000002 01 61", ["zmtp.length": .unsigned(2), "zmtp.flags": .unsigned(1)]),
    Message(.zephyr, "5a4550 48302e3200 3100", ["zephyr.version": .text]),
    Message(
      .lwres, "0000001c 0000 0001 00000005 00010001 00000000 00004000 0000 0000",
      ["lwres.opcode": .unsigned(0x10001), "lwres.flags": .unsigned(1)]),
  ]

  @Test(arguments: messages) func `Fields are read in wire order`(message: Message) {
    let fields = fields(of: message.kind, message.bytes)
    #expect(fields.isInWireOrder)
    for (name, value) in message.values { #expect(fields.values[name] == value, "\(name)") }
  }

  @Test(arguments: messages) func `Every prefix has fewer fields or as many`(message: Message) {
    var count = 0
    for length in 0...message.bytes.count {
      let fields = fields(of: message.kind, Array(message.bytes.prefix(length)))
      #expect(fields.ranges.allSatisfy { $0.upperBound <= length })
      #expect(fields.names.count >= count)
      count = fields.names.count
    }
  }

  @Test(arguments: messages) func `Numbers that make no sense do no harm`(message: Message) {
    for at in message.bytes.indices {
      for value in [0x00, 0x7f, 0x80, 0xff] as [UInt8] {
        var bytes = message.bytes
        bytes[at] = value
        let fields = fields(of: message.kind, bytes)
        #expect(fields.ranges.allSatisfy { $0.upperBound <= bytes.count })
      }
    }
  }

  @Test func `A record of NetFlow is whole or none`() throws {
    let bytes = hex("0001 0001 00000064 00000065 00000066") + [UInt8](1...52)
    let datagram = try NetFlowDatagram(bytes.span.bytes)
    let port = try datagram.record(0).sourcePort
    #expect(port == 0x2122)
    #expect((try? datagram.record(1).sourcePort) == nil)
  }
}
