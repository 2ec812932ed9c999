import Bytes
import Dissection
import Packets

/// Writes what routers of OSPF version 3 tell each other of links. Source: RFC 5340 appendices A.3 and A.4.
struct OSPFAdvertisements: ~Escapable {
  private let bytes: RawSpan
  /// Where the message ends by its own length.
  private let end: Int
  /// Bytes of an advertisement's header.
  private static let headerLength = 20

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  func append(_ type: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    switch type {
    case 1: try appendHello(to: &out, options)
    case 2:
      out.append("\n\tOptions [", bits: try bytes.word(16), Self.options, "]")
      out.append(", DD Flags [", bits: try bytes.byte(23), Self.descriptionFlags, "]")
      let sequence = try bytes.word(24)
      out.append(", MTU ", bytes.load16(20), ", DD-Sequence 0x")
      out.append(hex: sequence, width: 8)
      try appendHeaders(from: 28, to: &out, options)
    case 3: try appendRequests(to: &out, options)
    case 4: try appendUpdate(to: &out, options)
    case 5: try appendHeaders(from: 16, to: &out, options)
    default: break
    }
  }

  private func appendHello(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    out.append("\n\tOptions [", bits: try bytes.word(20), Self.options, "]")
    try bytes.need(4, at: 24)
    out.append("\n\t  Hello Timer ", bytes.load16(24), "s, Dead Timer ")
    out.append("", bytes.load16(26), "s, Interface-ID ")
    try out.append(ipv4: bytes, at: 16, options)
    out.append(", Priority ", bytes.load8(20))
    if try bytes.word(28) != 0 {
      out.append("\n\t  Designated Router ")
      try out.append(ipv4: bytes, at: 28, options)
    }
    if try bytes.word(32) != 0 {
      out.append(", Backup Designated Router ")
      try out.append(ipv4: bytes, at: 32, options)
    }
    guard options.verbosity > 1 else { return }
    out.append("\n\t  Neighbor List:")
    for at in stride(from: 36, to: end, by: 4) {
      try bytes.need(4, at: at)
      out.append("\n\t    ")
      try out.append(ipv4: bytes, at: at, options)
    }
  }

  private func appendRequests(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    guard options.verbosity > 1 else { return }
    for at in stride(from: 16, to: end, by: 12) {
      try bytes.check(12, at: at)
      out.append("\n\t  Advertising Router ")
      try out.append(ipv4: bytes, at: at + 8, options)
      try append(type: bytes.load16(at + 2), identifiedAt: at + 4, to: &out, options)
    }
  }

  private func appendUpdate(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    guard options.verbosity > 1 else { return }
    var (left, at) = (try bytes.word(16), 20)
    while at < end, left > 0 {
      at += try append(advertisement: at, to: &out, options)
      left -= 1
    }
  }

  private func appendHeaders(
    from start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    guard options.verbosity > 1 else { return }
    for at in stride(from: start, to: end, by: Self.headerLength) { try append(header: at, to: &out, options) }
  }

  private func append(
    header at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if at + Self.headerLength > end { throw .marked }
    let length = UInt64(try bytes.half(at + 18))
    out.append("\n\t  Advertising Router ")
    try out.append(ipv4: bytes, at: at + 8, options)
    out.append(", seq 0x", hex: bytes.load32(at + 12), width: 8, ", age ")
    // A length below the header's is told as tcpdump does, who counts without a sign.
    out.append("", bytes.load16(at), "s, length ")
    out.append(length &- UInt64(Self.headerLength))
    try append(type: bytes.load16(at + 2), identifiedAt: at + 4, to: &out, options)
  }

  /// Writes what an advertisement is, and which one: by the four bytes at a place.
  private func append(
    type: UInt16, identifiedAt place: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    out.append("\n\t    ", type & 0x1fff, Self.names, orElse: "Unknown", " LSA (")
    out.append("", type & 0x1fff, "), ")
    out.append("", type & 0x6000, Self.scopeNames, orElse: "Unknown", " Scope")
    out.append(type & 0x8000 != 0 ? ", transitive, LSA-ID " : ", LSA-ID ")
    try out.append(ipv4: bytes, at: place, options)
  }

