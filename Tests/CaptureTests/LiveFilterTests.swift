import BPF
import Capture
import CaptureLibpcap
import Filtering
import Foundation
import Packets
import Testing

/// A resolver for expressions without names.
private struct NoNames: NameResolver {
  func ipv4Addresses(ofHost name: String) -> [IPv4Address] { [] }
  func ipv6Addresses(ofHost name: String) -> [IPv6Address] { [] }
  func network(named name: String) -> UInt32? { nil }
  func ethernetAddress(ofHost name: String) -> MACAddress? { nil }
  func tcpPort(ofService name: String) -> UInt16? { nil }
  func udpPort(ofService name: String) -> UInt16? { nil }
  func ipProtocol(named name: String) -> UInt8? { nil }
  func interfaceIndex(named name: String) -> UInt32? { nil }
}

@Suite(
  "Filters of live captures",
  .enabled(if: Namespace.isAvailable && access("/usr/bin/tcpdump", X_OK) == 0, "\(Namespace.needed), and tcpdump"))
struct LiveFilterTests {
  static let traffic =
    BackendComparisonTests.traffic + [
      Frames.numbered(20, size: 60, type: 0x0800, tags: [0x81, 0x00, 0x00, 0x07]),
      Frames.numbered(21, size: 60, type: 0x86dd, tags: [0x81, 0x00, 0x00, 0x07]),
      Frames.addresses + udp, Frames.addresses + [0x81, 0x00, 0x00, 0x07] + udp,
      Frames.addresses + [0x88, 0xa8, 0x00, 0x05, 0x81, 0x00, 0x00, 0x07] + udp,
    ]

  /// EtherType, IPv4 header 10.0.0.1 > 10.0.0.2, UDP header 1000 > 53.
  private static let udp: [UInt8] =
    [0x08, 0x00, 0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0x66, 0xcb, 10, 0, 0, 1, 10, 0, 0, 2]
    + [0x03, 0xe8, 0, 53, 0, 12, 0, 0] + [1, 2, 3, 4]

  // Not `inbound` and `outbound`: what libpcap reads first after it set a filter it filters itself, where these do not work.
  static let expressions = [
    "ether proto 0x88b5", "vlan", "vlan 7", "vlan and udp port 53", "udp port 53", "vlan and vlan", "ip6", "arp",
    "not vlan", "less 90", "ether broadcast", "src host 10.0.0.1 or vlan 9", "ether multicast",
  ]
  static let cookedExpressions = [
    "udp port 53", "ip6", "less 80", "arp", "ip host 10.0.0.2", "not ip",
  ]

