import Capture
import CaptureLibpcap
import Glibc
import Packets
import Testing

/// Both backends listen to the same traffic, and must have seen the same.
@Suite("A packet socket beside libpcap", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct BackendComparisonTests {
  /// Frames of all kinds: tagged once, twice, by priority only; IPv4 and IPv6 heads; 802.3 with LLC; broadcast; tiny.
  static let traffic: [[UInt8]] = [
    Frames.numbered(1, tags: [0x81, 0x00, 0x00, 0x07]),
    Frames.numbered(2, tags: [0x88, 0xa8, 0x00, 0x05, 0x81, 0x00, 0xe0, 0x09]),
    Frames.numbered(3, tags: [0x81, 0x00, 0xe0, 0x00]),
    Frames.numbered(4, size: 1400, type: 0x0800),
    Frames.numbered(5, size: 80, type: 0x86dd),
    Frames.numbered(6, size: 70, type: 0x0040),
    Frames.numbered(7, size: 4),
    [UInt8](repeating: 0xff, count: 12) + [0x08, 0x06] + [UInt8](repeating: 1, count: 28),
    [0x33, 0x33, 0, 0, 0, 1] + Frames.numbered(8).dropFirst(6),
  ]

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var options: CaptureOptions
    init(_ interface: String, _ what: String = "", _ change: (inout CaptureOptions) -> Void = { _ in }) {
      testDescription = interface + what
      options = CaptureOptions(interface: interface)
      change(&options)
    }
  }

  static let cases = [
    Case("va"), Case("vb"), Case("lo"), Case("any"), Case("tap0"), Case("br0"),
    Case("any", " -y LINUX_SLL") { $0.linkType = .linuxSLL },
    Case("any", " -Q in") { $0.direction = .inbound }, Case("any", " -Q out") { $0.direction = .outbound },
    Case("lo", " -Q out") { $0.direction = .outbound }, Case("va", " -Q in") { $0.direction = .inbound },
    Case("vb", " -p") { $0.isPromiscuous = false }, Case("any", " -s 25") { $0.snapshotLength = 25 },
    Case("vb", " -s 15") { $0.snapshotLength = 15 }, Case("vb", " -y DOCSIS") { $0.linkType = .docsis },
    Case("any", " -s 3") { $0.snapshotLength = 3 }, Case("tun0"),
  ]

  @Test("They capture the same", arguments: cases)
  func comparison(_ testCase: Case) throws {
    let (ours, theirs, records) = try Namespace.run {
      try Namespace.shell(
        """
        ip link add br0 type bridge mcast_snooping 0; ip link set br0 up
        ip tuntap add tap0 mode tap; ip link set tap0 up
        ip tuntap add tun0 mode tun; ip link set tun0 up
        """)
      try Namespace.waitUntilRunning(["br0"])
      var ours = try AFPacketSource(testCase.options)
      var theirs = try LibpcapSource(testCase.options)
      var asRecords = try AFPacketSource(testCase.options)
      for device in ["va", "vb", "lo", "br0"] {
        let sender = try FrameSender(device)
        for frame in Self.traffic { try sender.send(frame) }
      }
      usleep(20_000)
      ours.stop()
      theirs.stop()
      asRecords.stop()
      return (
        Record(linkType: ours.linkType, snapshotLength: ours.snapshotLength, packets: try ours.drain()),
        Record(linkType: theirs.linkType, snapshotLength: theirs.snapshotLength, packets: try theirs.drain()),
        try asRecords.drainRecords(atOnce: 4)
      )
    }
    let isSameAsRecords = records == ours.packets.map(\.record)
    #expect(isSameAsRecords)
    #expect(ours.linkType == theirs.linkType)
    #expect(ours.snapshotLength == theirs.snapshotLength)
    #expect(ours.packets.count == theirs.packets.count)
    let isAny = testCase.options.interface == "any"
    let differing = zip(ours.packets, theirs.packets).first { our, their in
      our.bytes != their.bytes || our.originalLength != their.originalLength || our.timestamp != their.timestamp
        || our.linkType != their.linkType || isAny && our.direction != their.direction
    }
    #expect(differing == nil)
    let isSilent = ["tun0", "tap0"].contains(testCase.options.interface) || testCase.testDescription == "lo -Q out"
    #expect(isSilent == ours.packets.isEmpty)
  }

  private struct Record: Sendable {
    var linkType: LinkType
    var snapshotLength: Int
    var packets: [Captured]
  }

  @Test("They offer the same link types", arguments: ["va", "lo", "any", "tun0", "br0"])
  func linkTypes(_ interface: String) throws {
    let (ours, theirs) = try Namespace.run {
      try Namespace.shell("ip link add br0 type bridge; ip tuntap add tun0 mode tun; ip link set tun0 up")
      try Namespace.shell("ip link set br0 up")
      return try (
        AFPacketSource.offeredLinkTypes(CaptureOptions(interface: interface)),
        LibpcapSource.offeredLinkTypes(CaptureOptions(interface: interface))
      )
    }
    #expect(ours == theirs)
  }

  @Test("They offer the same timestamp types", arguments: ["va", "lo", "any", "br0"])
  func timestampTypes(_ interface: String) throws {
    let (ours, theirs) = try Namespace.run {
      try Namespace.shell("ip link add br0 type bridge")
      return try (TimestampType.offered(by: interface), LibpcapSource.offeredTimestampTypes(interface))
    }
    #expect(ours == theirs)
  }

  @Test("They list the same devices in the same order, with the same said of each")
  func interfaces() throws {
    let (ours, theirs) = try Namespace.run {
      try Namespace.shell(
        """
        ip link add br0 type bridge; ip tuntap add tun0 mode tun; ip link set tun0 up; ip link set vb down; ip link add ve type veth peer name vf
        ip addr add 10.1.1.1/24 dev va; ip addr add 10.1.1.2/24 dev va label va:1; ip link set ve up
        """)
      return try (InterfaceList.all(), LibpcapInterfaceList.all())
    }
    let names = Set(ours.map(\.name))
    #expect(ours == theirs.filter { names.contains($0.name) })
    #expect(names.isSuperset(of: ["va", "vb", "br0", "tun0", "ve", "vf", "lo", "any"]))
    // What is libpcap's alone is left to libpcap.
    let others = theirs.map(\.name).filter { !names.contains($0) }
    #expect(others.allSatisfy { CaptureBackend.usual(for: CaptureOptions(interface: $0)) == .libpcap })
  }
}
