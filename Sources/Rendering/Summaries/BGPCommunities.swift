import Bytes
import Dissection
import Packets

// Extended communities. Source: RFC 4360, RFC 4577 section 4.2, RFC 9012 section 4.1.

extension BGPText {
  /// Writes communities of eight bytes.
  func appendExtendedCommunities(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if length % 8 != 0 { return out.append("invalid len") }
    for at in stride(from: start, to: start + length, by: 8) {
      try bytes.check(2, at: at)
      let type = bytes.load16(at)
      out.append("\n\t    ", type, Self.communityNames, orElse: "unknown extd community typecode", " (0x")
      out.append("", hex: type, width: 4, "), Flags [")
      out.append("", bits: type, Self.communityFlags, "]")
      try bytes.check(8, at: at)
      out.append(": ")
      try append(community: type, at, to: &out, options)
    }
  }

  private func append(
    community type: UInt16, _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    switch type {
    case 0x0002, 0x0003, 0x000a:
      out.append("", bytes.load16(at + 2), ":")
      out.append("", bytes.load32(at + 4), " (= ")
      try out.append(ipv4: bytes, at: at + 4, options)
      out.append(")")
    case 0x0102, 0x0103, 0xf10a, 0x010b:
      try out.append(ipv4: bytes, at: at + 2, options)
      out.append(":", bytes.load16(at + 6))
    case 0x0202, 0x0203:
      out.append(autonomousSystem: bytes.load32(at + 2), options)
      out.append(":", bytes.load16(at + 6))
    case 0x4004:
      out.append("bandwidth: ")
      out.append(megabits: bytes.load32(at + 4))
    case 0x0005, 0x0105, 0x0205, 0x8005, 0x0107, 0x8001: try out.append(ipv4: bytes, at: at + 2, options)
    case 0x0306, 0x8000:
      let kind = bytes.load8(at + 6)
      out.append("area:")
      try out.append(ipv4: bytes, at: at + 2, options)
      out.append(", router-type:")
      if let name = Self.routerNames[kind] {
        out.append(name)
      } else {
        out.append("unknown (0x", hex: kind, width: 2, ")")
      }
      out.append(bytes.load8(at + 7) & 1 != 0 ? ", metric-type:E2" : ", metric-type:")
      if kind == 5 || kind == 7 { out.append("E1") }
    case 0x800a:
      out.append("", bytes.load8(at + 2), PseudowireNames.encapsulations, orElse: "unknown encaps")
      out.append(" Control Flags [0x", hex: bytes.load8(at + 3), width: 2, "]:MTU ")
      out.append(bytes.load16(at + 4))
    case 0x0009: out.append("AS ", bytes.load16(at + 2))
    case 0x030c:
      out.append("Tunnel type: ", bytes.load16(at + 6), Self.encapsulationNames, orElse: "unknown encaps")
    default: out.append("", hex: bytes.load48(at + 2), width: 12)
    }
  }

  private static let communityNames = Tokens([
    0x0002: "target", 0x0102: "target", 0x0202: "target", 0x0003: "origin", 0x0103: "origin", 0x0203: "origin",
    0x4004: "link-BW", 0x0005: "ospf-domain", 0x0105: "ospf-domain", 0x0205: "ospf-domain", 0x8005: "ospf-domain",
    0x0306: "ospf-route-type", 0x8000: "ospf-route-type", 0x030c: "encapsulation", 0x0107: "ospf-router-id",
    0x8001: "ospf-router-id", 0x800a: "layer2-info", 0x8800: "eigrp-general-route (flag, tag)",
    0x8801: "eigrp-route-metric (AS, delay)", 0x8802: "eigrp-route-metric (reliability, nexthop, bandwidth)",
    0x8803: "eigrp-route-metric (load, MTU)", 0x8804: "eigrp-external-route (remote-AS, remote-ID)",
    0x8805: "eigrp-external-route (remote-proto, remote-metric)", 0x0009: "source-AS", 0x010b: "vrf-route-import",
    0x000a: "l2vpn-id", 0xf10a: "l2vpn-id",
  ])
  private static let communityFlags = BitTokens([(0x8000, "vendor-specific"), (0x4000, "non-transitive")])
  private static let routerNames = Tokens([
    1: "Router", 2: "Network", 3: "Summary", 5: "External", 7: "NSSA External", 129: "MPLS-VPN Sham",
  ])
  private static let encapsulationNames = Tokens([
    1: "L2TPv3 over IP", 2: "GRE", 3: "Transmit Tunnel", 4: "IPsec", 5: "IP in IP with IPsec",
    6: "MPLS in IP with IPsec", 7: "IP in IP", 8: "VXLAN", 9: "NVGRE", 10: "MPLS", 11: "MPLS in GRE",
    12: "VXLAN GPE", 13: "MPLS in UDP", 14: "IPv6", 15: "SR TE", 16: "Bare", 17: "SR",
  ])
}
