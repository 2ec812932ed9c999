import Bytes
import Dissection
import Packets

/// Writes what routers of OSPF version 2 tell each other of links. Source: RFC 2328 sections A.3 and A.4, RFC 5250,
/// RFC 3623, RFC 3630, RFC 7770.
struct OSPFLinkStates: ~Escapable {
  private let bytes: RawSpan
  /// Where the message ends by its own length.
  private let end: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  func append(_ type: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    switch type {
    case 2: try appendDescription(to: &out, options)
    case 3: try appendRequests(to: &out, options)
    case 4: try appendUpdate(to: &out, options)
    case 5:
      var at = 24
      // Nothing but the end of the bytes, or nonsense, ends them.
      while try appendHeader(at, to: &out, options) != nil { at += 20 }
    default: break
    }
  }

  private func appendDescription(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    out.append("\n\tOptions [", bits: try bytes.byte(26), OSPFNames.options, "]")
    let flags = try bytes.byte(27)
    out.append(", DD Flags [", bits: flags, Self.descriptionFlags, "]")
    let largest = try bytes.half(24)
    if largest != 0 { out.append(", MTU: ", largest) }
    let sequence = try bytes.word(28)
    out.append(", Sequence: 0x", hex: sequence, width: 8)
    var at = 32
    while at < end, try appendHeader(at, to: &out, options) != nil { at += 20 }
  }

  private func appendRequests(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    for at in stride(from: 24, to: end, by: 12) {
      try bytes.check(12, at: at)
      let type = bytes.load32(at)
      out.append("\n\t  Advertising Router: ")
      try out.append(ipv4: bytes, at: at + 8, options)
      out.append(", ")
      try append(kind: type, identifiedAt: at + 4, ": ", to: &out, options)
    }
  }

  private func appendUpdate(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let count = try bytes.word(24)
    out.append(", ", count, count == 1 ? " LSA" : " LSAs")
    var (at, number) = (28, UInt32(0))
    while number < count {
      number += 1
      out.append("\n\t  LSA #", number)
      guard let length = try appendHeader(at, to: &out, options) else { throw .marked }
      if try append(body: at, length, to: &out, options), options.verbosity > 1 {
        out.append(hex: bytes.prefix(length - 20, from: at + 20), indent: "\n\t    ")
      }
      at += length
    }
  }

