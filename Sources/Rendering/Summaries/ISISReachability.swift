import Bytes
import Dissection
import Packets

// Neighbours and routes with elements inside. Source: RFC 5305, RFC 5308, RFC 5120, RFC 8667.

extension ISISElements {
  /// Writes the number of a topology, of two bytes.
  func appendTopology(_ at: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if end - at < 2 { throw .marked }
    let value = try bytes.half(at)
    out.append("\n\t      ", value & 0xfff, Self.topologyNames, orElse: "Reserved for IETF Consensus", " Topology (0x")
    out.append("", hex: value & 0xfff, width: 3, "), Flags: [")
    out.append("", bits: value & 0xf000, Self.topologyFlags, "]")
  }

  /// Writes neighbours with wide metrics.
  func appendNeighbors(
    _ type: UInt8, _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    if type == 222 {
      try appendTopology(at, end, to: &out)
      at += 2
    }
    while at < end {
      let count = try appendNeighbor(type, at, end, to: &out, options)
      if try !isInside(count, at, end, to: &out) { return }
      at += count
    }
  }

  private func isInside(_ count: Int, _ at: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) -> Bool {
    if end - at >= count { return true }
    out.append(" [remaining tlv length ", end - at, " < ")
    out.append("", count, "] (invalid)")
    return false
  }

  /// Returns how many bytes a neighbour has.
  private func appendNeighbor(
    _ type: UInt8, _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    try bytes.check(7, at: start)
    if end - start < 7 { throw .marked }
    out.append("\n\t      IS Neighbor: ")
    out.append(identifier: bytes, at: start, count: 7)
    var at = start + 7
    if type != 24 {
      try bytes.check(3, at: at)
      if end - at < 3 { throw .marked }
      out.append(", Metric: ", bytes.load24(at))
      at += 3
    }
    try bytes.check(1, at: at)
    if at >= end { throw .marked }
    var inner = Int(bytes.load8(at))
    at += 1
    out.append(inner > 0 ? ", sub-TLVs present" : ", no sub-TLVs present")
    if inner > 0 { out.append(" (", inner, ")") }
    // What is told of an element in parts is not counted as gone through, so this may be more than there is.
    var room = end - at
    while inner > 0 {
      try bytes.check(2, at: at)
      if room < 2 {
        out.append("\n\t        Remaining data in TLV shorter than a subTLV header")
        return at - start + room
      }
      if inner < 2 {
        out.append("\n\t        Remaining data in subTLVs shorter than a subTLV header")
        return at - start + inner
      }
      let (subtype, count) = (bytes.load8(at), Int(bytes.load8(at + 1)))
      at += 2
      room -= 2
      inner -= 2
      out.append("\n\t        ", subtype, Self.linkNames, orElse: "unknown", " subTLV #")
      out.append("", subtype, ", length: ")
      out.append(count)
      if inner < count {
        out.append(" (remaining data in subTLVs shorter than the current subTLV)")
        return at - start + inner
      }
      if room < count {
        out.append(" (> remaining tlv length)")
        return at - start + room
      }
      try bytes.check(count, at: at)
      room -= count - (try append(link: subtype, at, count, to: &out, options))
      at += count
      inner -= count
    }
    return at - start
  }

