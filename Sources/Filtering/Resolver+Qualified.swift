import Packets

extension Resolver {
  /// Qualifiers and what they qualify.
  mutating func qualified(
    _ qualifiers: Qualifiers, _ identifier: Identifier, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    switch identifier {
    case .name(let name): return try named(name, qualifiers, range)
    case .number(let number): return try numbered(number, bits: 32, isBare: true, qualifiers, range)
    case .dotted(let text): return try dotted(text, qualifiers, range)
    case .dottedPrefix(let text, let length): return try network(text, length, qualifiers, range)
    case .dottedMask(let text, let mask): return try network(text, mask: mask, qualifiers, range)
    case .ipv6(let address): return try ipv6(address, length: 128, qualifiers, range)
    case .ipv6Prefix(let address, let length): return try ipv6(address, length: length, qualifiers, range)
    case .mac(let address):
      guard qualifiers.isLinkHost else {
        throw FilterError(.qualifierMismatch(qualifier: qualifiers.text, subject: "Ethernet address"), range)
      }
      return try ethernetHost(address, qualifiers, range)
    case .arcnet(let address):
      guard qualifiers.isLinkHost else {
        throw FilterError(.qualifierMismatch(qualifier: qualifiers.text, subject: "ARCnet address"), range)
      }
      return try arcnetHost(address, qualifiers, range)
    }
  }

  private func named(
    _ name: String, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    switch qualifiers.kind {
    case .net:
      guard let network = names.network(named: name), network != 0 else { throw FilterError(.unknownNetwork, range) }
      let (address, mask) = Self.leftJustified(network)
      return try host(address, mask: mask, qualifiers, range)
    case nil, .host: return try host(named: name, qualifiers, range)
    case .port: return try port(named: name, qualifiers, range)
    case .portRange: return try portRange(named: name, qualifiers, range)
    case .gateway: throw FilterError(.gateway, range)
    case .proto:
      let number = try protocolNumber(named: name, over: qualifiers.proto, range)
      try refuseDirection(qualifiers, range)
      return try proto(number, over: qualifiers.proto, range)
    case .protoChain:
      let number = try protocolNumber(named: name, over: qualifiers.proto, range)
      return try protoChain(number, over: qualifiers.proto, range)
    }
  }

  /// Only names that stand for hosts have a source and a destination.
  private func refuseDirection(_ qualifiers: Qualifiers, _ range: Range<Int>) throws(FilterError) {
    guard qualifiers.direction != nil else { return }
    throw FilterError(.qualifierMismatch(qualifier: "direction", subject: "proto"), range)
  }

  private func host(
    named name: String, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    if qualifiers.proto == .link {
      guard layout.linkType.hasEthernetAddresses else { throw notOnLinkType("Ethernet addresses", range) }
      guard let address = names.ethernetAddress(ofHost: name) else { throw FilterError(.unknownEthernetHost, range) }
      return try ethernetHost(address, qualifiers, range)
    }
    if qualifiers.proto == .decnet { throw FilterError(.unknownHost, range) }
    var parts: [Predicate] = []
    var onlyIPv4 = qualifiers
    var onlyIPv6 = qualifiers
    if layout.typeField == nil, qualifiers.proto == nil { (onlyIPv4.proto, onlyIPv6.proto) = (.ip, .ip6) }
    if onlyIPv4.proto != .ip6 {
      for address in names.ipv4Addresses(ofHost: name) {
        parts.append(try host(address.rawValue, mask: .max, onlyIPv4, range))
      }
    }
    if onlyIPv6.proto != .ip {
      for address in names.ipv6Addresses(ofHost: name) {
        parts.append(try host(address.rawValue, mask: .max, onlyIPv6, range))
      }
    }
    guard !parts.isEmpty else { throw FilterError(.unknownHost, range) }
    return .any(parts)
  }

