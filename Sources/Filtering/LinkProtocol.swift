/// What a link header can carry: an EtherType, or an LLC service access point when it is not above 1500.
struct LinkProtocol: RawRepresentable, Hashable, Sendable {
  var rawValue: UInt32

  /// The greatest length of an Ethernet frame's payload; greater numbers are EtherTypes.
  static let maximumLength: UInt32 = 1500

  static let ip = LinkProtocol(rawValue: 0x0800)
  static let arp = LinkProtocol(rawValue: 0x0806)
  static let reverseARP = LinkProtocol(rawValue: 0x8035)
  static let ipv6 = LinkProtocol(rawValue: 0x86dd)
  static let vlan = LinkProtocol(rawValue: 0x8100)
  static let serviceVLAN = LinkProtocol(rawValue: 0x88a8)
  static let qinq = LinkProtocol(rawValue: 0x9100)
  static let mpls = LinkProtocol(rawValue: 0x8847)
  static let pppoeDiscovery = LinkProtocol(rawValue: 0x8863)
  static let pppoeSession = LinkProtocol(rawValue: 0x8864)
  static let appleTalk = LinkProtocol(rawValue: 0x809b)
  static let appleTalkARP = LinkProtocol(rawValue: 0x80f3)
  static let decnet = LinkProtocol(rawValue: 0x6003)
  static let lat = LinkProtocol(rawValue: 0x6004)
  static let sca = LinkProtocol(rawValue: 0x6007)
  static let mopDump = LinkProtocol(rawValue: 0x6001)
  static let mopConsole = LinkProtocol(rawValue: 0x6002)
  static let loopback = LinkProtocol(rawValue: 0x9000)
  static let ipx = LinkProtocol(rawValue: 0x8137)
  static let xns = LinkProtocol(rawValue: 0x0600)
  static let transparentEthernet = LinkProtocol(rawValue: 0x6558)

  static let osiSAP = LinkProtocol(rawValue: 0xfe)
  static let ipSAP = LinkProtocol(rawValue: 0x06)
  static let netbeuiSAP = LinkProtocol(rawValue: 0xf0)
  static let ipxSAP = LinkProtocol(rawValue: 0xe0)
  static let spanningTreeSAP = LinkProtocol(rawValue: 0x42)

  /// Whether it is an LLC service access point.
  var isSAP: Bool { rawValue <= Self.maximumLength }

  /// The names that `ether proto` knows.
  static let names: [String: LinkProtocol] = [
    "aarp": appleTalkARP, "arp": arp, "atalk": appleTalk, "decnet": decnet, "ip": ip, "ip6": ipv6, "lat": lat,
    "loopback": loopback, "mopdl": mopDump, "moprc": mopConsole, "rarp": reverseARP, "sca": sca,
    "iso": osiSAP, "stp": spanningTreeSAP, "ipx": ipxSAP, "netbeui": netbeuiSAP,
  ]

  /// The PPP protocol that carries the same, the number itself for those that have none (RFC 1661).
  var pppNumber: UInt32 {
    switch self {
    case .ip: 0x21
    case .ipv6: 0x57
    case .decnet: 0x27
    case .appleTalk: 0x29
    case .xns: 0x25
    case .osiSAP: 0x23
    case .spanningTreeSAP: 0x31
    case .ipxSAP: 0x2b
    default: rawValue
    }
  }
}
