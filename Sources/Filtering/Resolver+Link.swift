import BPF
import Packets

extension Resolver {
  /// `broadcast` on the link, or to a network's broadcast addresses.
  func broadcast(_ keyword: Keyword?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    switch keyword {
    case nil, .link:
      let toAll = Qualifiers(proto: .link, direction: .destination, kind: .host, range: range)
      if layout.linkType == .arcnet || layout.linkType == .arcnetLinux { return try arcnetHost(0, toAll, range) }
      do {
        return try ethernetHost(.broadcast, toAll, range)
      } catch {
        throw notOnLinkType("broadcast", range)
      }
    case .ip:
      guard let netmask = target.netmask else { throw FilterError(.netmaskUnknown, range) }
      let field = network(.word, 16)
      let hosts = ~netmask
      let zeros = Predicate.compare(field, .equal, 0, mask: hosts)
      return try linkType(.ip, range) && (zeros || .compare(field, .equal, hosts, mask: hosts))
    case let other?:
      throw FilterError(.qualifierMismatch(qualifier: other.rawValue, subject: "broadcast"), range)
    }
  }

  /// `multicast` on the link, or to IPv4 or IPv6 groups.
  func multicast(_ keyword: Keyword?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    switch keyword {
    case nil, .link: return try linkMulticast(range)
    case .ip: return try linkType(.ip, range) && .compare(network(.byte, 16), .greaterOrEqual, 224)
    case .ip6: return try linkType(.ipv6, range) && .compare(network(.byte, 24), .equal, 255)
    case let other?:
      throw FilterError(.qualifierMismatch(qualifier: other.rawValue, subject: "multicast"), range)
    }
  }

  private func linkMulticast(_ range: Range<Int>) throws(FilterError) -> Predicate {
    switch layout.linkType {
    case .arcnet, .arcnetLinux: return try broadcast(nil, range)
    case .ethernet, .netanalyzer, .netanalyzerTransparent:
      return layout.isEmulatedLAN ? !.compare(outerMarker, .equal, 0xff00) && isGroup(0) : isGroup(0)
    case .fddi: return isGroup(1)
    case .tokenRing, .ipOVERFC: return isGroup(2)
    case .ieee80211, .prismHeader, .ieee80211RadioAVS, .ieee80211Radio, .ppi: return wlanDestination(isGroup)
    default: throw notOnLinkType("multicast", range)
    }
  }

  /// The group bit of the Ethernet address at an offset.
  private func isGroup(_ offset: UInt32) -> Predicate { .compare(link(.byte, offset), .anySet, 1) }

  /// `inbound` and `outbound`, where the link header or the kernel knows.
  func direction(isOutbound: Bool, _ range: Range<Int>) throws(FilterError) -> Predicate {
    func isOutgoing(_ test: Predicate) -> Predicate { isOutbound ? test : !test }
    switch layout.linkType {
    case .slip: return isOutbound ? !.compare(link(.byte, 0), .equal, 0) : .compare(link(.byte, 0), .equal, 0)
    case .linuxSLL: return isOutgoing(.compare(link(.half, 0), .equal, 4))
    case .linuxSLL2: return isOutgoing(.compare(link(.byte, 10), .equal, 4))
    case .ipnet: return .compare(link(.half, 2), .equal, isOutbound ? 1 : 2)
    case .pflog: return .compare(link(.byte, 60), .equal, isOutbound ? 2 : 1)
    case .pppPPPD: return .compare(link(.byte, 0), .equal, isOutbound ? 1 : 0)
    default: break
    }
    if layout.linkType.isJuniper { return .compare(link(.byte, 3), .equal, isOutbound ? 0 : 1, mask: 1) }
    guard target.layout != .savefile else {
      throw FilterError(.liveOnly(primitive: isOutbound ? "outbound" : "inbound"), range)
    }
    return isOutgoing(.compare(.load(.half, base: nil, offset: BPFAncillary.packetType), .equal, 4))
  }

  /// `ifindex`.
  func interface(_ index: UInt32, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if layout.linkType == .linuxSLL2 { return .compare(link(.word, 4), .equal, index) }
    guard target.layout != .savefile else { throw FilterError(.liveOnly(primitive: "ifindex"), range) }
    return .compare(.load(.word, base: nil, offset: BPFAncillary.interfaceIndex), .equal, index)
  }

  /// `byte`.
  func byte(_ index: UInt32, _ operation: Primitive.ByteOperator, _ value: UInt32) -> Predicate {
    let field = link(.byte, index)
    switch operation {
    case .equal: return .compare(field, .equal, value)
    case .less: return !.compare(field, .greaterOrEqual, value)
    case .greater: return .compare(field, .greater, value)
    // libpcap forgets to load the byte for these two.
    case .and: return !.compare(.operation(.and, .slot(.empty), .constant(value)), .equal, 0)
    case .or: return !.compare(.operation(.or, .slot(.empty), .constant(value)), .equal, 0)
    }
  }

  /// `llc`, any or of a kind (IEEE 802.2 section 5.4).
  func llc(_ kind: String?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    let isLLC: Predicate
    switch layout.linkType {
    case .ethernet: isLLC = isLengthField && !.compare(payload(.half, 0), .equal, 0xffff)
    case .sunatm: isLLC = atmPayload(2)
    case .tokenRing, .fddi, .atmRfc1483: isLLC = .always
    case .ieee80211, .prismHeader, .ieee80211RadioAVS, .ieee80211Radio, .ppi: isLLC = wlanDataFrame
    default: throw notOnLinkType("llc", range)
    }
    guard let kind else { return isLLC }
    let control = payload(.byte, 2)
    switch kind.lowercased() {
    case "i": return isLLC && !.compare(control, .anySet, 1)
    case "s": return isLLC && .compare(control, .equal, 1, mask: 3)
    case "u": return isLLC && .compare(control, .equal, 3, mask: 3)
    case let name:
      if let value = Self.supervisoryFrames[name] { return isLLC && .compare(control, .equal, value, mask: 0x0f) }
      if let value = Self.unnumberedFrames[name] { return isLLC && .compare(control, .equal, value, mask: 0xef) }
      let known = ["i", "s", "u"] + (Array(Self.supervisoryFrames.keys) + Self.unnumberedFrames.keys).sorted()
      throw FilterError(.unknownWord(suggestions: known), range)
    }
  }

  private static let supervisoryFrames: [String: UInt32] = ["rr": 0x01, "rnr": 0x05, "rej": 0x09]

  private static let unnumberedFrames: [String: UInt32] = [
    "ui": 0x03, "ua": 0x63, "disc": 0x43, "dm": 0x0f, "sabme": 0x6f, "test": 0xe3, "xid": 0xaf, "frmr": 0x87,
  ]
}