  /// Writes what all advertisements begin with; returns how many bytes one has, or `nil` when it makes no sense.
  private func appendHeader(
    _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int? {
    let length = Int(try bytes.half(at + 18))
    if length < 20 {
      out.append("\n\t    Bogus length ", length, " < header (20)")
      return nil
    }
    out.append("\n\t  Advertising Router ")
    try out.append(ipv4: bytes, at: at + 8, options)
    out.append(", seq 0x", hex: bytes.load32(at + 12), width: 8, ", age ")
    out.append("", bytes.load16(at), "s, length ")
    out.append("", length - 20, "\n\t    ")
    try append(kind: UInt32(bytes.load8(at + 3)), identifiedAt: at + 4, " ", to: &out, options)
    out.append("\n\t    Options: [", bits: bytes.load8(at + 2), OSPFNames.options, "]")
    return length
  }

  /// Writes what an advertisement is, and which one: by the four bytes at a place, which are there.
  ///
  /// - Parameter separator: what stands between the name of an opaque one's parts and the part.
  private func append(
    kind: UInt32, identifiedAt place: Int, _ separator: StaticString, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    out.append("", kind, Self.names, orElse: "unknown", " LSA (")
    out.append("", kind, "), ")
    guard (9...11).contains(kind) else {
      out.append("LSA-ID: ")
      return try out.append(ipv4: bytes, at: place, options)
    }
    let opaque = bytes.load8(place)
    out.append("Opaque-Type")
    out.append(separator, opaque, Self.opaqueNames, orElse: "unknown", " LSA (")
    out.append("", opaque, "), Opaque-ID")
    out.append(separator, bytes.load24(place + 1))
  }

  /// Returns whether it is told to its end.
  private func append(
    body start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    let (at, last) = (start + 20, start + length)
    switch bytes.load8(start + 3) {
    case 1: return try appendRouter(at, to: &out, options)
    case 2:
      try bytes.need(4, at: at)
      out.append("\n\t    Mask ")
      try out.append(ipv4: bytes, at: at, options)
      out.append("\n\t    Connected Routers:")
      for router in stride(from: at + 4, to: last, by: 4) {
        try bytes.need(4, at: router)
        out.append("\n\t      ")
        try out.append(ipv4: bytes, at: router, options)
      }
    case 3, 4:
      if bytes.load8(start + 3) == 3 {
        try bytes.check(4, at: at)
        out.append("\n\t    Mask ")
        try out.append(ipv4: bytes, at: at, options)
      }
      try bytes.check(4, at: at + 4)
      for metric in stride(from: at + 4, to: last, by: 4) {
        let value = try bytes.word(metric)
        appendTopology(value >> 24 & 0x7f, ") metric ", to: &out)
        out.append(value & 0xff_ffff)
      }
    case 5, 7: try appendExternal(at, last, to: &out, options)
    case 6: try appendGroups(at, last, to: &out, options)
    case 9...11: return try appendOpaque(bytes.load8(start + 4), at, length - 20, to: &out, options)
    default: break
    }
    return true
  }

  private func appendTopology(_ topology: UInt32, _ behind: StaticString, to out: inout TextBuffer) {
    out.append("\n\t\ttopology ", topology, Self.topologyNames, orElse: "Unknown", " (")
    out.append("", topology, behind)
  }

  private func appendRouter(
    _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    out.append("\n\t    Router LSA Options: [", bits: try bytes.byte(start), Self.routerFlags, "]")
    let count = try bytes.half(start + 2)
    var at = start + 4
    try bytes.check(12, at: at)
    for _ in 0..<count {
      try bytes.check(12, at: at)
      let (type, topologies) = (bytes.load8(at + 8), Int(bytes.load8(at + 9)))
      guard let labels = Self.linkLabels[type] else {
        out.append("\n\t      Unknown Router Link Type (", type, ")")
        return false
      }
      out.append(labels.neighbor)
      try out.append(ipv4: bytes, at: at, options)
      out.append(labels.data)
      try out.append(ipv4: bytes, at: at + 4, options)
      for index in 0...topologies {
        let topology = try bytes.byte(at + 8 + 4 * index)
        let metric = try bytes.half(at + 10 + 4 * index)
        appendTopology(index == 0 ? 0 : UInt32(topology), "), metric ", to: &out)
        out.append(metric)
      }
      at += 12 + 4 * topologies
    }
    return true
  }

  private func appendExternal(
    _ start: Int, _ last: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try bytes.check(4, at: start)
    out.append("\n\t    Mask ")
    try out.append(ipv4: bytes, at: start, options)
    try bytes.check(4, at: start + 4)
    for at in stride(from: start + 4, to: last, by: 12) {
      let value = try bytes.word(at)
      appendTopology(value >> 24 & 0x7f, value >> 31 == 1 ? "), type 2, metric" : "), type 1, metric", to: &out)
      if value & 0xff_ffff == 0xff_ffff { out.append(" infinite") } else { out.append(" ", value & 0xff_ffff) }
      if try bytes.word(at + 4) != 0 {
        out.append(", forward ")
        try out.append(ipv4: bytes, at: at + 4, options)
      }
      if try bytes.word(at + 8) != 0 {
        out.append(", tag ")
        try out.append(ipv4: bytes, at: at + 8, options)
      }
    }
  }

  private func appendGroups(
    _ start: Int, _ last: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    for at in stride(from: start, to: last, by: 8) {
      let type = try bytes.word(at)
      guard type == 1 || type == 2 else {
        out.append("\n\t    unknown VertexType (", type, ")")
        continue
      }
      try bytes.need(4, at: at + 4)
      out.append(type == 1 ? "\n\t    Router Router-ID " : "\n\t    Network Designated Router ")
      try out.append(ipv4: bytes, at: at + 4, options)
    }
  }

  private func appendOpaque(
    _ type: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    let elements = OSPFElements(bytes, at, length)
    switch type {
    case 1: return try elements.appendEngineering(to: &out, options)
    case 3: return try elements.appendGrace(to: &out, options)
    case 4: return try elements.appendInformation(to: &out, options)
    default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at), indent: "\n\t    ") }
    }
    return true
  }

  private static let descriptionFlags = BitTokens([(4, "Init"), (2, "More"), (1, "Master"), (8, "OOBResync")])
  private static let names = Tokens([
    1: "Router", 2: "Network", 3: "Summary", 4: "ASBR Summary", 5: "External", 6: "Multicast Group", 7: "NSSA",
    9: "Link Local Opaque", 10: "Area Local Opaque", 11: "Domain Wide Opaque",
  ])
  private static let opaqueNames = Tokens([1: "Traffic Engineering", 3: "Graceful restart", 4: "Router Information"])
  private static let routerFlags = BitTokens([
    (0x01, "ABR"), (0x02, "ASBR"), (0x04, "Virtual"), (0x08, "Wildcard"), (0x10, "Nt"), (0x80, "Host"),
  ])
  private static let topologyNames = Tokens([0: "default", 1: "multicast", 2: "management"])
  private static let linkLabels: [UInt8: (neighbor: StaticString, data: StaticString)] = [
    1: ("\n\t      Neighbor Router-ID: ", ", Interface Address: "),
    2: ("\n\t      Neighbor Network-ID: ", ", Interface Address: "),
    3: ("\n\t      Stub Network: ", ", Mask: "),
    4: ("\n\t      Virtual Link: Neighbor Router-ID: ", ", Interface Address: "),
  ]
}

/// Names that several parts of OSPF use.
enum OSPFNames {
  /// Kinds of messages.
  static let types = Tokens([
    1: "Hello", 2: "Database Description", 3: "LS-Request", 4: "LS-Update", 5: "LS-Ack",
  ])
  /// The option of a message that a block for signalling on the link follows (LLS).
  static let signaling: UInt8 = 0x10
  static let options = BitTokens([
    (0x01, "MultiTopology"), (0x02, "External"), (0x04, "Multicast"), (0x08, "NSSA"), (0x10, "LLS"),
    (0x20, "Demand Circuit"), (0x40, "Opaque"), (0x80, "Up/Down"),
  ])
}
