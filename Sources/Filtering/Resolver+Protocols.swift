import Packets

extension Resolver {
  /// Whether a packet carries a protocol given by its name alone.
  func carrying(_ keyword: Keyword, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if let number = keyword.ipProtocol {
      let overIPv4 = try proto(number, over: .ip, range)
      return keyword.isOverIPv6 ? try proto(number, over: .ip6, range) || overIPv4 : overIPv4
    }
    if let linkProtocol = keyword.linkProtocol { return try linkType(linkProtocol, range) }
    if let number = keyword.osiProtocol { return try proto(number, over: .iso, range) }
    if let kinds = keyword.isisKinds {
      var parts: [Predicate] = []
      for kind in kinds { parts.append(try proto(kind, over: .isis, range)) }
      return .any(parts)
    }
    switch keyword {
    case .icmp6: return try proto(58, over: .ip6, range)
    default: throw FilterError(.notAlone(keyword.rawValue), range)
    }
  }

  /// `proto NUMBER`, of a protocol or of IPv4 and IPv6.
  func proto(_ number: UInt32, over keyword: Keyword?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    switch keyword {
    case nil: return try proto(number, over: .ip, range) || proto(number, over: .ip6, range)
    case .ip: return try linkType(.ip, range) && .compare(network(.byte, 9), .equal, number)
    case .ip6:
      let next = network(.byte, 6)
      let isFragment = Predicate.compare(next, .equal, 44) && .compare(network(.byte, 40), .equal, number)
      return try linkType(.ipv6, range) && (.compare(next, .equal, number) || isFragment)
    case .iso:
      if layout.linkType == .frelay { return .compare(link(.half, 2), .equal, 0x0300 | number) }
      // Cisco puts a byte in front of OSI protocols.
      let offset: UInt32 = layout.linkType == .cHDLC ? 1 : 0
      return try linkType(.osiSAP, range) && .compare(networkNoSNAP(.byte, offset), .equal, number)
    case .isis:
      return try proto(0x83, over: .iso, range) && .compare(networkNoSNAP(.byte, 4), .equal, number)
    case .link: return try linkType(LinkProtocol(rawValue: number), range)
    case let other?: throw FilterError(.qualifierMismatch(qualifier: other.rawValue, subject: "proto"), range)
    }
  }

  /// `protochain NUMBER`.
  func protoChain(_ number: UInt32, over keyword: Keyword?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    let isIPv6: Bool
    switch keyword {
    case nil: return try protoChain(number, over: .ip, range) || protoChain(number, over: .ip6, range)
    case .ip: isIPv6 = false
    case .ip6: isIPv6 = true
    case let other?: throw FilterError(.qualifierMismatch(qualifier: other.rawValue, subject: "protochain"), range)
    }
    guard layout.payload.variable == nil else { throw notOnLinkType("protochain", range) }
    let chain = ProtocolChain(
      isIPv6: isIPv6, networkOffset: layout.payload.constant &+ layout.network, wanted: number)
    return try linkType(isIPv6 ? .ipv6 : .ip, range) && .compare(.chain(chain), .equal, number)
  }

  /// The number of a protocol's name for `proto`.
  func protocolNumber(
    named name: String, over keyword: Keyword?, _ range: Range<Int>
  ) throws(FilterError) -> UInt32 {
    let number: UInt32?
    switch keyword {
    case nil, .ip, .ip6: number = names.ipProtocol(named: name).map(UInt32.init)
    case .link: number = LinkProtocol.names[name]?.rawValue
    case .iso: number = ["esis": 0x82, "isis": 0x83, "clnp": 0x81][name]
    default: number = nil
    }
    guard let number else { throw FilterError(.unknownProtocol, range) }
    return number
  }
}

extension Keyword {
  /// The number of a protocol above IP.
  fileprivate var ipProtocol: UInt32? {
    switch self {
    case .icmp: 1
    case .igmp: 2
    case .tcp: 6
    case .igrp: 9
    case .udp: 17
    case .esp: 50
    case .ah: 51
    case .pim: 103
    case .vrrp, .carp: 112
    case .sctp: 132
    default: nil
    }
  }

  /// Whether a protocol's name stands for it above IPv6 too.
  fileprivate var isOverIPv6: Bool {
    switch self {
    case .tcp, .udp, .sctp, .pim, .ah, .esp: true
    default: false
    }
  }

  /// What the link header says of a protocol.
  fileprivate var linkProtocol: LinkProtocol? {
    switch self {
    case .ip: .ip
    case .ip6: .ipv6
    case .arp: .arp
    case .rarp: .reverseARP
    case .atalk: .appleTalk
    case .aarp: .appleTalkARP
    case .decnet: .decnet
    case .lat: .lat
    case .sca: .sca
    case .mopdl: .mopDump
    case .moprc: .mopConsole
    case .iso: .osiSAP
    case .stp: .spanningTreeSAP
    case .ipx: .ipxSAP
    case .netbeui: .netbeuiSAP
    default: nil
    }
  }

  /// The network layer protocol identifier of an OSI protocol (ISO/IEC TR 9577).
  fileprivate var osiProtocol: UInt32? {
    switch self {
    case .clnp: 0x81
    case .esis: 0x82
    case .isis: 0x83
    default: nil
    }
  }

  /// The PDU types of a kind of IS-IS (ISO/IEC 10589 section 9).
  fileprivate var isisKinds: [UInt32]? {
    switch self {
    case .l1: [26, 24, 18, 15, 17]
    case .l2: [27, 25, 20, 16, 17]
    case .iih: [17, 15, 16]
    case .lsp: [18, 20]
    case .snp: [27, 26, 24, 25]
    case .csnp: [24, 25]
    case .psnp: [26, 27]
    default: nil
    }
  }
}
