import Bytes
import Dissection
import Packets

// Neighbour discovery: its five messages and their options (RFC 4861, RFC 4191, RFC 6275, RFC 8106).

extension ICMPv6Text {
  func appendNeighborDiscovery(
    _ type: ICMPv6Type, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let isTold = options.verbosity > 0
    switch type {
    case .routerSolicitation: if isTold { try appendOptions(from: 8, to: &out, options) }
    case .routerAdvertisement:
      guard isTold else { return }
      try appendRouter(to: &out)
      try appendOptions(from: 16, to: &out, options)
    case .redirect:
      let destination = try address(24)
      out.append(", ")
      out.append(host: destination, options)
      let target = try address(8)
      out.append(" to ")
      out.append(host: target, options)
      if isTold { try appendOptions(from: 40, to: &out, options) }
    default:
      let target = try address(8)
      out.append(type == .neighborSolicitation ? ", who has " : ", tgt is ")
      out.append(host: target, options)
      guard isTold else { return }
      if type == .neighborAdvertisement {
        out.append(", Flags [")
        Self.neighborFlagNames.append(try bytes.uint32(at: 4), none: "none", to: &out)
        out.append("]")
      }
      try appendOptions(from: 24, to: &out, options)
    }
  }

  private func appendRouter(to out: inout TextBuffer) throws(Truncation) {
    try bytes.require(16)
    out.append("\n\thop limit ")
    out.append(bytes.load8(4))
    out.append(", Flags [")
    Self.routerFlagNames.append(UInt32(bytes.load8(5)), none: "none", to: &out)
    out.append("], pref ")
    out.append(Self.preference(bytes.load8(5)))
    out.append(", router lifetime ")
    out.append(bytes.load16(6))
    out.append("s, reachable time ")
    out.append(bytes.load32(8))
    out.append("ms, retrans timer ")
    out.append(bytes.load32(12))
    out.append("ms")
  }

  /// The preference of a router or a route (RFC 4191 section 2.1).
  private static func preference(_ flags: UInt8) -> StaticString {
    switch flags >> 3 & 3 {
    case 0: "medium"
    case 1: "high"
    case 2: "rsv"
    default: "low"
    }
  }

  private static let routerFlagNames = BitTokens([
    (0x80, "managed"), (0x40, "other stateful"), (0x20, "home agent"), (0x02, "ipv6 only"),
  ])

  private static let neighborFlagNames = BitTokens([
    (0x8000_0000, "router"), (0x4000_0000, "solicited"), (0x2000_0000, "override"),
  ])

  /// Writes the options behind the first `offset` bytes, a line each.
  func appendOptions(
    from offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var all = NeighborOptions(bytes, from: offset, length: length)
    while let option = all.next() {
      out.append("\n\t  ")
      out.append(Self.optionNames[option.type] ?? "unknown")
      out.append(" option (")
      out.append(option.type)
      out.append("), length ")
      out.append(option.length)
      out.append(" (")
      out.append(option.length / 8)
      out.append("): ")
      let body = bytes.prefix(option.length - 2, from: option.offset + 2)
      if Self.optionNames[option.type] == nil {
        // What nobody knows ends the options, unless all of them are dumped.
        guard options.verbosity > 1 else { return out.append(hex: body, indent: "\n\t  ") }
      } else {
        try append(option, first: offset, to: &out, options)
      }
      if options.verbosity > 1 { out.append(hex: body, indent: "\n\t    ") }
    }
    if all.fault != nil { out.append(truncationMark: "icmp6") }
  }

  private static let optionNames = Tokens([
    1: "source link-address", 2: "destination link-address", 3: "prefix info", 4: "redirected header", 5: "mtu",
    7: "advertisement interval", 8: "homeagent information", 24: "route info", 25: "rdnss", 31: "dnssl",
  ])

  private func append(
    _ option: NeighborOption, first: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let at = option.offset
    switch option.type {
    case 1, 2: appendLinkAddress(bytes.prefix(option.length - 2, from: at + 2), to: &out)
    case 3: try appendPrefix(option, to: &out, options)
    // The reference dumps the first of the options here, whichever this one is.
    case 4: out.append(hex: bytes.prefix(option.length, from: first), indent: "\n\t    ")
    case 5:
      let size = try bytes.uint32(at: at + 4)
      out.append(" ")
      out.append(size)
      if option.length != 8 { out.append("bad option length") }
    case 7:
      let interval = try bytes.uint32(at: at + 4)
      out.append(" ")
      out.append(interval)
      out.append("ms")
    case 8:
      let lifetime = try bytes.uint16(at: at + 6)
      out.append(" preference ")
      out.append(try bytes.uint16(at: at + 4))
      out.append(", lifetime ")
      out.append(lifetime)
    case 24: try appendRoute(option, to: &out, options)
    case 25: try appendServers(option, to: &out, options)
    default: try appendDomains(option, first: first, to: &out)
    }
  }

  private func appendLinkAddress(_ address: RawSpan, to out: inout TextBuffer) {
    for at in 0..<address.byteCount {
      if at > 0 { out.append(":") }
      out.append(hexByte: address.load8(at))
    }
  }

  private func appendPrefix(
    _ option: NeighborOption, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let at = option.offset
    let prefix = try address(at + 16)
    out.append(host: prefix, options)
    out.append("/")
    out.append(try bytes.uint8(at: at + 2))
    if option.length != 32 { out.append("badlen") }
    out.append(", Flags [")
    Self.prefixFlagNames.append(UInt32(try bytes.uint8(at: at + 3)), none: "none", to: &out)
    out.append("], valid time ")
    out.append(lifetime: try bytes.uint32(at: at + 4))
    out.append(", pref. time ")
    out.append(lifetime: try bytes.uint32(at: at + 8))
  }

  private static let prefixFlagNames = BitTokens([(0x80, "onlink"), (0x40, "auto"), (0x20, "router")])

  private func appendRoute(
    _ option: NeighborOption, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let at = option.offset
    var prefix: UInt128 = 0
    switch option.length {
    case 8: break
    case 16: prefix = UInt128(try bytes.uint64(at: at + 8)) << 64
    case 24: prefix = try bytes.uint128(at: at + 8)
    default: throw Truncation()
    }
    let lifetime = try bytes.uint32(at: at + 4)
    out.append(" ")
    out.append(host: IPv6Address(rawValue: prefix), options)
    out.append("/")
    out.append(try bytes.uint8(at: at + 2))
    out.append(", pref=")
    out.append(Self.preference(try bytes.uint8(at: at + 3)))
    out.append(", lifetime=")
    out.append(lifetime: lifetime)
  }

  private func appendServers(
    _ option: NeighborOption, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let lifetime = try bytes.uint32(at: option.offset + 4)
    out.append(" lifetime ")
    out.append(lifetime)
    out.append("s,")
    for index in 0..<((option.length / 8 - 1) / 2) {
      let server = try address(option.offset + 8 + index * 16)
      out.append(" addr: ")
      out.append(host: server, options)
    }
  }

  /// Writes search domains; a pointer in one would count from the first of the options.
  private func appendDomains(
    _ option: NeighborOption, first: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    let lifetime = try bytes.uint32(at: option.offset + 4)
    out.append(" lifetime ")
    out.append(lifetime)
    out.append("s, domain(s):")
    var at = option.offset + 8
    while at < option.offset + option.length, try bytes.uint8(at: at) != 0 {
      out.append(" ")
      at = first + (try out.append(domainNameAt: at - first, in: bytes.suffix(from: first)))
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(lifetime seconds: UInt32) {
    if seconds == .max { return append("infinity") }
    append(seconds)
    append("s")
  }
}
