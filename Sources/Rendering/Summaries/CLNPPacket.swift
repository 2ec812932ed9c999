import Bytes
import Dissection
import Packets

extension Summary {
  static let clnp = Summary(kind: .clnp, mark: "clnp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    do throws(PartStop) {
      try CLNPText(bytes, length: layer.length, depth: 0).append(to: &out, options)
    } catch .invalid {
      // What is no packet of this protocol is dumped.
      out.append(hex: bytes.prefix(layer.length, from: 0), indent: "\n\t")
    } catch {
      try out.append(stop: error, in: "clnp")
    }
  }
}

/// Writes a CLNP packet, and one that it quotes.
private struct CLNPText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  private let depth: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int, depth: Int) {
    self.bytes = bytes
    self.length = length
    self.depth = depth
  }

  /// - Throws: `.invalid` for what is no packet of this protocol.
  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    guard let packet = try? CLNPPacket(bytes) else { throw .marked }
    if !options.showsLinkHeader { out.append("CLNP") }
    if packet.version != 1 {
      out.append("version ", packet.version, " packet not supported")
      throw .invalid
    }
    let header = packet.headerLength
    if header > length {
      out.append(" length indicator(", header, ") > PDU size (")
      out.append("", length, ")!")
      throw .invalid
    }
    if header < CLNPPacket.fixedLength {
      out.append(" length indicator ", header, " < min PDU size:")
      for at in 0..<bytes.byteCount { out.append(upperHexByte: bytes.load8(at)) }
      throw .invalid
    }
    let destination = try address(behind: CLNPPacket.fixedLength, header, &out)
    let source = try address(behind: destination.upperBound, header, &out)
    if options.verbosity < 1 {
      if !options.showsLinkHeader { out.append(", ") }
      try out.append(accessPoint: bytes, at: source.lowerBound, count: source.count)
      out.append(" > ")
      try out.append(accessPoint: bytes, at: destination.lowerBound, count: destination.count)
      out.append(", ")
      out.append(packet.type, orUnknown: Self.typeNames)
      return out.append(", length ", length)
    }
    appendHeader(packet, to: &out, options)
    out.append("\n\tsource address (length ", source.count, "): ")
    try out.append(accessPoint: bytes, at: source.lowerBound, count: source.count)
    out.append("\n\tdest   address (length ", destination.count, "): ")
    try out.append(accessPoint: bytes, at: destination.lowerBound, count: destination.count)
    var at = source.upperBound
    if packet.flags & 0x80 != 0 {
      if header - at < 6 {
        out.append("li < size of fixed part of CLNP header, addresses, and segment part")
        throw .invalid
      }
      try bytes.check(6, at: at)
      out.append("\n\tData Unit ID: 0x", hex: bytes.load16(at), width: 4, ", Segment Offset: ")
      out.append("", bytes.load16(at + 2), ", Total PDU Length: ")
      out.append(bytes.load16(at + 4))
      at += 6
    }
    try appendOptions(from: at, header, to: &out, options)
    try appendData(packet.type, header, to: &out, options)
  }

  /// Where an address stands, behind the byte that tells its length.
  private func address(behind offset: Int, _ header: Int, _ out: inout TextBuffer) throws(PartStop) -> Range<Int> {
    if header > offset {
      let count = Int(try bytes.byte(offset))
      if count <= header - offset - 1 {
        try bytes.check(count, at: offset + 1)
        return (offset + 1)..<(offset + 1 + count)
      }
    }
    out.append("li < size of fixed part of CLNP header and addresses")
    throw .invalid
  }

  private func appendHeader(
    _ packet: borrowing CLNPPacket, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    out.append(options.showsLinkHeader ? "length " : ", length ", length, "\n\t")
    out.append(packet.type, orUnknown: Self.typeNames)
    out.append(" PDU, hlen: ", packet.headerLength, ", v: ")
    out.append("", packet.version, ", lifetime: ")
    out.append("", packet.lifetime / 2, ".")
    out.append("", packet.lifetime % 2 * 5, "s, Segment PDU length: ")
    out.append("", packet.segmentLength, ", checksum: 0x")
    out.append(hex: packet.checksum, width: 4)
    OSIText.append(packet.checksum, of: bytes, at: 7, length: packet.headerLength, to: &out)
    out.append("\n\tFlags [", bits: packet.flags, Self.flagNames, "]")
  }

  private func appendOptions(
    from start: Int, _ header: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    while at < header {
      if header - at < 2 {
        out.append(", bad opts/li")
        throw .invalid
      }
      let (type, count) = (try bytes.byte(at), Int(try bytes.byte(at + 1)))
      at += 2
      if count > header - at {
        out.append(", opt (", type, ") too long")
        throw .invalid
      }
      try bytes.check(count, at: at)
      out.append("\n\t  ", type, Self.optionNames, orElse: "Unknown", " Option #")
      out.append("", type, ", length ")
      out.append("", count, ", value: ")
      try append(option: type, bytes.prefix(count, from: at), to: &out)
      if options.verbosity > 1 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t  ") }
      at += count
    }
  }

  private func append(option type: UInt8, _ value: RawSpan, to out: inout TextBuffer) throws(PartStop) {
    let least = [200: 2, 203: 2, 197: 2, 205: 1, 195: 1, 193: 1][type] ?? 0
    if value.byteCount < least {
      out.append(", bad opt len")
      throw .invalid
    }
    switch type {
    case 200, 203: try append(route: type, value, to: &out)
    case 205: out.append("0x", hex: value.load8(0) & 0xf)
    case 195:
      let scope = value.load8(0)
      out.append("\n\t    Format Code: ", scope & 0xc0, Self.scopeNames, orElse: "Reserved")
      if scope & 0xc0 == 0xc0 { out.append("\n\t    QoS Flags [", bits: scope & 0x3f, Self.qualityNames, "]") }
    case 197:
      out.append("\n\t    Format Code: ", value.load8(0) & 0xc0, Self.scopeNames, orElse: "Reserved")
      out.append(", Security-Level ", value.load8(1))
    case 193:
      let (major, minor) = (value.load8(0) >> 4, value.load8(0) & 0xf)
      out.append("\n\t    Class: ", major, Self.classNames, orElse: "Unknown", " Error (0x")
      out.append("", hex: major, "), ")
      out.append("", value.load8(0), Self.reasonNames, orElse: "Unknown", " (0x")
      out.append("", hex: minor, ")")
    case 204: out.append("padding data")
    default: out.append(hex: value, indent: "\n\t  ")
    }
  }

  private func append(route type: UInt8, _ value: RawSpan, to out: inout TextBuffer) throws(PartStop) {
    out.append("", value.load8(0), Self.completionNames, orElse: "Unknown", type == 200 ? " source routing" : "")
    if type == 203 { out.append(" recording of route in progress") }
    let offset = Int(value.load8(1))
    if offset == 0 { return out.append(" Bad NSAP offset (0)") }
    var at = offset - 1
    if at > value.byteCount { return out.append(" Bad NSAP offset (past end of option)") }
    let start = at
    while at < value.byteCount {
      // The list is gone through, but it is always its first address that is told.
      let count = Int(try value.byte(start))
      if value.byteCount - at < count + 1 { return out.append("\n\t    NSAP address goes past end of option") }
      if count > 0 {
        out.append("\n\t    NSAP address (length ", count, "): ")
        try out.append(accessPoint: value, at: start + 1, count: count)
      }
      at += count + 1
    }
  }

  private func appendData(
    _ type: UInt8, _ header: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if type == 1 || type == 31, try bytes.byte(header) == OSIPacket.Number.clnp {
      out.append("\n\t-----original packet-----\n\t")
      guard depth < 16 else { return }
      do throws(PartStop) {
        let quoted = CLNPText(bytes.suffix(from: header), length: length - header, depth: depth + 1)
        return try quoted.append(to: &out, options)
      } catch .truncated {
        throw .truncated
      } catch {
        if error == .marked { out.append(truncationMark: "clnp") }
        return
      }
    }
    guard length > header else { return }
    out.append("\n\t  undecoded non-header data, length ", length - header)
    out.append(hex: bytes.prefix(length - header, from: header), indent: "\n\t  ")
  }

  private static let typeNames = Tokens([
    1: "Error Report", 29: "MD", 28: "Data", 30: "Echo Request", 31: "Echo Response",
  ])
  private static let flagNames = BitTokens([
    (0x80, "Segmentation permitted"), (0x40, "more Segments"), (0x20, "request Error Report"),
  ])
  private static let optionNames = Tokens([
    193: "Discard Reason", 205: "Priority", 195: "QoS Maintenance", 197: "Security", 200: "Source Routing",
    203: "Route Recording", 204: "Padding",
  ])
  private static let completionNames = Tokens([0: "partial", 1: "complete"])
  private static let scopeNames = Tokens([
    0x40: "Source Address Specific", 0x80: "Destination Address Specific", 0xc0: "Globally unique",
  ])
  private static let qualityNames = BitTokens([
    (0x20, "reserved"), (0x10, "sequencing vs. delay"), (0x08, "congested"), (0x04, "delay vs. cost"),
    (0x02, "error vs. delay"), (0x01, "error vs. cost"),
  ])
  private static let classNames = Tokens([
    0: "General", 8: "Address", 9: "Source Routeing", 10: "Lifetime", 11: "PDU Discarded", 12: "Reassembly",
  ])
  /// Reasons by class and number.
  private static let reasonNames = Tokens([
    0x00: "Reason not specified", 0x01: "Protocol procedure error", 0x02: "Incorrect checksum",
    0x03: "PDU discarded due to congestion", 0x04: "Header syntax error (cannot be parsed)",
    0x05: "Segmentation needed but not permitted", 0x06: "Incomplete PDU received", 0x07: "Duplicate option",
    0x80: "Destination address unreachable", 0x81: "Destination address unknown",
    0x90: "Unspecified source routeing error", 0x91: "Syntax error in source routeing field",
    0x92: "Unknown address in source routeing field", 0x93: "Path not acceptable",
    0xa0: "Lifetime expired while data unit in transit", 0xa1: "Lifetime expired during reassembly",
    0xb0: "Unsupported option not specified", 0xb1: "Unsupported protocol version",
    0xb2: "Unsupported security option", 0xb3: "Unsupported source routeing option",
    0xb4: "Unsupported recording of route option", 0xc0: "Reassembly interference",
  ])
}