  /// Returns how many bytes are told one by one.
  private func append(
    link type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    switch type {
    case 3, 4, 5:
      if count >= 4 { out.append(", 0x", hex: bytes.load32(at), width: 8) }
      if count == 8 { out.append(", 0x", hex: bytes.load32(at + 4), width: 8) }
    case 6, 8:
      guard count >= 4 else { break }
      out.append(", ")
      try out.append(ipv4: bytes, at: at, options)
    case 9, 10:
      guard count >= 4 else { break }
      out.append(", ")
      out.append(megabits: bytes.load32(at))
    case 11:
      guard count >= 32 else { break }
      for index in 0..<8 {
        out.append("\n\t          TE-Class ", index, ": ")
        out.append(megabits: bytes.load32(at + 4 * index))
      }
      return 32
    case 12, 22: return appendConstraints(at, count, to: &out)
    case 18: if count >= 3 { out.append(", ", bytes.load24(at)) }
    case 19:
      guard count == 2 else { break }
      out.append(", [ ", bits: bytes.load16(at), Self.attributeNames, none: "Unknown", " ] (0x")
      out.append("", hex: bytes.load16(at), width: 4, ")")
    case 20:
      guard count >= 2 else { break }
      out.append(", ", bits: bytes.load8(at), GMPLSNames.protections, ", Priority ")
      out.append(bytes.load8(at + 1))
    case 21: return count >= 36 ? appendSwitching(at, count, to: &out) : 0
    case 29:
      guard count >= 6 else { break }
      out.append(", LM: ", bytes.load24(at))
      out.append(", P: ", bytes.load8(at + 3))
      out.append(", P-ID: ", bytes.load16(at + 4))
      return 4
    case 32: return count >= 8 ? try appendSegment(at, to: &out) : 0
    default: out.append(hex: bytes.prefix(count, from: at), indent: "\n\t\t    ")
    }
    return 0
  }

  private func appendConstraints(_ at: Int, _ count: Int, to out: inout TextBuffer) -> Int {
    guard count > 0 else { return 0 }
    let model = bytes.load8(at)
    out.append(
      "\n\t        Bandwidth Constraints Model ID: ", model, GMPLSNames.constraintModels, orElse: "unknown", " (")
    out.append("", model, ")")
    for index in 0..<((count - 1) / 4) {
      out.append("\n\t          Bandwidth constraint CT", index, ": ")
      out.append(megabits: bytes.load32(at + 1 + 4 * index))
    }
    return 1 + (count - 1) / 4 * 4
  }

  private func appendSwitching(_ at: Int, _ count: Int, to out: inout TextBuffer) -> Int {
    let kind = bytes.load8(at)
    out.append("\n\t          Interface Switching Capability:", kind, GMPLSNames.switching, orElse: "Unknown")
    out.append(", LSP Encoding: ", bytes.load8(at + 1), GMPLSNames.encodings, orElse: "Unknown")
    out.append("\n\t          Max LSP Bandwidth:")
    for index in 0..<8 {
      out.append("\n\t            priority level ", index, ": ")
      out.append(megabits: bytes.load32(at + 4 + 4 * index))
    }
    let left = count - 36
    switch kind {
    case 1...4:
      guard left >= 6 else { break }
      out.append("\n\t          Min LSP Bandwidth: ")
      out.append(megabits: bytes.load32(at + 36))
      out.append("\n\t          Interface MTU: ", bytes.load16(at + 40))
    case 100:
      guard left >= 8 else { break }
      out.append("\n\t          Min LSP Bandwidth: ")
      out.append(megabits: bytes.load32(at + 36))
      out.append("\n\t          Indication ")
      let indication = bytes.load8(at + 40)
      if let name = GMPLSNames.indications[indication] {
        out.append(name)
      } else {
        out.append("Unknown (", indication, ")")
      }
    default: out.append(hex: bytes.prefix(left, from: at + 36), indent: "\n\t\t    ")
    }
    return 36
  }

  private func appendSegment(_ at: Int, to out: inout TextBuffer) throws(PartStop) -> Int {
    let flags = bytes.load8(at)
    out.append("\n\t          Flags: [", bits: flags, Self.adjacencyFlags, "]")
    out.append("\n\t          Weight: ", bytes.load8(at + 1))
    out.append("\n\t          Neighbor System-ID: ")
    out.append(identifier: bytes, at: at + 2, count: 6)
    switch flags & 0x30 {
    case 0x30: out.append("\n\t          Label: ", try bytes.triple(at + 8))
    case 0: out.append("\n\t          Index: ", try bytes.word(at + 8))
    default: out.append(" (invalid)")
    }
    return 2
  }

