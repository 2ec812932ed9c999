import Bytes
import Dissection
import Packets

// Updates and the attributes of their routes. Source: RFC 4271 sections 4.3 and 5.

extension BGPText {
  /// Writes an update: routes withdrawn, attributes, and the routes that have them.
  func appendUpdate(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let end = message.byteCount
    try bytes.check(21)
    if end < 21 { throw .marked }
    let withdrawn = Int(bytes.load16(19))
    var at = 21
    try bytes.check(withdrawn, at: at)
    if end - at < withdrawn { throw .marked }
    var rest = withdrawn
    if withdrawn > 1 {
      out.append("\n\t  Withdrawn routes:")
      rest = try appendRoutes(at, at + withdrawn, to: &out, options)
    }
    at += withdrawn
    if withdrawn > 1, rest > 0 {
      // What is left of a list that makes no sense is read as what should follow it.
      at -= rest
    }
    try bytes.check(2, at: at)
    if end - at < 2 { throw .marked }
    let length = Int(bytes.load16(at))
    at += 2
    if withdrawn == 0 || rest == 0, length == 0, end == at {
      return out.append("\n\t  End-of-Rib Marker (empty NLRI)")
    }
    if length > 0 {
      if end - at < length { throw .marked }
      at = try appendAttributes(at, at + length, end, to: &out, options)
    }
    guard at < end else { return }
    out.append("\n\t  Updated routes:")
    _ = try appendRoutes(at, end, to: &out, options)
  }

  /// Writes IPv4 routes up to an offset; returns how many bytes are left of them.
  private func appendRoutes(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    let hasPath = hasPaths(start, end - start, limit: 32)
    var at = start
    while at < end {
      var path: UInt32 = 0
      if hasPath {
        if end - at < 4 { throw .marked }
        path = try bytes.word(at)
        at += 4
      }
      let before = out.count
      out.append("\n\t    ")
      let outcome: Outcome
      do throws(PartStop) {
        outcome = try appendPrefix(at, end - at, isIPv6: false, to: &out, options)
      } catch {
        out.truncate(to: before)
        throw error == .truncated ? .marked : error
      }
      switch outcome {
      case .illegal:
        out.append("(illegal prefix length)")
        return end - at
      case .ends:
        out.truncate(to: before)
        throw .marked
      case .told(let count):
        if hasPath { out.append("   Path Id: ", path) }
        at += count
      }
    }
    return 0
  }

  /// Writes attributes; returns where they end.
  private func appendAttributes(
    _ start: Int, _ end: Int, _ messageEnd: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    var at = start
    while at < end {
      try bytes.check(2, at: at)
      if messageEnd - at < 2 { throw .marked }
      if end - at < 2 {
        out.append("\n\t  [path attrs too short]")
        return end
      }
      let (flags, type) = (bytes.load8(at), bytes.load8(at + 1))
      at += 2
      let width = flags & 0x10 != 0 ? 2 : 1
      try bytes.check(width, at: at)
      if messageEnd - at < width { throw .marked }
      if end - at < width {
        out.append("\n\t  [path attrs too short]")
        return end
      }
      let length = width == 2 ? Int(bytes.load16(at)) : Int(bytes.load8(at))
      at += width
      append("\n\t  ", flags, type, length, to: &out)
      if end - at < length {
        out.append(" [path attrs too short]")
        return end
      }
      try append(attribute: type, at, length, depth: 0, to: &out, options)
      at += length
    }
    return at
  }

  private func append(
    _ indent: StaticString, _ flags: UInt8, _ type: UInt8, _ length: Int, to out: inout TextBuffer
  ) {
    out.append(indent, type, Self.attributeNames, orElse: "Unknown Attribute", " (")
    out.append("", type, "), length: ")
    out.append(length)
    guard flags != 0 else { return }
    out.append(", Flags [")
    if flags & 0x80 != 0 { out.append("O") }
    if flags & 0x40 != 0 { out.append("T") }
    if flags & 0x20 != 0 { out.append("P") }
    if flags & 0x10 != 0 { out.append("E") }
    if flags & 0xf != 0 { out.append("+", hex: flags & 0xf) }
    out.append("]: ")
  }

  private func append(
    attribute type: UInt8, _ at: Int, _ length: Int, depth: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    // Bytes that are dumped: of what is gone through to its end none.
    var left = length
    switch type {
    case 2, 17: try appendPath(type, at, length, to: &out, options)
    case 14: try appendReachable(at, length, to: &out, options)
    case 15: try appendUnreachable(at, length, to: &out, options)
    case 16: try appendExtendedCommunities(at, length, to: &out, options)
    case 22: try appendTunnel(at, length, to: &out, options)
    case 26: try appendMetric(at, length, to: &out, options)
    case 128: left = try appendSet(at, length, depth: depth, to: &out, options)
    default:
      try append(plain: type, at, length, to: &out, options)
      if type == 32, length % 12 == 0 { left = 0 }
    }
    if options.verbosity > 1, left > 0 {
      try bytes.check(left, at: at)
      out.append(hex: bytes.prefix(left, from: at), indent: "\n\t    ")
    }
  }

