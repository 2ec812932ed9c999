import Packets

extension Resolver {
  /// Whether the link header says that a protocol follows.
  func linkType(_ proto: LinkProtocol, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if layout.labels > 0 { return try behindLabels(proto, range) }
    switch layout.linkType {
    case .ethernet, .netanalyzer, .netanalyzerTransparent:
      let ether = etherType(proto)
      return layout.isEmulatedLAN ? !.compare(outerMarker, .equal, 0xff00) && ether : ether
    case .cHDLC: return type(.half, proto == .osiSAP ? 0xfefe : proto.rawValue)
    case .ieee80211, .prismHeader, .ieee80211RadioAVS, .ieee80211Radio, .ppi: return wlanDataFrame && llcType(proto)
    case .fddi, .tokenRing, .atmRfc1483, .atmCLIP, .ipOVERFC: return llcType(proto)
    case .sunatm: return atmPayload(2) && llcType(proto)
    case .linuxSLL: return cookedType(proto)
    case .slip, .slipBsdos, .raw:
      switch proto {
      case .ip: return .compare(link(.byte, 0), .equal, 0x40, mask: 0xf0)
      case .ipv6: return .compare(link(.byte, 0), .equal, 0x60, mask: 0xf0)
      default: return .never
      }
    case .ipv4: return proto == .ip ? .always : .never
    case .ipv6: return proto == .ipv6 ? .always : .never
    case .ppp, .pppPPPD, .pppSerial, .pppEther: return type(.half, proto.pppNumber)
    case .pppBsdos:
      // IP headers compressed as Van Jacobson does count as IP.
      guard proto == .ip else { return type(.half, proto.pppNumber) }
      return type(.half, 0x21) || type(.half, 0x2d) || type(.half, 0x2f)
    case .null, .loop, .enc: return addressFamily(proto)
    case .pflog:
      let family: UInt32? = proto == .ip ? 2 : proto == .ipv6 ? 10 : nil
      return family.map { .compare(link(.byte, 1), .equal, $0) } ?? .never
    case .arcnet, .arcnetLinux: return arcnetType(proto)
    case .ltalk: return proto == .appleTalk ? .always : .never
    case .frelay: return frameRelayType(proto)
    case .bacnetMSTP: return .compare(link(.word, 0), .equal, 0x55ff_0000, mask: 0xffff_0000)
    case .ipnet:
      let family: UInt32? = proto == .ip ? 2 : proto == .ipv6 ? 26 : nil
      return family.map { type(.byte, $0) } ?? .never
    default: return try otherType(proto, range)
    }
  }

  private func otherType(_ proto: LinkProtocol, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if layout.linkType.isJuniper { return .compare(link(.word, 0), .equal, 0x4d47_4300, mask: 0xffff_ff00) }
    guard layout.typeField != nil else { throw notOnLinkType("protocols", range) }
    return type(.half, proto.rawValue)
  }

  /// Whether the link header's field that says what follows is a number.
  func type(_ size: Value.Size, _ number: UInt32) -> Predicate { .compare(typeField(size), .equal, number) }

  func typeField(_ size: Value.Size, _ offset: UInt32 = 0) -> Value {
    (layout.typeField ?? LinkLayout.Offset(LinkLayout.nowhere)).load(size, offset)
  }

  /// What an emulated LAN's control messages begin with.
  var outerMarker: Value { .load(.half, base: nil, offset: 4) }

  /// Whether a frame is one of IEEE 802.3, with a length where Ethernet has a type.
  var isLengthField: Predicate { !.compare(typeField(.half), .greater, LinkProtocol.maximumLength) }

  /// Ethernet's type, or the same in one of the other encapsulations that Ethernet knows.
  private func etherType(_ proto: LinkProtocol) -> Predicate {
    switch proto {
    case .osiSAP, .ipSAP, .netbeuiSAP:
      return isLengthField && .compare(payload(.half, 0), .equal, proto.rawValue << 8 | proto.rawValue)
    case .ipxSAP:
      let sap = Predicate.compare(payload(.byte, 0), .equal, proto.rawValue)
      let raw = Predicate.compare(payload(.half, 0), .equal, 0xffff)
      return type(.half, LinkProtocol.ipx.rawValue) || (isLengthField && .any([snap(0, .ipx), sap, raw]))
    case .appleTalk, .appleTalkARP:
      let encapsulated = isLengthField && snap(proto == .appleTalk ? 0x080007 : 0, proto)
      return type(.half, proto.rawValue) || encapsulated
    default:
      guard proto.isSAP else { return type(.half, proto.rawValue) }
      return isLengthField && .compare(typeField(.byte, 2), .equal, proto.rawValue)
    }
  }

