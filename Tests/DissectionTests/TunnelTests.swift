import Bytes
import Dissection
import Packets
import Testing

@Suite struct TunnelTests {
  private static let ip = "4500 0014 0001 0000 40 63 0000 01020304 0a000002"
  private static let ethernet = "020202020202 040404040404 0800" + ip

  /// A header over which layers hang, and the layers expected from it on.
  private static let packets: [(ProtocolKind, String, [ProtocolKind])] = [
    (.vxlan, "08000000 00000500" + ethernet, [.vxlan, .ethernet, .ipv4]),
    (.otv, "08000001 00000500" + ethernet, [.otv, .ethernet, .ipv4]),
    (.vxlanGPE, "0c000001 00000500" + ip, [.vxlanGPE, .ipv4]),
    (.geneve, "01406558 00000700 01020100" + ethernet, [.geneve, .ethernet, .ipv4]),
    (.nsh, "21430101 00000703 00000000" + ip, [.nsh, .ipv4]), (.gre, "20000800 00000005" + ip, [.gre, .ipv4]),
    (.mpls, "00064009 00001109" + ip, [.mpls, .ipv4]),
  ]

  /// The kinds of the layers behind an Ethernet and the carrier of a tunnel.
  private func kinds(_ kind: ProtocolKind, _ bytes: [UInt8]) -> [ProtocolKind] {
    let udp = { (port: String) in "1388" + port + "0000 0000" }
    let carrier: String
    switch kind {
    case .gre: carrier = Self.carrier("2f")
    case .vxlan: carrier = Self.carrier("11") + udp("12b5")
    case .vxlanGPE: carrier = Self.carrier("11") + udp("12b6")
    case .geneve: carrier = Self.carrier("11") + udp("17c1")
    case .otv: carrier = Self.carrier("11") + udp("2118")
    case .nsh: carrier = "020202020202 040404040404 894f"
    default: carrier = "020202020202 040404040404 8847"
    }
    let all = layers(of: hex(carrier) + bytes, .ethernet).map(\.kind)
    return Array(all[(all.firstIndex(of: kind) ?? all.count)...])
  }

  private static func carrier(_ number: String) -> String {
    "020202020202 040404040404 0800 4500 0000 0001 0000 40" + number + "0000 0a000001 0a000002"
  }

  @Test(arguments: packets)
  func `A tunnel's layers are told down to the innermost`(
    kind: ProtocolKind, bytes: String, expected: [ProtocolKind]
  ) throws {
    #expect(kinds(kind, hex(bytes)) == expected)
  }

  @Test(arguments: packets)
  func `Fields are told in wire order, and none of a cut header`(
    kind: ProtocolKind, bytes: String, expected: [ProtocolKind]
  ) {
    let all = fields(of: kind, hex(bytes))
    #expect(all.isInWireOrder)
    #expect(all.names.count >= 2)
    #expect(fields(of: kind, hex(String(bytes.prefix(4)))).names.isEmpty)
  }

  @Test(arguments: packets)
  func `Every prefix is walked without a trap`(kind: ProtocolKind, bytes: String, expected: [ProtocolKind]) {
    let whole = hex(bytes)
    for length in 0...whole.count { #expect(kinds(kind, Array(whole.prefix(length))).count <= expected.count) }
  }

  @Test func `The optional fields of GRE stand one behind the other`() throws {
    let bytes = hex("b0000800 abcd0001 00000005 00000006")
    let header = try GREHeader(bytes.span.bytes)
    #expect(header.checksum == 0xabcd)
    #expect(header.routingEntryOffset == 1)
    #expect(header.key == 5)
    #expect(header.sequence == 6)
    #expect(header.acknowledgment == nil)
    #expect(header.headerLength == 16)
  }

  @Test func `The routing entries of GRE end with the null entry`() throws {
    let bytes = hex("40000800 00000000 0800 0004 01020304 0000 0000 4500")
    let header = try GREHeader(bytes.span.bytes)
    var routing = header.routing
    let entry = routing.next()
    let behind = routing.next()
    #expect(entry?.addressFamily == 0x0800)
    #expect(entry?.length == 4)
    #expect(behind == nil)
    #expect(routing.isTruncated == false)
    #expect(header.headerLength == 20)
  }

  @Test func `A label tells its value, class, depth and time to live`() {
    let label = MPLSLabel(rawValue: 0x0006_4709)
    #expect(label.value == 100)
    #expect(label.trafficClass == 3)
    #expect(label.isBottom)
    #expect(label.timeToLive == 9)
  }

  @Test func `A network service header shorter than two words is malformed`() throws {
    let bytes = hex("20410101 00000703")
    let isMalformed = try NSHHeader(bytes.span.bytes).isMalformed
    #expect(isMalformed)
  }
}
