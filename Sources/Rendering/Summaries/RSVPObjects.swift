import Bytes
import Dissection
import Packets

/// Writes the objects of a message of RSVP. Source: RFC 2205 appendix A, RFC 3209 section 4, RFC 3473, RFC 4090 section 4,
/// RFC 4875 section 19.
struct RSVPObjects: ~Escapable {
  let bytes: RawSpan
  /// What each line begins with.
  let indent: StaticString

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ indent: StaticString) {
    self.bytes = bytes
    self.indent = indent
  }

  /// - Throws: `.ended` where the message contradicts itself, which is told.
  func append(
    from start: Int, to end: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    while end - at >= 4 {
      let (length, type) = (Int(try bytes.half(at)), try bytes.byte(at + 3))
      if length % 4 != 0 { throw wrong("ERROR: object header size ", length, " not a multiple of 4", &out) }
      if length < 4 { throw wrong("ERROR: object header too short ", length, " < 4", &out) }
      let object = bytes.load8(at + 2)
      begin("", &out)
      out.append("", object, RSVPNames.objects, orElse: "Unknown", " Object (")
      out.append("", object, ") Flags: [")
      out.append(object & 0x80 == 0 ? "reject" : object & 0x40 == 0 ? "ignore silently" : "ignore and forward")
      out.append(" if unknown], Class-Type: ")
      out.append(RSVPNames.kind(type, of: object) ?? "Unknown")
      out.append(" (", type, "), length: ")
      out.append(length)
      if end - at < length {
        begin("ERROR: object goes past end of objects TLV", &out)
        throw .ended
      }
      try bytes.check(length, at: at)
      let isTold = try append(object, type, at + 4, length - 4, to: &out, options)
      if options.verbosity > 1 || !isTold {
        out.append(hex: bytes.prefix(length - 4, from: at + 4), indent: "\n\t    ")
      }
      at += length
    }
  }

  /// Returns whether all of it is told. The bytes are there.
  private func append(
    _ object: UInt8, _ type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch (object, type) {
    case (1, _): return try append(session: type, at, count, to: &out, options)
    case (3, 1...4): return try append(hop: at, count, isIPv6: type % 2 == 0, to: &out, options)
    case (4, 1): try append(integrity: at, count, to: &out)
    case (5, 1):
      try require(4, count, &out)
      begin("  Refresh Period: ", bytes.load32(at), "ms", &out)
    case (6, 1...4): try append(error: at, count, isIPv6: type % 2 == 0, to: &out, options)
    case (8, 1):
      try require(4, count, &out)
      begin("  Reservation Style: ", &out)
      out.append("", bytes.load24(at + 1), RSVPNames.styles, orElse: "Unknown", ", Flags: [0x")
      out.append("", hex: bytes.load8(at), width: 2, "]")
    case (9, 2), (12, 2), (13, 2): try append(services: at, count, to: &out, options)
    case (10, _): return try append(filter: type, at, count, to: &out, options)
    case (11, _): return try append(sender: type, at, count, to: &out, options)
    case (15, 1...2): try append("  IPv", " Receiver Address: ", type, at, count, to: &out, options)
    case (195, 1...2): try append("  IPv", " Notify Node Address: ", type, at, count, to: &out, options)
    case (16, 1...3), (34, 1...3), (35, 1...3), (129, 1...3): try append(label: type, at, count, to: &out)
    case (19, 1...4): try append(request: type, at, count, to: &out)
    case (20, 1), (21, 1): try append(route: at, count, to: &out, options)
    case (22, 1...2):
      try require(8, count, &out)
      begin("  Source Instance: 0x", &out)
      out.append("", hex: bytes.load32(at), width: 8, ", Destination Instance: 0x")
      out.append(hex: bytes.load32(at + 4), width: 8)
    case (23, 1...2), (24, 1...2), (25, 1...2): try append(identifiers: at, count, to: &out)
    case (36, 1): try append(labels: at, count, to: &out)
    case (50, 1...2):
      let isIPv6 = type == 2
      try require(isIPv6 ? 16 : 4, count, &out)
      begin("  Sub-LSP destination address: ", &out)
      try append(address: at, isIPv6, to: &out, options)
    case (63, 7):
      for place in stride(from: at, through: at + count - 8, by: 8) {
        begin("  PLR-ID: ", &out)
        try append(address: place, false, to: &out, options)
        out.append(", Avoid-Node-ID: ")
        try append(address: place + 4, false, to: &out, options)
      }
    case (66, 1), (125, 1):
      try require(4, count, &out)
      begin("  CT: ", bytes.load32(at) & 7, "", &out)
    case (131, 1):
      try require(8, count, &out)
      begin("  Restart  Time: ", bytes.load32(at), "ms, Recovery Time: ", &out)
      out.append("", bytes.load32(at + 4), "ms")
    case (134, 1): try append(capabilities: at, count, to: &out)
    case (196, 1):
      try require(4, count, &out)
      begin("  Flags [", &out)
      out.append("", bits: bytes.load32(at), RSVPNames.states, "]")
    case (204, 1): try append(properties: at, count, to: &out)
    case (205, 1), (205, 7): try append(reroute: at, count, isOld: type == 7, to: &out)
    case (207, 7): try append(attributes: at, count, to: &out)
    case (229, 1): return try append(interface: at, count, to: &out, options)
    default: return false
    }
    return true
  }

  // MARK: Parts of lines

  func begin(_ label: StaticString, _ out: inout TextBuffer) {
    out.append(indent)
    out.append(label)
  }

  func begin(_ label: StaticString, _ value: UInt32, _ end: StaticString, _ out: inout TextBuffer) {
    out.append(indent)
    out.append(label, value, end)
  }

  private func wrong(
    _ label: StaticString, _ value: Int, _ end: StaticString, _ out: inout TextBuffer
  ) -> PartStop {
    out.append(indent)
    out.append(label, value, end)
    return .ended
  }

  /// - Throws: `.ended` when an object has fewer bytes than it must have, which is told.
  func require(_ wanted: Int, _ count: Int, _ out: inout TextBuffer) throws(PartStop) {
    guard count < wanted else { return }
    begin("ERROR: object is too short", &out)
    throw .ended
  }

  func append(
    address at: Int, _ isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if isIPv6 { try out.append(ipv6: bytes, at: at, options) } else { try out.append(ipv4: bytes, at: at, options) }
  }

  /// Writes an object that is an address.
  private func append(
    _ label: StaticString, _ name: StaticString, _ type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let isIPv6 = type == 2
    try require(isIPv6 ? 16 : 4, count, &out)
    begin(label, &out)
    out.append(isIPv6 ? "6" : "4")
    out.append(name)
    try append(address: at, isIPv6, to: &out, options)
  }
}