  private func append(
    plain type: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let isSound: Bool
    switch type {
    case 1: isSound = length == 1
    case 3, 4, 5, 9: isSound = length == 4
    case 6: isSound = length == 0
    case 7: isSound = length == 6 || length == 8
    case 18: isSound = length == 8
    case 8, 10: isSound = length % 4 == 0
    case 32: isSound = length > 0 && length % 12 == 0
    default: isSound = true
    }
    guard isSound else { return out.append("invalid len") }
    switch type {
    case 1: out.append("", try bytes.byte(at), Self.originNames, orElse: "Unknown Origin Typecode")
    case 3, 9: try out.append(ipv4: bytes, at: at, options)
    case 4, 5: out.append(try bytes.word(at))
    case 6: break
    case 7, 18:
      try bytes.check(length, at: at)
      out.append(" AS #")
      out.append(autonomousSystem: length == 6 ? UInt32(bytes.load16(at)) : bytes.load32(at), options)
      out.append(", origin ")
      try out.append(ipv4: bytes, at: at + length - 4, options)
    case 8: try appendCommunities(at, length, to: &out)
    case 10:
      for offset in stride(from: at, to: at + length, by: 4) {
        if offset > at { out.append(", ") }
        try out.append(ipv4: bytes, at: offset, options)
      }
    case 32:
      out.append("\n\t    ")
      for offset in stride(from: at, to: at + length, by: 12) {
        if offset > at { out.append(", ") }
        try bytes.need(12, at: offset)
        out.append("", bytes.load32(offset), ":")
        out.append("", bytes.load32(offset + 4), ":")
        out.append(bytes.load32(offset + 8))
      }
    default:
      try bytes.check(length, at: at)
      out.append("\n\t    no Attribute ", type, " decoder")
      if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at), indent: "\n\t    ") }
    }
  }

  private func appendCommunities(_ start: Int, _ length: Int, to out: inout TextBuffer) throws(PartStop) {
    for at in stride(from: start, to: start + length, by: 4) {
      try bytes.check(4, at: at)
      switch bytes.load32(at) {
      case 0xffff_ff01: out.append(" NO_EXPORT")
      case 0xffff_ff02: out.append(" NO_ADVERTISE")
      case 0xffff_ff03: out.append(" NO_EXPORT_SUBCONFED")
      case let value:
        out.append("", value >> 16, ":")
        out.append("", value & 0xffff, start + length - at > 4 ? ", " : "")
      }
    }
  }

  /// Bytes that numbers of autonomous systems have in a path, which only its length shows.
  private func systemSize(_ type: UInt8, _ start: Int, _ length: Int) throws(PartStop) -> Int {
    if type == 17 { return 4 }
    var at = 0
    while at < length {
      let kind = try bytes.byte(start + at)
      if kind < 1 || kind > 4 { return 4 }
      at += 2 + Int(try bytes.byte(start + at + 1)) * 2
    }
    return at == length ? 2 : 4
  }

  private func appendPath(
    _ type: UInt8, _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if length % 2 != 0 { return out.append("invalid len") }
    if length == 0 { return out.append("empty") }
    let size = try systemSize(type, start, length)
    var at = start
    while at < start + length {
      let kind = try bytes.byte(at)
      out.append("", kind, Self.openingNames, orElse: "?")
      let count = Int(try bytes.byte(at + 1))
      for index in 0..<count {
        try bytes.check(size, at: at + 2 + index * size)
        let number = size == 2 ? UInt32(bytes.load16(at + 2 + index * 2)) : bytes.load32(at + 2 + index * 4)
        out.append(autonomousSystem: number, options)
        out.append(" ")
      }
      out.append("", kind, Self.closingNames, orElse: "?")
      at += 2 + count * size
    }
  }

  /// Writes which family routes are of; `nil` when nothing is known of it.
  private func appendFamily(
    _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Family? {
    let (family, subfamily) = (try bytes.half(at), try bytes.byte(at + 2))
    out.append("\n\t    AFI: ", family, AddressFamily.names, orElse: "Unknown AFI", " (")
    out.append("", family, subfamily > 128 ? "), vendor specific SAFI: " : "), SAFI: ")
    out.append("", subfamily, Self.subfamilyNames, orElse: "Unknown SAFI", " (")
    out.append("", subfamily, ")")
    if let known = Family(family, subfamily) { return known }
    try bytes.check(length, at: at)
    out.append("\n\t    no AFI ", family, " / SAFI ")
    out.append("", subfamily, " decoder")
    if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at), indent: "\n\t    ") }
    return nil
  }

  private func appendReachable(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try bytes.check(3, at: start)
    if length < 3 { throw .marked }
    guard let family = try appendFamily(start, length, to: &out, options) else { return }
    let end = start + length
    var at = start + 3
    try bytes.check(1, at: at)
    if at >= end { throw .marked }
    let size = Int(bytes.load8(at))
    at += 1
    if size > 0 {
      if end - at < size { throw .marked }
      out.append("\n\t    nexthop: ")
      var hop = at
      while hop < at + size {
        if hop > at { out.append(", ") }
        hop += try appendHop(family, hop, at + size - hop, to: &out, options)
      }
      at += size
    }
    out.append(", nh-length: ", size)
    if at >= end { throw .marked }
    let stations = try bytes.byte(at)
    at += 1
    if stations > 0 { out.append("\n\t    ", stations, " SNPA") } else { out.append(", no SNPA") }
    for _ in 0..<stations {
      if at >= end { throw .marked }
      let count = Int(try bytes.byte(at))
      out.append("\n\t      ", count, " bytes")
      at += 1
      if end - at < count { throw .marked }
      try bytes.check(count, at: at)
      at += count
    }
    try appendRoutes(family, at, start, end, to: &out, options)
  }

  /// Returns how many bytes a next hop has.
  private func appendHop(
    _ family: Family, _ at: Int, _ left: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    let size: Int
    switch family {
    case .ipv4, .labeledIPv4, .targets, .multicastVPN, .multicastTree, .layer2: size = 4
    case .vpnIPv4: size = 12
    case .ipv6, .labeledIPv6: size = 16
    case .vpnIPv6: size = 24
    case .osi: size = left
    case .vpnOSI: size = max(left, 9)
    }
    if left < size {
      out.append("invalid len")
      return left
    }
    var address = at
    switch family {
    case .vpnIPv4, .vpnIPv6, .vpnOSI:
      if family == .vpnOSI { try bytes.check(size, at: at) } else { try bytes.need(size, at: at) }
      out.append("RD: ")
      try append(distinguisher: at, to: &out, options)
      out.append(", ")
      address += 8
    default: break
    }
    switch family {
    case .ipv6, .labeledIPv6, .vpnIPv6: try out.append(ipv6: bytes, at: address, options)
    case .osi: try out.append(accessPoint: bytes, at: at, count: left)
    case .vpnOSI:
      try out.append(accessPoint: bytes, at: address, count: left - 8)
      if try bytes.word(address) == 0x4700_0601 {
        try bytes.need(8, at: address)
        out.append(" = ")
        try out.append(ipv4: bytes, at: address + 4, options)
      } else if try bytes.triple(address) == 0x350000 {
        try bytes.need(19, at: address)
        out.append(" = ")
        try out.append(ipv6: bytes, at: address + 3, options)
      }
    default: try out.append(ipv4: bytes, at: address, options)
    }
    return size
  }

  private func appendUnreachable(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try bytes.check(3, at: start)
    guard let family = try appendFamily(start, length, to: &out, options) else { return }
    if length == 3 { out.append("\n\t      End-of-Rib Marker (empty NLRI)") }
    try appendRoutes(family, start + 3, start, start + length, to: &out, options)
  }

  private func appendRoutes(
    _ family: Family, _ start: Int, _ attribute: Int, _ end: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let hasPath: Bool
    switch family {
    case .ipv4: hasPath = hasPaths(start, end - start, limit: 32)
    case .ipv6: hasPath = hasPaths(start, end - start, limit: 128)
    default: hasPath = false
    }
    var at = start
    while at < end {
      let path = hasPath ? try bytes.word(at) : 0
      let offset = hasPath ? at + 4 : at
      // A route may be as long as the whole attribute, wherever it stands.
      let outcome = try appendRoute(family, offset, end - attribute, hasPath: hasPath, to: &out, options)
      switch outcome {
      case .ends:
        if family == .ipv4 || family == .ipv6 { throw .marked }
        return
      case .told(let count):
        if count < 0 { return }
        if hasPath { out.append("   Path Id: ", path) }
        at = offset + count
      case .illegal:
        out.append(family == .layer2 ? "\n\t    (illegal length)" : "\n\t    (illegal prefix length)")
        guard hasPath else { return }
        out.append("   Path Id: ", path)
        at += 3
      }
    }
  }

  private func appendTunnel(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try bytes.check(5, at: start)
    if length < 5 { throw .marked }
    let type = bytes.load8(start + 1)
    out.append("\n\t    Tunnel-type ", type, Self.tunnelNames, orElse: "Unknown", " (")
    out.append("", type, bytes.load8(start) & 1 != 0 ? "), Flags [Leaf Information required" : "), Flags [none")
    out.append("], MPLS Label ", bytes.load24(start + 2) >> 4)
    let at = start + 5
    switch type {
    case 3, 4, 5:
      try bytes.need(8, at: at)
      out.append(type == 3 ? "\n\t      Root-Node " : "\n\t      Sender ")
      try out.append(ipv4: bytes, at: at, options)
      out.append(", P-Group ")
      try out.append(ipv4: bytes, at: at + 4, options)
    case 6:
      try bytes.need(4, at: at)
      out.append("\n\t      Tunnel-Endpoint ")
      try out.append(ipv4: bytes, at: at, options)
    case 1, 2, 7:
      try bytes.need(8, at: at)
      out.append(type == 1 ? "\n\t      Extended-Tunnel-ID " : "\n\t      Root-Node ")
      try out.append(ipv4: bytes, at: at, options)
      out.append(type == 1 ? ", P2MP-ID 0x" : ", LSP-ID 0x", hex: bytes.load32(at + 4), width: 8)
    default:
      if options.verbosity <= 1 { out.append(hex: bytes.prefix(length - 5, from: at), indent: "\n\t      ") }
    }
  }

  private func appendMetric(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var (at, left) = (start, length)
    while left >= 3 {
      let (type, size) = (try bytes.byte(at), Int(try bytes.half(at + 1)))
      at += 3
      left -= 3
      out.append(type == 1 ? "\n\t    AIGP" : "\n\t    Unknown")
      out.append(" TLV (", type, "), length ")
      out.append(size)
      if size < 3 || left < size - 3 { throw .marked }
      if type == 1 {
        if size < 11 { throw .marked }
        out.append(", metric ", try bytes.long(at))
      } else if options.verbosity <= 1 {
        out.append(hex: bytes.prefix(size - 3, from: at), indent: "\n\t      ")
      }
      at += size - 3
      left -= size - 3
    }
  }

  /// Writes the attributes that a provider carries for a customer (RFC 6368); returns how many bytes are left.
  private func appendSet(
    _ start: Int, _ length: Int, depth: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    try bytes.check(4, at: start)
    if length < 4 { throw .marked }
    out.append("\n\t    Origin AS: ")
    out.append(autonomousSystem: bytes.load32(start), options)
    let end = start + length
    var at = start + 4
    while at < end {
      try bytes.check(2, at: at)
      if end - at < 2 { return tooShort(end - at, &out) }
      let (flags, type) = (bytes.load8(at), bytes.load8(at + 1))
      at += 2
      let width = flags & 0x10 != 0 ? 2 : 1
      try bytes.check(width, at: at)
      if end - at < width { return tooShort(end - at, &out) }
      let size = width == 2 ? Int(bytes.load16(at)) : Int(bytes.load8(at))
      at += width
      append("\n\t      ", flags, type, size, to: &out)
      if end - at < size { return tooShort(end - at, &out) }
      if depth == 10 {
        out.append("(too many nested levels, not recursing)")
      } else {
        try append(attribute: type, at, size, depth: depth + 1, to: &out, options)
      }
      at += size
    }
    return 0
  }

  private func tooShort(_ left: Int, _ out: inout TextBuffer) -> Int {
    out.append(" [path attr too short]")
    return left
  }

  private static let attributeNames = Tokens([
    1: "Origin", 2: "AS Path", 3: "Next Hop", 4: "Multi Exit Discriminator", 5: "Local Preference",
    6: "Atomic Aggregate", 7: "Aggregator", 8: "Community", 9: "Originator ID", 10: "Cluster List", 11: "DPA",
    12: "Advertisers", 13: "RCID Path / Cluster ID", 14: "Multi-Protocol Reach NLRI",
    15: "Multi-Protocol Unreach NLRI", 16: "Extended Community", 17: "AS4 Path", 18: "Aggregator4",
    22: "PMSI Tunnel", 23: "Tunnel Encapsulation", 24: "Traffic Engineering", 25: "IPv6 Extended Community",
    26: "Accumulated IGP Metric", 27: "PE Distinguisher Label", 28: "Entropy Label", 32: "Large Community",
    128: "Attribute Set", 255: "Reserved for development",
  ])
  private static let originNames = Tokens([0: "IGP", 1: "EGP", 2: "Incomplete"])
  private static let openingNames = Tokens([1: "{ ", 2: "", 3: "( ", 4: "({ "])
  private static let closingNames = Tokens([1: "}", 2: "", 3: ")", 4: "})"])
  private static let tunnelNames = Tokens([
    1: "RSVP-TE P2MP LSP", 2: "LDP P2MP LSP", 3: "PIM-SSM Tree", 4: "PIM-SM Tree", 5: "PIM-Bidir Tree",
    6: "Ingress Replication", 7: "LDP MP2MP LSP",
  ])
}