  /// The type in a Linux cooked header, which also stands for IEEE 802.3 (1) and LLC (4).
  private func cookedType(_ proto: LinkProtocol) -> Predicate {
    let isLLC = type(.half, 4)
    switch proto {
    case .osiSAP, .ipSAP, .netbeuiSAP:
      return isLLC && .compare(payload(.half, 0), .equal, proto.rawValue << 8 | proto.rawValue)
    case .ipxSAP:
      let sap = Predicate.compare(payload(.byte, 0), .equal, proto.rawValue)
      return .any([type(.half, LinkProtocol.ipx.rawValue), type(.half, 1), isLLC && (sap || snap(0, .ipx))])
    case .appleTalk, .appleTalkARP:
      return type(.half, proto.rawValue) || (isLLC && snap(proto == .appleTalk ? 0x080007 : 0, proto))
    default:
      guard proto.isSAP else { return type(.half, proto.rawValue) }
      return isLLC && .compare(payload(.byte, 0), .equal, proto.rawValue)
    }
  }

  /// The type behind an LLC header that is always there.
  func llcType(_ proto: LinkProtocol) -> Predicate {
    switch proto {
    case .osiSAP, .ipSAP, .netbeuiSAP:
      return .compare(payload(.half, 0), .equal, proto.rawValue << 8 | proto.rawValue)
    case .ipxSAP: return .compare(payload(.byte, 0), .equal, proto.rawValue)
    case .appleTalk: return snap(0x080007, .appleTalk)
    default:
      if proto.isSAP { return .compare(payload(.byte, 0), .equal, proto.rawValue) }
      return .compare(payload(.half, 6), .equal, proto.rawValue)
    }
  }

  /// An LLC and a SNAP header for an organisation's protocol (RFC 1042).
  private func snap(_ organisation: UInt32, _ proto: LinkProtocol) -> Predicate {
    .compare(payload(.word, 4), .equal, organisation << 16 | proto.rawValue)
      && .compare(payload(.word, 0), .equal, 0xaaaa_0300 | organisation >> 16)
  }

  /// The address family that loopback packets begin with, in the writing machine's byte order but for LOOP.
  ///
  /// IPv6 has another number on every system; in a file any of the BSDs' counts.
  private func addressFamily(_ proto: LinkProtocol) -> Predicate {
    let families: [UInt32]
    switch proto {
    case .ip: families = [2]
    case .ipv6: families = target.layout == .savefile ? [30, 24, 28] : [10]
    default: return .never
    }
    let isBigEndian = layout.linkType == .loop || target.isSwapped
    return .any(families.map { .compare(link(.word, 0), .equal, isBigEndian ? $0 : $0.byteSwapped) })
  }

  private func arcnetType(_ proto: LinkProtocol) -> Predicate {
    switch proto {
    case .ipv6: type(.byte, 0xc4)
    case .ip: type(.byte, 0xd4) || type(.byte, 0xf0)
    case .arp: type(.byte, 0xd5) || type(.byte, 0xf1)
    case .reverseARP: type(.byte, 0xd6)
    case .appleTalk: type(.byte, 0xdd)
    default: .never
    }
  }

  /// An unnumbered frame's control field and the protocol's identifier (RFC 2427).
  private func frameRelayType(_ proto: LinkProtocol) -> Predicate {
    func identifier(_ number: UInt32) -> Predicate { .compare(link(.half, 2), .equal, 0x0300 | number) }
    switch proto {
    case .ip: return identifier(0xcc)
    case .ipv6: return identifier(0x8e)
    case .osiSAP: return .any([identifier(0x81), identifier(0x82), identifier(0x83)])
    default: return .never
    }
  }

  /// Behind MPLS labels nothing says what follows: the label must be the last, and the IP version fit.
  private func behindLabels(_ proto: LinkProtocol, _ range: Range<Int>) throws(FilterError) -> Predicate {
    let version: UInt32
    switch proto.rawValue {
    case LinkProtocol.ip.rawValue, LinkProtocol.ip.pppNumber: version = 0x40
    case LinkProtocol.ipv6.rawValue, LinkProtocol.ipv6.pppNumber: version = 0x60
    default: throw FilterError(.notInside(primitive: "this protocol", encapsulation: "mpls"), range)
    }
    return .compare(network(.byte, 0 &- 2), .equal, 1, mask: 1)
      && .compare(network(.byte, 0), .equal, version, mask: 0xf0)
  }
}