  /// Returns how many bytes it has.
  private func append(
    advertisement start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    try append(header: start, to: &out, options)
    let length = Int(bytes.load16(start + 18))
    if length < Self.headerLength || start + length > end { throw .marked }
    let (at, count) = (start + Self.headerLength, length - Self.headerLength)
    switch bytes.load16(start + 2) {
    case 0x2001: try append(router: at, count, to: &out, options)
    case 0x2002: try append(network: at, count, to: &out, options)
    case 0x2003: try append(prefixesOfArea: at, count, to: &out, options)
    case 0x4005: try append(external: at, count, to: &out, options)
    case 8: try append(link: at, count, to: &out, options)
    case 0x2009: try append(prefixesInArea: at, count, to: &out, options)
    case 11: if try !OSPFElements(bytes, at, count).appendGrace(to: &out, options) { throw .marked }
    case 10: if try !OSPFElements(bytes, at, count).appendEngineering(to: &out, options) { throw .marked }
    default: out.append(hex: bytes.prefix(count, from: at), indent: "\n\t      ")
    }
    return length
  }

  private func append(
    router start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if count < 4 { throw .marked }
    out.append("\n\t      Options [", bits: try bytes.word(start), Self.options, "]")
    out.append(", RLA-Flags [", bits: bytes.load8(start), Self.routerFlags, "]")
    for at in stride(from: start + 4, to: start + count, by: 16) {
      if start + count - at < 16 { throw .marked }
      try bytes.check(16, at: at)
      switch bytes.load8(at) {
      case 1: out.append("\n\t      Neighbor Router-ID ")
      case 2: out.append("\n\t      Neighbor Network-ID ")
      case 4: out.append("\n\t      Virtual Link: Neighbor Router-ID ")
      default: return out.append("\n\t      Unknown Router Links Type 0x", hex: bytes.load8(at), width: 2)
      }
      try out.append(ipv4: bytes, at: at + 12, options)
      out.append("\n\t      Neighbor Interface-ID ")
      try out.append(ipv4: bytes, at: at + 8, options)
      out.append(", Interface ")
      try out.append(ipv4: bytes, at: at + 4, options)
      out.append(", metric ", bytes.load16(at + 2))
    }
  }

  private func append(
    network start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if count < 4 { throw .marked }
    out.append("\n\t      Options [", bits: try bytes.word(start), Self.options, "]")
    out.append("\n\t      Connected Routers:")
    for at in stride(from: start + 4, to: start + count, by: 4) {
      if start + count - at < 4 { throw .marked }
      try bytes.need(4, at: at)
      out.append("\n\t\t")
      try out.append(ipv4: bytes, at: at, options)
    }
  }

  private func append(
    prefixesOfArea start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if count < 4 { throw .marked }
    out.append(", metric ", try bytes.word(start) & 0xff_ffff)
    var at = start + 4
    while at < start + count { at += try append(prefix: at, start + count - at, to: &out, options) }
  }

  private func append(
    external start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if count < 4 { throw .marked }
    let flags = try bytes.word(start)
    out.append("\n\t     Flags [", bits: flags, Self.externalFlags, "] metric ")
    out.append(flags & 0xff_ffff)
    let (prefix, last) = (start + 4, start + count)
    var at = prefix
    at += try append(prefix: at, last - at, to: &out, options)
    if flags & 0x200_0000 != 0 {
      if last - at < 16 { throw .marked }
      try bytes.need(16, at: at)
      out.append(" forward ")
      try out.append(ipv6: bytes, at: at, options)
      at += 16
    }
    if flags & 0x100_0000 != 0 { try append(number: &at, " tag ", last, to: &out, options) }
    if try bytes.byte(prefix + 2) != 0 { try append(number: &at, " RefLSID: ", last, to: &out, options) }
  }

