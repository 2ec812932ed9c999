import Packets

extension Resolver {
  /// An IPv4 address under a mask, in a protocol or in all that have such addresses.
  func host(
    _ address: UInt32, mask: UInt32, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    switch qualifiers.proto {
    case nil:
      let inIP = try hostFields(address, mask, .ip, 12, 16, qualifiers, range)
      // Only IP can be told apart behind MPLS labels.
      guard layout.labels == 0 else { return inIP }
      let inARP = try hostFields(address, mask, .arp, 14, 24, qualifiers, range)
      let inRARP = try hostFields(address, mask, .reverseARP, 14, 24, qualifiers, range)
      return .any([inIP, inARP, inRARP])
    case .ip: return try hostFields(address, mask, .ip, 12, 16, qualifiers, range)
    case .arp: return try hostFields(address, mask, .arp, 14, 24, qualifiers, range)
    case .rarp: return try hostFields(address, mask, .reverseARP, 14, 24, qualifiers, range)
    case .decnet: return try decnetHost(address, qualifiers, range)
    default: throw mismatch(qualifiers, range)
    }
  }

  /// `tcp host` and the like.
  func mismatch(_ qualifiers: Qualifiers, _ range: Range<Int>) -> FilterError {
    let reason = FilterError.Reason.qualifierMismatch(
      qualifier: qualifiers.proto?.rawValue ?? "", subject: qualifiers.kindName)
    return FilterError(reason, range)
  }

  /// What a direction makes of the two fields that hold it.
  func sides(
    _ qualifiers: Qualifiers, _ range: Range<Int>, _ side: (Bool) throws(FilterError) -> Predicate
  ) throws(FilterError) -> Predicate {
    switch qualifiers.direction {
    case .source: return try side(true)
    case .destination: return try side(false)
    case .both: return try side(true) && side(false)
    case .either, nil: return try side(true) || side(false)
    default: throw notOnLinkType("802.11 addresses", range)
    }
  }

  private func hostFields(
    _ address: UInt32, _ mask: UInt32, _ proto: LinkProtocol, _ source: UInt32, _ destination: UInt32,
    _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    try sides(qualifiers, range) { isSource throws(FilterError) in
      let field = network(.word, isSource ? source : destination)
      return try linkType(proto, range) && .compare(field, .equal, address, mask: mask)
    }
  }

  /// An IPv6 address under a mask.
  func host(
    _ address: UInt128, mask: UInt128, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    guard qualifiers.proto == nil || qualifiers.proto == .ip6 else { throw mismatch(qualifiers, range) }
    return try sides(qualifiers, range) { isSource throws(FilterError) in
      var parts = [try linkType(.ipv6, range)]
      for word in 0..<4 {
        let shift = UInt128(96 - 32 * word)
        let bits = UInt32(truncatingIfNeeded: mask >> shift)
        let field = network(.word, (isSource ? 8 : 24) + UInt32(4 * word))
        parts.append(.compare(field, .equal, UInt32(truncatingIfNeeded: address >> shift), mask: bits))
      }
      return .all(parts)
    }
  }

  /// A DECnet node in the data packets that have long or short headers, with a padding byte or without.
  private func decnetHost(
    _ address: UInt32, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    let node = UInt32(UInt16(truncatingIfNeeded: address).byteSwapped)
    return try sides(qualifiers, range) { isSource throws(FilterError) in
      let long: UInt32 = isSource ? 15 : 7
      let short: UInt32 = isSource ? 3 : 1
      func isNode(_ offset: UInt32) -> Predicate { .compare(network(.half, offset), .equal, node) }
      let paddedLong = Predicate.compare(network(.half, 2), .equal, 0x8106, mask: 0xff07) && isNode(3 + long)
      let plainLong = Predicate.compare(network(.byte, 2), .equal, 0x06, mask: 0x07) && isNode(2 + long)
      let paddedShort = Predicate.compare(network(.half, 2), .equal, 0x8102, mask: 0xff07) && isNode(3 + short)
      let plainShort = Predicate.compare(network(.byte, 2), .equal, 0x02, mask: 0x07) && isNode(2 + short)
      return try linkType(.decnet, range) && .any([plainShort, paddedShort, plainLong, paddedLong])
    }
  }

  /// An Ethernet address, where the link type has it.
  func ethernetHost(
    _ address: MACAddress, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    let bytes = (0..<6).map { UInt8(truncatingIfNeeded: address.rawValue >> UInt64(40 - 8 * $0)) }
    let source: UInt32
    let destination: UInt32
    switch layout.linkType {
    case .ethernet, .netanalyzer, .netanalyzerTransparent: (source, destination) = (6, 0)
    case .fddi: (source, destination) = (7, 1)
    case .tokenRing: (source, destination) = (8, 2)
    case .ipOVERFC: (source, destination) = (10, 2)
    case .ieee80211, .prismHeader, .ieee80211RadioAVS, .ieee80211Radio, .ppi:
      return wlanHost(bytes, qualifiers.direction)
    default: throw notOnLinkType("Ethernet addresses", range)
    }
    let found = try sides(qualifiers, range) { isSource throws(FilterError) in
      self.bytes(bytes) { link($0, (isSource ? source : destination) + $1) }
    }
    return layout.isEmulatedLAN ? !.compare(outerMarker, .equal, 0xff00) && found : found
  }

  /// An ARCnet address; the source comes first.
  func arcnetHost(
    _ address: UInt8, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    guard layout.linkType == .arcnet || layout.linkType == .arcnetLinux else {
      throw notOnLinkType("ARCnet addresses", range)
    }
    return try sides(qualifiers, range) { isSource throws(FilterError) in
      .compare(link(.byte, isSource ? 0 : 1), .equal, UInt32(address))
    }
  }
}

extension Qualifiers {
  /// The kind as it is written.
  var kindName: String {
    switch kind {
    case nil, .host: "host"
    case .net: "net"
    case .port: "port"
    case .portRange: "portrange"
    case .proto: "proto"
    case .protoChain: "protochain"
    case .gateway: "gateway"
    }
  }
}
