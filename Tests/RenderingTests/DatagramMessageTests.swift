import Testing

@Suite struct DatagramMessageLineTests {
  private let request =
    hex("01 01 06 00 12345678 0000 8000 00000000 0a000002 00000000 00000000 020000000001")
    + [UInt8](repeating: 0, count: 202)

  private func told(_ port: Int, _ payload: [UInt8], verbosity: Int = 0) -> String {
    let text = line(udp(1024, port, payload), verbosity: verbosity)
    return String(text.drop { $0 != ">" }.drop { $0 != ":" }.dropFirst(2))
  }

  @Test func `A request of BOOTP tells from whom it is`() {
    #expect(told(67, request) == "BOOTP/DHCP, Request from 02:00:00:00:00:01, length 236")
    #expect(told(67, [2] + request.dropFirst()) == "BOOTP/DHCP, Reply, length 236")
    #expect(told(67, Array(request.prefix(20))) == "BOOTP/DHCP, Request [|bootp]")
  }

  @Test func `Addresses and options are told with -v`() {
    #expect(
      told(67, request + hex("63825363 350103 0104ffffff00 370301067b 0c02 6101 3d0701020000000001 ff"), verbosity: 1)
        == "BOOTP/DHCP, Request from 02:00:00:00:00:01, length 268, xid 0x12345678, Flags [Broadcast]\n\t  Your-IP 10.0.0.2"
        + "\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363"
        + "\n\t    DHCP-Message (53), length 1: Request\n\t    Subnet-Mask (1), length 4: 255.255.255.0"
        + "\n\t    Parameter-Request (55), length 3: \n\t      Subnet-Mask (1), Domain-Name-Server (6), Unknown (123)"
        + "\n\t    Hostname (12), length 2: \"a^A\"\n\t    Client-ID (61), length 7: ether 02:00:00:00:00:01")
  }

  @Test(arguments: [
    ("7908 18 0a0000 0a000001", "(10.0.0.0/24:10.0.0.1)"),
    ("3303 010203", "\n\t  trailing data length 3"),
    ("5204 0102 6162", "\n\t      Circuit-ID SubOption 1, length 2: ab"),
    ("13020102", "Y,2?"), ("5105 05 0000 6162", "[SE] \"ab\""), ("4d03 02 6162", "instance#1: \"ab\", length 2"),
    ("f903010203", "[ERROR: length < 5 bytes]"), ("7b021234", "4660"), ("0208ffffffff00000001", "-1,1"),
  ])
  func `Options of every form are told`(option: String, expected: String) {
    #expect(told(67, request + hex("63825363" + option + "ff"), verbosity: 1).contains(expected))
  }

  @Test func `NTP tells version and side, and with -v the times`() {
    let message = hex(
      "23 02 06 ec 00010000 00008000 0a000001 83aa7e80 80000000 0000000000000000 83aa7e80 00000000 83aa7e81 00000000")
    #expect(told(123, message) == "NTPv4, Client, length 48")
    #expect(
      told(123, message, verbosity: 1)
        == "NTPv4, Client, length 48\n\tLeap indicator:  (0), Stratum 2 (secondary reference), poll 6 (64s), precision -20"
        + "\n\tRoot Delay: 1.000000, Root dispersion: 0.500000, Reference-ID: 0x0a000001"
        + "\n\t  Reference Timestamp:  2208988800.500000000 (1970-01-01T00:00:00Z)\n\t  Originator Timestamp: 0.000000000"
        + "\n\t  Receive Timestamp:    2208988800.000000000 (1970-01-01T00:00:00Z)"
        + "\n\t  Transmit Timestamp:   2208988801.000000000 (1970-01-01T00:00:01Z)"
        + "\n\t    Originator - Receive Timestamp:  2208988800.000000000 (1970-01-01T00:00:00Z)"
        + "\n\t    Originator - Transmit Timestamp: 2208988801.000000000 (1970-01-01T00:00:01Z)")
    #expect(told(123, [0x1b], verbosity: 1).hasSuffix("(0) (invalid)"))
  }

  @Test(arguments: [
    ("0001 612e7478 7400 6f6374657400", "TFTP, length 14, RRQ \"a.txt\" octet"),
    ("0003 0001 61", "TFTP, length 5, DATA block 1"),
    ("0005 0001 6e6f00", "TFTP, length 7, ERROR ENOTFOUND \"no\""), ("0009", "TFTP, length 2, tftp-#9"),
    ("0001 61", "TFTP, length 3, RRQ \"a\" [|tftp]"), ("0006 6100 3100", "TFTP, length 6, OACK a 1"),
  ])
  func `TFTP tells what is asked`(bytes: String, expected: String) { #expect(told(69, hex(bytes)) == expected) }

  @Test func `Syslog tells facility and severity`() {
    #expect(told(514, Array("<34>hi".utf8)) == "SYSLOG auth.critical, length: 6")
    #expect(told(514, Array("hi".utf8)) == " (invalid)")
    #expect(
      told(514, Array("<34>hi".utf8), verbosity: 1)
        == "SYSLOG, length: 6\n\tFacility auth (4), Severity critical (2)\n\tMsg: hi")
  }

  @Test func `SSH tells its version only`() {
    #expect(line(tcp(1024, 22, Array("SSH-2.0-x\r\n".utf8))).hasSuffix("length 11: SSH: SSH-2.0-x"))
    #expect(line(tcp(1024, 22, [0, 0, 0, 1])).hasSuffix("length 4"))
  }
}
