import Packets
import Testing

@testable import Filtering

/// What primitives mean for a link type.
@Suite struct ResolverTests {
  private func meaning(_ expression: String, _ linkType: LinkType) throws -> String {
    guard let syntax = try Parser.syntax(of: expression) else { return "" }
    let target = FilterTarget(linkType: linkType)
    return try Resolver.predicate(of: syntax, for: target, TableNames()).description
  }

  private static let meanings: [(LinkType, String, String)] = [
    (.ethernet, "ip", "[12:2] = 0x800"), (.ppp, "ip", "[2:2] = 0x21"), (.linuxSLL, "ip6", "[14:2] = 0x86dd"),
    (.linuxSLL2, "ip", "[0:2] = 0x800"), (.raw, "ip", "([0] & 0xf0) = 0x40"), (.ipv4, "ip", "0 = 0"),
    (.ipv6, "ip", "1 = 0"), (.null, "ip", "[0:4] = 0x2000000"), (.loop, "ip", "[0:4] = 2"),
    (.cHDLC, "arp", "[2:2] = 0x806"), (.fddi, "ip", "[19:2] = 0x800"),
    (.ethernet, "less 60", "not len > 0x3c"), (.ethernet, "ether multicast", "[0] & 1 != 0"),
    (.ethernet, "ether src 02:00:00:00:00:01", "([8:4] = 1 and [6:2] = 0x200)"),
    (.ethernet, "ip src 10.0.0.1", "([12:2] = 0x800 and [26:4] = 0xa000001)"),
    (.ethernet, "vlan 5", "([12:2] = 0x8100 or [12:2] = 0x88a8 or [12:2] = 0x9100) and"),
    (.ethernet, "ip net 10", "([26:4] & 0xff000000) = 0xa000000"),
    (.ethernet, "icmp", "([12:2] = 0x800 and [23] = 1)"),
    (.ieee80211, "wlan type mgt", "([0] & 0xc) = 0"), (.sunatm, "vpi 3", "[1] = 3"), (.mtp2, "sio 3", "[3] = 3"),
    (.pflog, "action pass", "[2] = 0"), (.arcnet, "ip", "([2] = 0xd4 or [2] = 0xf0)"),
  ]

  @Test(arguments: meanings)
  func `a primitive's questions`(linkType: LinkType, expression: String, expected: String) throws {
    let meaning = try meaning(expression, linkType)
    #expect(meaning.contains(expected), "\(meaning)")
  }

  @Test func `a tag moves everything to its right`() throws {
    #expect(try meaning("ip or vlan and ip", .ethernet).contains("[16:2] = 0x800"))
    #expect(try meaning("pppoes and ip", .ethernet).contains("[20:2] = 0x21"))
    #expect(try meaning("mpls and ip", .ethernet).contains("([18] & 0xf0) = 0x40"))
  }

  @Test func `names are looked up with the resolver`() throws {
    #expect(try meaning("ip src host twin", .ethernet).contains("0xa000002"))
    #expect(try meaning("net loopback", .ethernet).contains("0x7f000000"))
    #expect(try meaning("ether dst twin", .ethernet).contains("[0:2] = 0x200"))
    #expect(try meaning("host six", .ethernet).contains("[34:4] = 1"))
  }
}