  @Test(
    "Packet sockets, libpcap and tcpdump let the same packets through",
    arguments: [("vb", expressions), ("any", cookedExpressions)])
  func filters(_ interface: String, _ expressions: [String]) throws {
    let results = try Namespace.run {
      let directory = FileManager.default.temporaryDirectory.appendingPathComponent("sniff-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(at: directory) }
      let peers = try expressions.enumerated().map { try Tcpdump(interface, $0.element, directory, $0.offset) }
      for peer in peers { try peer.waitUntilListening() }
      return try Self.capture(expressions[...], on: interface) {
        let sender = try FrameSender("va")
        // The kernel shows a filter of cooked packets another protocol than it then tells, where there is a tag.
        let isTagged = { (frame: [UInt8]) in frame[12] == 0x81 || frame[12] == 0x88 && frame[13] == 0xa8 }
        for frame in Self.traffic where interface != "any" || !isTagged(frame) { try sender.send(frame) }
        usleep(50_000)
        return try peers.map { try $0.finish() }
      }
    }
    #expect(results.count == expressions.count)
    for var result in results {
      // What tcpdump sends itself over the loopback when it starts is not ours.
      if interface == "any" { result.tcpdump.removeAll { $0[7] == 1 } }
      #expect(result.ours == result.theirs, "\(result.expression)")
      #expect(result.ours == result.tcpdump, "\(result.expression)")
    }
    #expect(results.contains { !$0.ours.isEmpty })
  }

  @Test("Inbound and outbound are what they say", arguments: [("inbound", UInt32(1)), ("outbound", 0)])
  func directions(_ expression: String, _ number: UInt32) throws {
    let packets = try Namespace.run {
      var source = try AFPacketSource(.quick("va"), filter: Self.filter(expression))
      try FrameSender("va").send(Frames.numbered(0))
      try FrameSender("vb").send(Frames.numbered(1))
      usleep(20_000)
      return try source.drain()
    }
    #expect(packets.map(\.bytes) == [Frames.numbered(number)])
  }

  private static func filter(_ expression: String) -> (LinkType, FilterPlacement) throws -> BPFProgram? {
    { linkType, placement in
      let layout: FilterTarget.Layout = placement == .kernel ? .kernel : .savefile
      let target = FilterTarget(linkType: linkType, layout: layout)
      return try CompiledFilter(expression, for: target, resolver: NoNames()).program
    }
  }

  struct Outcome: Sendable {
    var expression: String
    var ours: [[UInt8]]
    var theirs: [[UInt8]]
    var tcpdump: [[UInt8]]
  }

  /// Opens both backends for each expression, one inside the other, has the traffic made within, and collects.
  private static func capture(
    _ expressions: ArraySlice<String>, on interface: String, during traffic: () throws -> [[[UInt8]]]
  ) throws -> [Outcome] {
    guard let expression = expressions.first else {
      return try traffic().map { Outcome(expression: "", ours: [], theirs: [], tcpdump: $0) }
    }
    let options = CaptureOptions.quick(interface) {
      $0.bufferSizeInKiB = 2048
      $0.isImmediate = false
    }
    var ours = try AFPacketSource(options, filter: filter(expression))
    var theirs = try LibpcapSource(options, filter: filter(expression))
    var outcomes = try capture(expressions.dropFirst(), on: interface, during: traffic)
    ours.stop()
    theirs.stop()
    let index = outcomes.count - expressions.count
    outcomes[index].expression = expression
    outcomes[index].ours = try ours.drain().map(\.bytes)
    outcomes[index].theirs = try theirs.drain().map(\.bytes)
    return outcomes
  }
}

/// tcpdump with a filter, writing a file.
private struct Tcpdump {
  let process = Process()
  let savefile: URL
  let messages: URL

  init(_ interface: String, _ expression: String, _ directory: URL, _ number: Int) throws {
    savefile = directory.appendingPathComponent("\(number).pcap")
    messages = directory.appendingPathComponent("\(number).txt")
    _ = FileManager.default.createFile(atPath: messages.path, contents: nil)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/tcpdump")
    // With a short snapshot length its ring has room for all packets even if it does not run for a while.
    process.arguments = [
      "-i", interface, "-s", "2000", "-Z", "root", "--immediate-mode", "-U", "-w", savefile.path, expression,
    ]
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
  }

  func waitUntilListening() throws {
    for _ in 0..<500 {
      if try String(contentsOf: messages, encoding: .utf8).contains("listening on") { return }
      usleep(10_000)
    }
    throw Namespace.Failure(what: "tcpdump: " + (try String(contentsOf: messages, encoding: .utf8)))
  }

  func finish() throws -> [[UInt8]] {
    process.interrupt()
    let deadline = ContinuousClock.now + .seconds(3)
    while process.isRunning, ContinuousClock.now < deadline { usleep(5000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    let bytes = [UInt8](try Data(contentsOf: savefile))
    var packets: [[UInt8]] = []
    var offset = 24
    while offset + 16 <= bytes.count {
      let count = (0..<4).reduce(0) { $0 | Int(bytes[offset + 8 + $1]) << (8 * $1) }
      packets.append(Array(bytes[(offset + 16)..<(offset + 16 + count)]))
      offset += 16 + count
    }
    return packets
  }
}
