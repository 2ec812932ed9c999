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

  @Test(arguments: ["--comment one", "--packet-ids", "--packet-hashes"])
  func `what only pcapng has room for needs it`(option: String) throws {
    let result = try Command.shell("sniff -r \(dns) -w x.pcap \(option)")
    #expect(result.status == 1 && result.errorLines.count == 1)
  }

  /// The option codes of a pcapng file's packets with their values as hexadecimal digits, a line each packet.
  private let listing = """
    python3 -c 'import struct, sys, zlib
    data, at = open(sys.argv[1], "rb").read(), 0
    while at < len(data):
      kind, size = struct.unpack_from("<II", data, at)
      if kind == 6:
        length = struct.unpack_from("<I", data, at + 20)[0]
        packet, place = data[at + 28:at + 28 + length], at + 28 + (length + 3) // 4 * 4
        print(zlib.crc32(packet), end=":")
        while place < at + size - 4:
          code, count = struct.unpack_from("<HH", data, place)
          value = data[place + 4:place + 4 + count]
          if code == 3: print(" hash", value[0], struct.unpack("<I", value[1:])[0], end="")
          if code == 5: print(" id", struct.unpack("<Q", value)[0], end="")
          place += 4 + (count + 3) // 4 * 4
        print()
      at += size' x.pcapng
    """

  @Test(.enabled(if: Program("python3") != nil, "needs python3"))
  func `numbers and hashes packets as asked, and keeps those that they have`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; sniff -r \(dns) -w y.pcapng --packet-ids --packet-hashes
      sniff -r y.pcapng -w x.pcapng --packet-ids --packet-hashes 'src port 53'; \(listing); rm -r $d
      """)
    let lines = result.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(!lines.isEmpty && lines.allSatisfy { $0.count == 6 })
    for line in lines where line.count == 6 {
      #expect(line[0] == "\(line[3]):" && line[2] == "2")
      #expect(Int(line[5]).map { $0 > 1 } == true)
    }
  }
}