  /// A number where a name may stand. Numbers of fewer than 32 bits came with dots.
  private func numbered(
    _ number: UInt32, bits: UInt32, isBare: Bool, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    switch qualifiers.kind {
    case nil, .host, .net:
      if qualifiers.proto == .decnet { return try host(number, mask: 0, qualifiers, range) }
      if qualifiers.proto == .link {
        throw FilterError(.qualifierMismatch(qualifier: "link", subject: "IPv4 address"), range)
      }
      if isBare, qualifiers.kind == .net {
        let (address, mask) = Self.leftJustified(number)
        return try host(address, mask: mask, qualifiers, range)
      }
      return try host(number << (32 - bits), mask: UInt32.max << (32 - bits), qualifiers, range)
    case .port, .portRange:
      let transports = try transports(qualifiers, range)
      guard number <= 65535 else { throw FilterError(.valueTooLarge(maximum: 65535), range) }
      return try ports(number...number, isRange: qualifiers.kind == .portRange, transports, qualifiers, range)
    case .gateway: throw FilterError(.gateway, range)
    case .proto:
      try refuseDirection(qualifiers, range)
      return try proto(number, over: qualifiers.proto, range)
    case .protoChain: return try protoChain(number, over: qualifiers.proto, range)
    }
  }

  /// Moves a network's number to the high bytes, with the mask of those it has.
  private static func leftJustified(_ number: UInt32) -> (UInt32, UInt32) {
    var address = number
    var mask = UInt32.max
    while address != 0, address >> 24 == 0 { (address, mask) = (address << 8, mask << 8) }
    return (address, mask)
  }

  private func dotted(
    _ text: String, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    switch qualifiers.kind {
    case .port, .portRange, .proto, .protoChain:
      throw FilterError(.qualifierMismatch(qualifier: qualifiers.kindName, subject: "IPv4 address"), range)
    default: break
    }
    if qualifiers.proto == .decnet {
      let node = try DottedText.decnet(text, range)
      return try numbered(node, bits: 32, isBare: false, qualifiers, range)
    }
    let (address, bits) = try DottedText.octets(text, range)
    return try numbered(address, bits: bits, isBare: false, qualifiers, range)
  }

  private func network(
    _ text: String, _ length: UInt32, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    guard length <= 32 else { throw FilterError(.prefixTooLong(maximum: 32), range) }
    return try network(text, bits: UInt32.max << (32 - length), qualifiers, range)
  }

  private func network(
    _ text: String, mask: String, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    let (value, bits) = try DottedText.octets(mask, range)
    return try network(text, bits: value << (32 - bits), qualifiers, range)
  }

  private func network(
    _ text: String, bits mask: UInt32, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    let (value, bits) = try DottedText.octets(text, range)
    let address = value << (32 - bits)
    guard address & ~mask == 0 else { throw FilterError(.bitsOutsideMask, range) }
    guard qualifiers.kind == .net else { throw FilterError(.maskWithoutNet, range) }
    return try host(address, mask: mask, qualifiers, range)
  }

  private func ipv6(
    _ address: IPv6Address, length: UInt32, _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    guard length <= 128 else { throw FilterError(.prefixTooLong(maximum: 128), range) }
    let mask = length == 0 ? 0 : UInt128.max << UInt128(128 - length)
    guard address.rawValue & ~mask == 0 else { throw FilterError(.bitsOutsideMask, range) }
    switch qualifiers.kind {
    case nil, .host:
      guard length == 128 else { throw FilterError(.maskWithoutNet, range) }
    case .net: break
    default: throw FilterError(.qualifierMismatch(qualifier: qualifiers.kindName, subject: "IPv6 address"), range)
    }
    return try host(address.rawValue, mask: mask, qualifiers, range)
  }
}

extension Qualifiers {
  /// `ether host` and its like.
  fileprivate var isLinkHost: Bool { proto == .link && (kind == nil || kind == .host) }

  /// The protocol and the kind as they are written.
  fileprivate var text: String { [proto?.rawValue, kindName].compactMap(\.self).joined(separator: " ") }
}

extension LinkType {
  /// Whether packets have Ethernet addresses that can be asked for.
  fileprivate var hasEthernetAddresses: Bool {
    isEthernetLike || is80211 || self == .fddi || self == .tokenRing || self == .ipOVERFC
  }
}
