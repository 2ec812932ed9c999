import BPF
import Bytes
import Packets
import TestSupport
import Testing

@testable import Filtering

/// Packets that a filter turns away without having looked into them.
@Suite struct OverlookedTests {
  private static let addresses: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]
  private static let datagram: [UInt8] =
    [0x08, 0x00, 0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]
    + [0x03, 0xe8, 0, 53, 0, 12, 0, 0, 1, 2, 3, 4]
  private static let tagged = addresses + [0x81, 0, 0, 7] + datagram
  private static let serviceTagged = addresses + [0x88, 0xa8, 0, 7] + datagram
  private static let labelled = addresses + [0x88, 0x47, 0, 0, 0x11, 64] + datagram.dropFirst(2)
  private static let session = addresses + [0x88, 0x64, 0x11, 0, 0, 1, 0, 34, 0, 0x21] + datagram.dropFirst(2)

  private func overlooked(
    _ packet: [UInt8], by expression: String, _ linkType: LinkType = .ethernet
  ) throws -> Encapsulation? {
    let target = FilterTarget(linkType: linkType)
    let filter = try CompiledFilter(expression, for: target, resolver: NoNames())
    let bytes = packet.span.bytes
    let lent = CapturedPacket(
      timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: packet.count, linkType: linkType, bytes: bytes)
    let isRefused = !filter.matches(lent)
    try #require(isRefused, "it is not turned away")
    let kind = filter.overlooked(lent)
    // The program says the same, and in the kernel it knows what is refused.
    for layout in [FilterTarget.Layout.savefile, .kernel] {
      let program = CompiledFilter.overlookedProgram(
        of: expression, for: FilterTarget(linkType: linkType, layout: layout), resolver: NoNames())
      let isCounted = program?.matches(bytes, originalLength: packet.count) ?? false
      // What the kernel tells of a tag cannot be told here.
      if layout == .savefile || !expression.contains("vlan") { #expect(isCounted == (kind != nil)) }
      if layout == .kernel { try program?.verify(for: .kernel) }
    }
    return kind
  }

  @Test(arguments: [
    "udp port 53", "host 10.0.0.1", "ip", "arp or tcp", "mpls and ip", "ether src 2:0:0:0:0:1 and ip", "udp[2:2] = 53",
    "ether proto 0x88cc", "pppoes or geneve", "greater 30 and tcp",
  ])
  func `a tagged packet is overlooked by what asks what stands behind the link header`(expression: String) throws {
    #expect(try overlooked(Self.tagged, by: expression) == .vlan)
    #expect(try overlooked(Self.serviceTagged, by: expression) == .vlan)
  }

  @Test(arguments: [
    "ether src 2:0:0:0:0:9", "less 20", "ether src 2:0:0:0:0:9 and ip", "not ether proto 0x8100 and not ether[0] = 2",
    "less 20 and tcp", "vlan 9", "vlan and tcp", "tcp or vlan 9", "ether[12:2] != 0x8100", "ether broadcast",
  ])
  func `it is not by what refuses it for its link header or length, or has the word`(expression: String) throws {
    #expect(try overlooked(Self.tagged, by: expression) == nil)
  }

  @Test func `labels and sessions are told from tags`() throws {
    #expect(try overlooked(Self.labelled, by: "udp") == .mpls)
    #expect(try overlooked(Self.session, by: "udp") == .pppoes)
    #expect(try overlooked(Self.labelled, by: "vlan") == .mpls)
    #expect(try overlooked(Self.labelled, by: "mpls 9") == nil)
    #expect(try overlooked(Self.session, by: "pppoes 9") == nil)
  }

  @Test func `what is in nothing is not overlooked`() throws {
    #expect(try overlooked(Self.addresses + Self.datagram, by: "tcp") == nil)
    #expect(try overlooked(Self.addresses + [0x86, 0xdd] + [UInt8](repeating: 0, count: 60), by: "tcp") == nil)
    #expect(try overlooked(Array(Self.tagged.prefix(13)), by: "tcp") == nil)
    #expect(try overlooked(Self.tagged, by: "tcp", .raw) == nil)
  }

  @Test func `a filter of what has no words for it has none to add`() throws {
    func kinds(_ linkType: LinkType) throws -> [Encapsulation] {
      try CompiledFilter("udp", for: FilterTarget(linkType: linkType), resolver: NoNames()).overlookable
    }
    #expect(try kinds(.ethernet) == [.vlan, .mpls, .pppoes])
    #expect(try kinds(.linuxSLL) == [.pppoes])
    #expect(try kinds(.raw) == [])
    #expect(try kinds(.ieee80211) == [])
  }
}