  /// Writes routes with narrow metrics.
  func appendOldRoutes(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    for at in stride(from: start, to: end, by: 12) {
      if end - at < 12 {
        out.append("short IPv4 Reachability (", end - at, " vs 12)")
        throw .ended
      }
      // A route that is cut is told with nothing.
      if !bytes.has(12, at: at) { throw .ended }
      let mask = bytes.load32(at + 8)
      out.append("\n\t      IPv4 prefix: ")
      let width = mask.leadingZeroBitCount == 32 ? 0 : (~mask).leadingZeroBitCount
      if width == 32 || mask << UInt32(width) == 0 {
        try out.append(paddedIPv4: bytes, at: at + 4, options)
        out.append("/", width)
      } else {
        try out.append(ipv4: bytes, at: at + 4, options)
        out.append(" mask ")
        try out.append(ipv4: bytes, at: at + 8, options)
      }
      let metric = bytes.load8(at)
      out.append(metric & 0x80 != 0 ? ", Distribution: down, Metric: " : ", Distribution: up, Metric: ", metric & 0x3f)
      out.append(metric & 0x40 != 0 ? ", External" : ", Internal")
      for (offset, label) in [(1, "Delay" as StaticString), (2, "Expense"), (3, "Error")] {
        let metric = bytes.load8(at + offset)
        guard metric & 0x80 == 0 else { continue }
        out.append("\n\t        ")
        out.append(label)
        out.append(" Metric: ", metric & 0x3f, metric & 0x40 != 0 ? ", External" : ", Internal")
      }
    }
  }

  /// Writes routes with wide metrics.
  func appendRoutes(
    _ type: UInt8, _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    if type == 235 || type == 237 {
      try appendTopology(at, end, to: &out)
      at += 2
    }
    while at < end {
      let count = try appendRoute(type > 235, at, to: &out, options)
      if try !isInside(count, at, end, to: &out) { return }
      at += count
    }
  }

  /// Returns how many bytes a route has.
  private func appendRoute(
    _ isIPv6: Bool, _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    let metric = try bytes.word(start)
    let status = try bytes.byte(start + 4)
    let width = isIPv6 ? Int(try bytes.byte(start + 5)) : Int(status & 0x3f)
    if width > (isIPv6 ? 128 : 32) {
      out.append(isIPv6 ? "\n\t      IPv6 prefix: bad bit length " : "\n\t      IPv4 prefix: bad bit length ", width)
      throw .marked
    }
    let size = (width + 7) / 8
    var at = start + (isIPv6 ? 6 : 5)
    try bytes.need(size, at: at)
    var prefix: UInt128 = 0
    for index in 0..<size { prefix |= UInt128(bytes.load8(at + index)) << UInt128(120 - 8 * index) }
    at += size
    if isIPv6 {
      out.append("\n\t      IPv6 prefix: ")
      out.append(host: IPv6Address(rawValue: prefix), options)
    } else {
      out.append("\n\t      IPv4 prefix: ")
      out.append(padded: IPv4Address(rawValue: UInt32(truncatingIfNeeded: prefix >> 96)), options)
    }
    out.append("/", width, status & 0x80 != 0 ? ", Distribution: down, Metric: " : ", Distribution: up, Metric: ")
    out.append(metric)
    if isIPv6 { out.append(status & 0x40 != 0 ? ", External" : ", Internal") }
    guard status & (isIPv6 ? 0x20 : 0x40) != 0 else { return at - start }
    out.append(", sub-TLVs present")
    let count = Int(try bytes.byte(at))
    at += 1
    out.append(" (", count, ")")
    try appendRouteElements(at, UInt32(count), to: &out)
    return at + count - start
  }