  private func append(
    number at: inout Int, _ label: StaticString, _ last: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if last - at < 4 { throw .marked }
    try bytes.need(4, at: at)
    out.append(label)
    try out.append(ipv4: bytes, at: at, options)
    at += 4
  }

  private func append(
    link start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if count < 4 { throw .marked }
    try bytes.check(4, at: start)
    out.append("\n\t      Options [", bits: bytes.load32(start), Self.options, "]")
    if count < 24 { throw .marked }
    let prefixes = try bytes.word(start + 20)
    out.append("\n\t      Priority ", bytes.load8(start), ", Link-local address ")
    try out.append(ipv6: bytes, at: start + 4, options)
    out.append(", Prefixes ", prefixes, ":")
    try append(prefixes: prefixes, at: start + 24, count - 24, to: &out, options)
  }

  private func append(
    prefixesInArea start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if count < 4 { throw .marked }
    try bytes.check(4, at: start + 8)
    try append(type: bytes.load16(start + 2), identifiedAt: start + 4, to: &out, options)
    if count < 6 { throw .marked }
    let prefixes = bytes.load16(start)
    out.append("\n\t      Prefixes ", prefixes, ":")
    // tcpdump counts half of what stands before them.
    try append(prefixes: UInt32(prefixes), at: start + 12, count - 6, to: &out, options)
  }

  private func append(
    prefixes: UInt32, at start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var (at, left) = (start, prefixes)
    while left > 0 {
      at += try append(prefix: at, start + count - at, to: &out, options)
      left -= 1
    }
  }

  /// Returns how many bytes it has.
  private func append(
    prefix at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    if count < 4 { throw .marked }
    try bytes.check(4, at: at)
    let bits = bytes.load8(at)
    let size = (Int(bits) + 31) / 32 * 4
    if size > 16 {
      out.append(" bogus prefixlen /", bits)
      throw .marked
    }
    if count - 4 < size { throw .marked }
    try bytes.need(size, at: at + 4)
    var address: UInt128 = 0
    for index in 0..<size { address |= UInt128(bytes.load8(at + 4 + index)) << (8 * (15 - index)) }
    out.append("\n\t\t")
    out.append(host: IPv6Address(rawValue: address), options)
    out.append("/", bits)
    if bytes.load8(at + 1) != 0 { out.append(", Options [", bits: bytes.load8(at + 1), Self.prefixOptions, "]") }
    out.append(", metric ", bytes.load16(at + 2))
    return 4 + size
  }

  private static let options = BitTokens([
    (0x01, "V6"), (0x02, "External"), (0x04, "Deprecated"), (0x08, "NSSA"), (0x10, "Router"), (0x20, "Demand Circuit"),
    (0x100, "AFs Support"), (0x200, "LLS"), (0x400, "Authentication Trailer"),
  ])
  private static let descriptionFlags = BitTokens([(4, "Init"), (2, "More"), (1, "Master"), (0x10, "IPv6 MTU")])
  private static let routerFlags = BitTokens([
    (0x01, "ABR"), (0x02, "External"), (0x04, "Virtual-Link Endpoint"), (0x08, "Deprecated"), (0x10, "NSSA Translator"),
  ])
  private static let externalFlags = BitTokens([
    (0x8000_0000, "External Type 2"), (0x200_0000, "Forwarding"), (0x100_0000, "Tag"),
  ])
  private static let prefixOptions = BitTokens([
    (0x01, "No Unicast"), (0x02, "Local address"), (0x04, "Deprecated"), (0x08, "Propagate"), (0x10, "Down"),
    (0x20, "N-bit"),
  ])
  private static let names = Tokens([
    1: "Router", 2: "Network", 3: "Inter-Area Prefix", 4: "Inter-Area Router", 5: "External", 6: "Deprecated",
    7: "NSSA", 8: "Link", 9: "Intra-Area Prefix", 10: "Intra-Area TE", 11: "Grace", 12: "Router Information",
    13: "Inter-AS-TE", 14: "Layer 1 VPN",
  ])
  private static let scopeNames = Tokens([0: "Link Local", 0x2000: "Area Local", 0x4000: "Domain Wide"])
}
