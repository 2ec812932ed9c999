import Bytes
import Dissection
import Packets
import Testing

/// The services that speak in datagrams: BOOTP and DHCP, NTP, TFTP, syslog; and the first line of SSH.
@Suite struct DatagramMessageTests {
  private let request =
    hex("01 01 06 02 12345678 0009 8000 0a000001 0a000002 0a000003 0a000004 020000000001")
    + [UInt8](repeating: 0, count: 202)

  @Test func `The fields of BOOTP are read in wire order`() {
    let fields = fields(of: .bootp, request + hex("63825363 00 350101 ff"))
    #expect(fields.names.count == 12)
    #expect(fields.values["dhcp.id"] == .unsigned(0x1234_5678))
    #expect(fields.values["dhcp.ip.relay"] == .ipv4(IPv4Address(10, 0, 0, 4)))
    #expect(fields.values["dhcp.option.type"] == .unsigned(53))
    #expect(fields.isInWireOrder)
  }

  @Test func `Options end at their end, or where one is cut`() {
    #expect(fields(of: .bootp, request + hex("63825363 0c0161 ff 0c0161")).names.count == 12)
    #expect(fields(of: .bootp, request + hex("63825363 0c0561")).names.count == 11)
    #expect(fields(of: .bootp, request + hex("00000000 0c0161")).names.count == 11)
  }

  @Test func `No prefix of a BOOTP message is more than cut`() throws {
    for count in 0..<236 { #expect(fields(of: .bootp, Array(request.prefix(count))).names.isEmpty) }
    let bytes = Array(request.prefix(34))
    let station = try BOOTPMessage.Partial(bytes.span.bytes).clientStation
    #expect(station == MACAddress(rawValue: 0x0200_0000_0001))
  }

  @Test func `The first byte of NTP has three fields`() throws {
    let fields = fields(of: .ntp, [0xe3, 0x02])
    #expect(fields.values["ntp.flags.li"] == .unsigned(3))
    #expect(fields.values["ntp.flags.vn"] == .unsigned(4))
    #expect(fields.values["ntp.flags.mode"] == .unsigned(3))
    #expect(fields.values["ntp.stratum"] == .unsigned(2))
  }

  @Test func `A block of TFTP has a number`() {
    #expect(fields(of: .tftp, hex("0003 0007 61")).values["tftp.block"] == .unsigned(7))
    #expect(fields(of: .tftp, hex("0001 6100")).names == ["tftp.opcode"])
  }

  @Test(arguments: [("<34>a", 34), ("<0>", 0), ("<999>", 999)] as [(String, UInt16)])
  func `A priority stands in angle brackets`(text: String, priority: UInt16) throws {
    let bytes = Array(text.utf8)
    #expect(try SyslogMessage(bytes.span.bytes).priority == priority)
  }

  @Test(arguments: ["x", "<1234>", "<1x>"])
  func `Anything else is no priority`(text: String) throws {
    let bytes = Array(text.utf8)
    #expect(try SyslogMessage(bytes.span.bytes).priority == nil)
    #expect(fields(of: .syslog, bytes).names.isEmpty)
  }

  @Test(arguments: [
    ("SSH-2.0-x\r\n", 0..<9), ("SSH-\n", 0..<4), ("SSH-a\r", nil), ("SSH-\u{1}\n", nil), ("GET /", nil),
  ])
  func `The version of SSH is a line`(text: String, range: Range<Int>?) throws {
    let bytes = Array(text.utf8)
    #expect(try SSHMessage(bytes.span.bytes).version(length: bytes.count) == range)
  }
}
