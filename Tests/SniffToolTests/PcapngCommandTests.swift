import Foundation
import TestSupport
import Testing

@Suite struct `The program writing pcapng` {
  private let dns = Command.capture("dns-lookup")

  @Test(arguments: ["-w x.pcapng", "-w x --format pcapng"])
  func `chooses the format by the name or as it is told`(options: String) throws {
    let result = try Command.shell("d=$(mktemp -d); cd $d; sniff -r \(dns) \(options); head -c 4 x* | xxd -p; rm -r $d")
    #expect(result.text == "0a0d0d0a\n")
    let pcap = try Command.shell(
      "d=$(mktemp -d); cd $d; sniff -r \(dns) -w x.pcapng --format pcap; wc -c < x*; rm -r $d")
    #expect(pcap.text == "697\n")
  }

  @Test(.enabled(if: Command.hasTcpdump, "needs tcpdump"))
  func `tcpdump prints the same of it`() throws {
    for name in ["dns-lookup", "nc-ipv6", "vlan-tagged"] {
      let capture = Command.capture(name)
      let copy = try Command.shell("sniff -r \(capture) -w - --format pcapng | tcpdump -n --nano -r -")
      #expect(try copy.text == Command.shell("tcpdump -n --nano -r \(capture)").text)
    }
  }

  @Test(.enabled(if: Program("capinfos") != nil, "needs capinfos"))
  func `capinfos shows where it comes from`() throws {
    let result = try Command.shell(
      "d=$(mktemp -d); cd $d; sniff -r \(dns) -w x.pcapng --comment one --comment two; capinfos x.pcapng; rm -r $d")
    for line in ["Capture comment:     one", "Capture comment:     two", "Capture application: sniff version"] {
      #expect(result.text.contains(line))
    }
  }

  @Test(
    .enabled(
      if: Command.isRoot && Program("unshare") != nil && Program("tshark") != nil, "needs root, unshare and tshark"))
  func `tells of a capture which way packets went, what chose them and how many there were`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d
      unshare -n bash -c "ip link set lo up; (sleep 1; ping -c 2 -i 0.2 127.0.0.1 >/dev/null) & \
      '\(Command.path)' -i lo -w x.pcapng -c 4 icmp"
      tshark -r x.pcapng -T fields -e frame.interface_name -e frame.packet_flags_direction 2>/dev/null
      capinfos x.pcapng; rm -r $d
      """)
    #expect(result.text.hasPrefix("lo\t0x00000001\nlo\t"))
    #expect(result.text.contains("Filter string = icmp\n"))
    #expect(result.text.contains("Number of stat entries = 1\n"))
  }

  @Test func `a comment needs a format with room for it`() throws {
    let result = try Command.shell("sniff -r \(dns) -w x.pcap --comment one")
    #expect(result.status == 1 && result.errorLines.count == 1)
  }
}