  private func appendRouteElements(_ start: Int, _ count: UInt32, to out: inout TextBuffer) throws(PartStop) {
    var (at, left) = (start, count)
    // What is left becomes a very large number when an element is longer than it.
    while left > 0 {
      let (type, size) = (try bytes.byte(at), Int(try bytes.byte(at + 1)))
      at += 2
      out.append("\n\t        ", type, Self.routeNames, orElse: "unknown", " subTLV #")
      out.append("", type, ", length: ")
      out.append(size)
      guard bytes.has(size, at: at), try append(route: type, at, size, to: &out) else {
        out.append(truncationMark: "isis")
        throw .marked
      }
      at += size
      left &-= UInt32(size + 2)
    }
  }

  /// Returns whether it is long enough.
  private func append(route type: UInt8, _ at: Int, _ size: Int, to out: inout TextBuffer) throws(PartStop) -> Bool {
    switch type {
    case 1, 117:
      for index in 0..<(size / 4) {
        let tag = bytes.load32(at + 4 * index)
        out.append(", 0x", hex: tag, width: 8, " (=")
        out.append("", tag, ")")
      }
    case 2: for index in 0..<(size / 8) { out.append(", 0x", hex: bytes.load64(at + 8 * index), width: 16) }
    case 3:
      let (flags, algorithm) = (try bytes.byte(at), try bytes.byte(at + 1))
      let isLabel = flags & 8 != 0
      if size < (isLabel ? 5 : 6) { return false }
      out.append(", Flags [", bits: flags, Self.prefixFlags, none: "None", "], Algo ")
      out.append(algorithm == 0 ? "SPF (" : algorithm == 1 ? "strict-SPF (" : "Unknown (", algorithm, "), ")
      out.append(isLabel ? "label " : "index ", isLabel ? bytes.load24(at + 2) : bytes.load32(at + 2))
    default: out.append(hex: bytes.prefix(size, from: at), indent: "\n\t\t    ")
    }
    return true
  }

  private static let topologyNames = Tokens([
    0: "IPv4 unicast", 1: "In-Band Management", 2: "IPv6 unicast", 3: "Multicast",
    4095: "Development, Experimental or Proprietary",
  ])
  private static let topologyFlags = BitTokens([(0x4000, "ATT bit set"), (0x8000, "Overload bit set")])
  private static let linkNames = Tokens([
    3: "Administrative groups", 4: "Link Local/Remote Identifier", 5: "Link Remote Identifier",
    6: "IPv4 interface address", 8: "IPv4 neighbor address", 9: "Maximum link bandwidth",
    10: "Reservable link bandwidth", 11: "Unreserved bandwidth", 12: "Bandwidth Constraints (old)",
    18: "Traffic Engineering Metric", 19: "Link Attribute", 20: "Link Protection Type",
    21: "Interface Switching Capability", 22: "Bandwidth Constraints", 29: "SPB Metric",
    32: "LAN Adjacency Segment Identifier", 250: "Reserved for cisco specific extensions",
    251: "Reserved for cisco specific extensions", 252: "Reserved for cisco specific extensions",
    253: "Reserved for cisco specific extensions", 254: "Reserved for cisco specific extensions",
    255: "Reserved for future expansion",
  ])
  private static let routeNames = Tokens([
    1: "32-Bit Administrative tag", 2: "64-Bit Administrative tag", 3: "Prefix SID", 117: "Management Prefix Color",
  ])
  private static let attributeNames = BitTokens([
    (1, "Local Protection Available"), (2, "Link excluded from local protection path"),
    (4, "Local maintenance required"),
  ])
  private static let adjacencyFlags = BitTokens([
    (0x80, "Address family IPv6"), (0x40, "Backup"), (0x20, "Value"), (0x10, "Local significance"),
    (0x08, "Set of adjacencies"), (0x04, "Persistent"),
  ])
  private static let prefixFlags = BitTokens([
    (0x80, "Readvertisement"), (0x40, "Node"), (0x20, "No-PHP"), (0x10, "Explicit NULL"), (0x08, "Value"),
    (0x04, "Local"),
  ])
}
