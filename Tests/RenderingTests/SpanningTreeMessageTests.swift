import Packets
import Testing

@Suite struct SpanningTreeMessageLineTests {
  private let body = "8000020000000001 00000004 8000020000000002 8001 0100 1480 0200 0f00"

  private func told(_ message: String, verbosity: Int = 0) -> String {
    let bytes = hex("424203" + message)
    return line(hex("0180c2000000 020000000001") + big16(bytes.count) + bytes, .ethernet, verbosity: verbosity)
  }

  @Test func `A configuration tells its flags and bridge`() {
    #expect(
      told("0000 00 00 01" + body)
        == "STP 802.1d, Config, Flags [Topology change], bridge-id 8000.02:00:00:00:00:02.8001, length 35")
  }

  @Test func `Times, root and role are told with -v`() {
    #expect(
      told("0000 02 02 3c" + body + "00", verbosity: 1)
        == "STP 802.1w, Rapid STP, Flags [Learn, Forward], bridge-id 8000.02:00:00:00:00:02.8001, length 36"
        + "\n\tmessage-age 1.00s, max-age 20.50s, hello-time 2.00s, forwarding-delay 15.00s"
        + "\n\troot-id 8000.02:00:00:00:00:01, root-pathcost 4, port-role Designated")
  }

  @Test(arguments: [
    ("0000 00 80", "STP 802.1d, Topology Change"), ("0000 09 00", "STP Unknown STP protocol (0x09)"),
    ("0000 00 07", "STP 802.1d, Unknown BPDU Type (0x07)"), ("0001 00 00", "unknown STP version, length 4"),
    ("0000 00 00 00", "STP 802.1d, Config (invalid)"), ("0000 03 02 00", "STP 802.1s, Rapid STP (invalid)"),
  ])
  func `Other messages are told`(bytes: String, expected: String) { #expect(told(bytes) == expected) }

  @Test func `A multiple spanning tree is told with -v`() {
    let tail =
      "00 0050 00 6e616d65" + String(repeating: "00", count: 28) + "0001" + String(repeating: "11", count: 16)
      + "00000007 8000020000000003 14" + "7c 8005020000000004 00000009 80 80 13"
    #expect(
      told("0000 03 02 7c" + body + tail, verbosity: 1)
        == "STP 802.1s, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 118\n\tport-role Designated, "
        + "CIST root-id 8000.02:00:00:00:00:01, CIST ext-pathcost 4\n\tCIST regional-root-id 8000.02:00:00:00:00:02, "
        + "CIST port-id 8001,\n\tmessage-age 1.00s, max-age 20.50s, hello-time 2.00s, forwarding-delay 15.00s"
        + "\n\tv3len 80, MCID Name name, rev 1,\n\t\tdigest 11111111111111111111111111111111, CIST int-root-pathcost 7,"
        + "\n\tCIST bridge-id 8000.02:00:00:00:00:03, CIST remaining-hops 20"
        + "\n\tMSTI 5, Flags [Learn, Forward, Agreement], port-role Designated"
        + "\n\t\tMSTI regional-root-id 8005.02:00:00:00:00:04, pathcost 9\n\t\tMSTI bridge-prio 8, port-prio 8, hops 19"
    )
  }
}
