import Bytes
import Dissection
import Packets

/// Writes the elements of an IS-IS packet: type, length and value. Source: ISO/IEC 10589, RFC 1195, RFC 5305, RFC 7981.
struct ISISElements: ~Escapable {
  /// The packet from its header on.
  let bytes: RawSpan
  private let start: Int
  private let end: Int
  /// Bytes of the packet.
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ start: Int, _ end: Int, _ length: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    var at = start
    while at < end {
      try bytes.check(2, at: at)
      if end - at < 2 { throw .marked }
      let (type, count) = (bytes.load8(at), Int(bytes.load8(at + 1)))
      at += 2
      out.append("\n\t    ", type, Self.names, orElse: "unknown", " TLV #")
      out.append("", type, ", length: ")
      out.append(count)
      if end - at < count { throw .marked }
      do throws(PartStop) {
        try append(type, at, at + count, to: &out, options)
      } catch .invalid {
        // It ends before it should: what follows is told none the less.
      }
      if options.verbosity > 1 {
        guard at <= bytes.byteCount else {
          out.append("\n\t      Dissector error: print_unknown_data called with pointer past end of packet")
          throw .ended
        }
        out.append(hex: bytes.prefix(count, from: at), indent: "\n\t      ")
      }
      at += count
    }
  }

  /// Writes an element's value. - Throws: `.invalid` where it should not end yet.
  private func append(
    _ type: UInt8, _ at: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    switch type {
    case 1: try appendAreas(at, end, to: &out)
    case 2: try appendNeighbors(at, end, to: &out)
    case 3: try appendEndSystems(at, end, to: &out)
    case 4, 6: try appendSystems(type, at, end, to: &out)
    case 5: try appendPrefixNeighbors(at, end, to: &out)
    case 7: try appendInstance(at, end, to: &out)
    case 8: break
    case 9: try appendLinkStates(at, end, to: &out)
    case 10: try appendAuthentication(at, end, to: &out)
    case 12: try appendChecksum(at, end, to: &out)
    case 13: try appendOriginator(at, end, to: &out)
    case 14: if end - at >= 2 { out.append("\n\t      LSP Buffersize: ", try bytes.half(at)) }
    case 22, 24, 222: try appendNeighbors(type, at, end, to: &out, options)
    case 128, 130: try appendOldRoutes(at, end, to: &out, options)
    case 129:
      out.append("\n\t      NLPID(s): ")
      try out.append(protocolList: bytes, at: at, count: end - at)
    case 131: try appendDomain(at, end, to: &out)
    case 132, 134, 232: try appendAddresses(type, at, end, to: &out, options)
    case 135, 235, 236, 237: try appendRoutes(type, at, end, to: &out, options)
    case 137:
      out.append("\n\t      Hostname: ")
      try out.append(zeroPadded: bytes, at: at, count: end - at)
    case 138: try appendRiskGroup(at, end, to: &out, options)
    case 143, 144: try appendBridging(type, at, end, to: &out)
    case 211: try appendRestart(at, end, to: &out)
    case 229: try appendTopologies(at, end, to: &out)
    case 240: try appendAdjacency(at, end, to: &out)
    case 241: if end - at >= 4 { out.append("\n\t      Sequence number: ", try bytes.word(at)) }
    case 242: try appendCapabilities(at, end, to: &out, options)
    case 250: try appendVendor(at, end, to: &out)
    default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(end - at, from: at), indent: "\n\t\t") }
    }
  }

  private func appendAreas(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    var at = start
    while at < end {
      let count = Int(try bytes.byte(at))
      at += 1
      if end - at < count { throw .invalid }
      out.append("\n\t      Area address (length: ", count, "): ")
      try out.append(accessPoint: bytes, at: at, count: count)
      at += count
    }
  }

  private func appendNeighbors(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if start >= end { throw .invalid }
    let isVirtual = try bytes.byte(start)
    switch isVirtual {
    case 0: out.append("\n\t      IsNotVirtual")
    case 1: out.append("\n\t      IsVirtual")
    default: out.append("\n\t      bogus virtual flag 0x", hex: isVirtual, width: 2)
    }
    for at in stride(from: start + 1, to: end, by: 11) {
      if end - at < 11 { throw .invalid }
      try bytes.check(11, at: at)
      out.append("\n\t      IS Neighbor: ")
      out.append(identifier: bytes, at: at + 4, count: 7)
      appendMetrics(at, to: &out)
    }
  }

  private func appendEndSystems(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    for at in stride(from: start, to: end, by: 10) {
      if end - at < 10 { throw .invalid }
      try bytes.check(10, at: at)
      out.append("\n\t      ES Neighbor: ")
      out.append(identifier: bytes, at: at + 4, count: 6)
      appendMetrics(at, to: &out)
    }
  }

  /// Writes the four metrics of the first version.
  private func appendMetrics(_ at: Int, to out: inout TextBuffer) {
    append(metric: bytes.load8(at), ", Default Metric: ", to: &out)
    if bytes.load8(at + 1) < 0x80 { append(metric: bytes.load8(at + 1), "\n\t\t  Delay Metric: ", to: &out) }
    if bytes.load8(at + 2) < 0x80 { append(metric: bytes.load8(at + 2), "\n\t\t  Expense Metric: ", to: &out) }
    if bytes.load8(at + 3) < 0x80 { append(metric: bytes.load8(at + 3), "\n\t\t  Error Metric: ", to: &out) }
  }

  private func append(metric: UInt8, _ label: StaticString, to out: inout TextBuffer) {
    out.append(label, metric & 0x3f, metric & 0x40 != 0 ? ", External" : ", Internal")
  }

  private func appendSystems(
    _ type: UInt8, _ start: Int, _ end: Int, to out: inout TextBuffer
  ) throws(PartStop) {
    for at in stride(from: start, to: end, by: 6) {
      if end - at < 6 { throw .invalid }
      try bytes.check(6, at: at)
      out.append(type == 6 ? "\n\t      SNPA: " : "\n\t      ")
      out.append(identifier: bytes, at: at, count: 6)
    }
  }

  private func appendPrefixNeighbors(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if end - start < 4 { return }
    try bytes.check(4, at: start)
    out.append("\n\t      Metric Block")
    appendMetrics(start, to: &out)
    var at = start + 4
    while at < end {
      let digits = try bytes.byte(at)
      at += 1
      if digits < 2 { return out.append("\n\t\tAddress: prefix length ", digits, " < 2") }
      let count = Int(digits / 2)
      if end - at < count { return }
      out.append("\n\t\tAddress: ")
      try out.append(accessPoint: bytes, at: at, count: count)
      out.append("/", Int(digits) * 4)
      at += count
    }
  }

  private func appendInstance(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if end - start < 4 { throw .invalid }
    let count = (end - start - 2) / 2
    out.append("\n\t      Instance ID: ", try bytes.half(start), ", ITIDs(")
    out.append("", count, count > 0 ? "): " : ") ")
    for index in 0..<count {
      out.append(try bytes.half(start + 2 + 2 * index))
      if index < count - 1 { out.append(", ") }
    }
  }

  private func appendLinkStates(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    for at in stride(from: start, to: end, by: 16) {
      if end - at < 16 { throw .invalid }
      try bytes.check(10, at: at)
      out.append("\n\t      lsp-id: ")
      out.append(identifier: bytes, at: at + 2, count: 8)
      out.append(", seq: 0x", hex: try bytes.word(at + 10), width: 8, ", lifetime: ")
      out.append(bytes.load16(at), padded: 5)
      out.append("s, chksum: 0x", hex: try bytes.half(at + 14), width: 4)
    }
  }

  private func appendAuthentication(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if start >= end { throw .invalid }
    let type = try bytes.byte(start)
    let at = start + 1
    out.append("\n\t      ")
    if let name = Self.authenticationNames[type] {
      out.append(name)
      out.append(": ")
    } else {
      out.append("unknown Authentication type 0x", hex: type, width: 2, ": ")
    }
    switch type {
    case 1: try out.append(zeroPadded: bytes, at: at, count: end - at)
    case 3:
      if end - at < 2 { throw .invalid }
      out.append("", try bytes.half(at), ", password: ")
      for offset in (at + 2)..<end { out.append(hexByte: try bytes.byte(offset)) }
    case 54:
      for offset in at..<end { out.append(hexByte: try bytes.byte(offset)) }
      if end - at != 16 { out.append(", (invalid subTLV) ") }
      out.append(" (unchecked)")
    default: out.append(hex: bytes.prefix(end - at, from: at), indent: "\n\t\t  ")
    }
  }

  private func appendChecksum(_ at: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if end - at < 2 { return }
    try bytes.check(2, at: at)
    out.append("\n\t      checksum: 0x", hex: bytes.load16(at), width: 4, " ")
    OSIText.append(bytes.load16(at), of: bytes, at: at, length: length, to: &out)
  }

  private func appendOriginator(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if start >= end { throw .invalid }
    let count = try bytes.byte(start)
    if count == 0 { return out.append(" No system IDs supplied") }
    if end - start < 7 { throw .invalid }
    try bytes.check(6, at: start + 1)
    out.append("\n\t      Purge Originator System-ID: ")
    out.append(identifier: bytes, at: start + 1, count: 6)
    guard count > 1 else { return }
    if end - start < 13 { throw .invalid }
    try bytes.check(13, at: start + 7)
    out.append("\n\t      Received from System-ID: ")
    out.append(identifier: bytes, at: start + 7, count: 6)
  }

  private func appendDomain(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if start >= end { return }
    let type = try bytes.byte(start)
    out.append("\n\t      Inter-Domain Information Type: ")
    switch type {
    case 0: out.append("Reserved")
    case 1: out.append("Routing-Domain Specific")
    case 2: out.append("AS Number Tag")
    default: out.append("Unknown (0x", hex: type, width: 2, ")")
    }
    if type == 2 {
      if end - start < 3 { throw .invalid }
      out.append("AS Number: ", try bytes.half(start + 1))
    } else {
      out.append(hex: bytes.prefix(end - start - 1, from: start + 1), indent: "\n\t      ")
    }
  }

  private func appendAddresses(
    _ type: UInt8, _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if type == 134 {
      if end - start < 4 { throw .invalid }
      out.append("\n\t      Traffic Engineering Router ID: ")
      return try out.append(ipv4: bytes, at: start, options)
    }
    let size = type == 232 ? 16 : 4
    for at in stride(from: start, to: end, by: size) {
      if end - at < size { throw .invalid }
      try bytes.need(size, at: at)
      if size == 16 {
        out.append("\n\t      IPv6 interface address: ")
        try out.append(ipv6: bytes, at: at, options)
      } else {
        out.append("\n\t      IPv4 interface address: ")
        try out.append(ipv4: bytes, at: at, options)
      }
    }
  }

  private func appendRiskGroup(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if end - start < 7 { return }
    try bytes.check(7, at: start)
    out.append("\n\t      IS Neighbor: ")
    out.append(identifier: bytes, at: start, count: 7)
    if end - start < 8 { return }
    out.append(try bytes.byte(start + 7) & 1 != 0 ? ", Flags: [numbered]" : ", Flags: [unnumbered]")
    if end - start < 12 { return }
    try bytes.need(4, at: start + 8)
    out.append("\n\t      IPv4 interface address: ")
    try out.append(ipv4: bytes, at: start + 8, options)
    if end - start < 16 { return }
    try bytes.need(4, at: start + 12)
    out.append("\n\t      IPv4 neighbor address: ")
    try out.append(ipv4: bytes, at: start + 12, options)
    for at in stride(from: start + 16, to: end, by: 4) {
      if end - at < 4 { throw .invalid }
      out.append("\n\t      Link-ID: 0x", hex: try bytes.word(at), width: 8)
    }
  }

  private func appendRestart(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if start >= end { return }
    try bytes.check(1, at: start)
    out.append("\n\t      Flags [", bits: bytes.load8(start), Self.restartNames, "]")
    if end - start < 3 { return }
    try bytes.check(2, at: start + 1)
    out.append(", Remaining holding time ", bytes.load16(start + 1), "s")
    guard end - start == 9 else { return }
    try bytes.check(6, at: start + 3)
    out.append(", for ")
    out.append(identifier: bytes, at: start + 3, count: 6)
  }

  private func appendTopologies(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    for at in stride(from: start, to: end, by: 2) {
      if end - at == 1 { return out.append("\n\t      invalid MT-ID") }
      try appendTopology(at, end, to: &out)
    }
  }

  private func appendAdjacency(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    var left = end - start
    if left >= 1 {
      let state = try bytes.byte(start)
      out.append("\n\t      Adjacency State: ", state, Self.stateNames, orElse: "unknown", " (")
      out.append("", state, ")")
      left -= 1
    }
    if left > 4 {
      out.append("\n\t      Extended Local circuit-ID: 0x", hex: try bytes.word(start + 1), width: 8)
      left -= 4
    }
    if left >= 6 {
      try bytes.check(6, at: start + 5)
      out.append("\n\t      Neighbor System-ID: ")
      out.append(identifier: bytes, at: start + 5, count: 6)
      left -= 6
    }
    if left >= 4 {
      out.append("\n\t      Neighbor Extended Local circuit-ID: 0x", hex: try bytes.word(start + 11), width: 8)
    }
  }

  private func appendVendor(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if end - start < 3 { return }
    let vendor = try bytes.triple(start)
    out.append("\n\t      Vendor: ")
    out.append(Vendor.name(of: vendor))
    out.append(" (", vendor, ")")
    out.append(hex: bytes.prefix(end - start - 3, from: start + 3), indent: "\n\t\t")
  }

  private static let names = Tokens([
    1: "Area address(es)", 2: "IS Reachability", 3: "ES Neighbor(s)", 4: "Partition DIS", 5: "Prefix Neighbors",
    6: "IS Neighbor(s)", 7: "Instance Identifier", 8: "Padding", 9: "LSP entries", 10: "Authentication",
    12: "Checksum", 13: "Purge Originator Identifier", 14: "LSP Buffersize", 22: "Extended IS Reachability",
    24: "IS Alias ID", 42: "DECnet Phase IV", 66: "Lucent Proprietary", 128: "IPv4 Internal Reachability",
    129: "Protocols supported", 130: "IPv4 External Reachability", 131: "Inter-Domain Information Type",
    132: "IPv4 Interface address(es)", 133: "IPv4 authentication (deprecated)",
    134: "Traffic Engineering Router ID", 135: "Extended IPv4 Reachability", 137: "Hostname",
    138: "Shared Risk Link Group", 143: "Multi-Topology-Aware Port Capability", 144: "Multi-Topology Capability",
    176: "Nortel Proprietary", 177: "Nortel Proprietary", 211: "Restart Signaling",
    222: "Multi Topology IS Reachability", 229: "Multi Topology", 232: "IPv6 Interface address(es)",
    235: "Multi-Topology IPv4 Reachability", 236: "IPv6 reachability", 237: "Multi-Topology IP6 Reachability",
    240: "Point-to-point Adjacency State", 241: "Hello PDU Sequence Number", 242: "IS-IS Router Capability",
    250: "Vendor Private",
  ])
  private static let authenticationNames = Tokens([
    1: "simple text password", 3: "Generic Crypto key-id", 54: "HMAC-MD5 password",
    255: "Routing Domain private password",
  ])
  private static let restartNames = BitTokens([
    (1, "Restart Request"), (2, "Restart Acknowledgement"), (4, "Suppress adjacency advertisement"),
  ])
  private static let stateNames = Tokens([0: "Up", 1: "Initializing", 2: "Down"])
}
