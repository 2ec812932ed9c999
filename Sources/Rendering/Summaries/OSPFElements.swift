import Bytes
import Dissection
import Packets

/// Writes the elements of opaque advertisements: type, length and value, each padded to four bytes. Source: RFC 3630
/// section 2, RFC 3623 appendix B, RFC 7770.
struct OSPFElements: ~Escapable {
  private let bytes: RawSpan
  private let start: Int
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ start: Int, _ length: Int) {
    self.bytes = bytes
    self.start = start
    self.length = length
  }

  private func short(_ left: Int, _ label: StaticString, _ out: inout TextBuffer) -> Bool {
    out.append(label, left, " < 4")
    return false
  }

  private func bogus(
    _ label: StaticString, _ count: Int, _ between: StaticString, _ limit: Int, _ out: inout TextBuffer
  ) -> Bool {
    out.append(label, count, between)
    out.append(limit)
    return false
  }

  private func padded(_ count: Int) -> Int { (count + 3) / 4 * 4 }

  /// Writes how long a restart may take; returns whether all of it makes sense.
  func appendGrace(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) -> Bool {
    var (at, left) = (start, length)
    while left > 0 {
      guard bytes.has(4, at: at) else { return false }
      if left < 4 { return short(left, "\n\t    Remaining LS length ", &out) }
      let (type, count) = (bytes.load16(at), Int(bytes.load16(at + 2)))
      at += 4
      left -= 4
      out.append("\n\t    ", type, Self.graceNames, orElse: "unknown", " TLV (")
      out.append("", type, "), length ")
      out.append("", count, ", value: ")
      if count > left { return bogus("\n\t    Bogus length ", count, " > ", left, &out) }
      if type == 0 || count == 0 { return false }
      guard bytes.has(count, at: at) else { return false }
      switch type {
      case 1, 3:
        if count != 4 { return bogus("\n\t    Bogus length ", count, " != ", 4, &out) }
        if type == 1 { out.append("", bytes.load32(at), "s") } else { try out.append(ipv4: bytes, at: at, options) }
      case 2:
        if count != 1 { return bogus("\n\t    Bogus length ", count, " != ", 1, &out) }
        out.append("", bytes.load8(at), Self.reasonNames, orElse: "Unknown", " (")
        out.append("", bytes.load8(at), ")")
      default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t      ") }
      }
      at += padded(count)
      left -= padded(count)
    }
    return true
  }

  /// Writes what a router is capable of; returns whether all of it makes sense.
  func appendInformation(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) -> Bool {
    var (at, left) = (start, length)
    while left > 0 {
      if left < 4 { return short(left, "\n\t    Remaining LS length ", &out) }
      try bytes.check(4, at: at)
      let (type, count) = (bytes.load16(at), Int(bytes.load16(at + 2)))
      at += 4
      left -= 4
      out.append(type == 1 ? "\n\t    Router Capabilities TLV (" : "\n\t    unknown TLV (", type, "), length: ")
      out.append("", count, ", value: ")
      if count > left { return bogus("\n\t    Bogus length ", count, " > remaining LS length ", left, &out) }
      try bytes.check(count, at: at)
      if type == 1 {
        if count != 4 { return bogus("\n\t    Bogus length ", count, " != ", 4, &out) }
        out.append("Capabilities: ", bits: bytes.load32(at), Self.capabilityNames, none: "Unknown", "")
      } else if options.verbosity <= 1 {
        out.append(hex: bytes.prefix(count, from: at), indent: "\n\t      ")
      }
      at += count
      left -= count
    }
    return true
  }

  /// Writes what traffic engineering knows of links; returns whether all of it makes sense.
  func appendEngineering(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) -> Bool {
    var (at, left) = (start, length)
    while left > 0 {
      if left < 4 { return short(left, "\n\t    Remaining LS length ", &out) }
      let (type, count) = (try bytes.half(at), Int(try bytes.half(at + 2)))
      at += 4
      left -= 4
      out.append("\n\t    ", type, Self.engineeringNames, orElse: "unknown", " TLV (")
      out.append("", type, "), length: ")
      out.append(count)
      if count > left { return bogus("\n\t    Bogus length ", count, " > ", left, &out) }
      if type == 0 || count == 0 { return false }
      switch type {
      case 2: if try !appendLink(at, count, to: &out, options) { return false }
      case 1:
        if count < 4 { return short(count, "\n\t    TLV length ", &out) }
        try bytes.need(4, at: at)
        out.append(", ")
        try out.append(ipv4: bytes, at: at, options)
      default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t      ") }
      }
      if padded(count) > left { return bogus("\n\t    Bogus padded length ", padded(count), " > ", left, &out) }
      at += padded(count)
      left -= padded(count)
    }
    return true
  }

  private func appendLink(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    var (at, left) = (start, length)
    while left > 0 {
      if left < 4 { return short(left, "\n\t    Remaining TLV length ", &out) }
      let (type, count) = (try bytes.half(at), Int(try bytes.half(at + 2)))
      at += 4
      left -= 4
      if type == 0 || count == 0 {
        out.append(" (invalid)")
        return false
      }
      out.append("\n\t      ", type, Self.linkNames, orElse: "unknown", " subTLV (")
      out.append("", type, "), length: ")
      out.append(count)
      if left < count { return bogus("\n\t    Remaining TLV length ", left + 4, " < ", count + 4, &out) }
      guard bytes.has(count, at: at) else { return false }
      if try !append(link: type, at, count, to: &out, options) {
        out.append(" (invalid)")
        return false
      }
      if left < padded(count) {
        return bogus("\n\t    Remaining TLV length ", left + 4, " < ", padded(count) + 4, &out)
      }
      at += padded(count)
      left -= padded(count)
    }
    return true
  }

  private func wrong(_ text: StaticString, _ out: inout TextBuffer) -> Bool {
    out.append(text)
    return false
  }

  /// Returns whether its length is right.
  private func append(
    link type: UInt16, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 9, 3, 4, 6, 7, 5, 14: if count != 4 { return wrong(" != 4", &out) }
    case 2, 11: if count != 4 && count != 8 { return wrong(" != 4 && != 8", &out) }
    case 8: if count != 32 { return wrong(" != 32", &out) }
    case 17: if count < 4 { return wrong(" < 4", &out) }
    case 15: if count < 36 { return wrong(" < 36", &out) }
    case 1: if count != 1 { return wrong(" != 1", &out) }
    case 16: if count % 4 != 0 { return wrong(" != N x 4", &out) }
    default: break
    }
    switch type {
    case 9: out.append(", 0x", hex: bytes.load32(at), width: 8)
    case 2, 11:
      for place in stride(from: at, to: at + count, by: 4) {
        out.append(", ")
        try out.append(ipv4: bytes, at: place, options)
        out.append(" (0x", hex: bytes.load32(place), width: 8, ")")
      }
    case 3, 4:
      out.append(", ")
      try out.append(ipv4: bytes, at: at, options)
    case 6, 7:
      out.append(", ")
      out.append(megabits: bytes.load32(at))
    case 8: appendBandwidths(at, 8, "\n\t\tTE-Class ", to: &out)
    case 17: return appendConstraints(at, count, to: &out)
    case 5: out.append(", Metric ", bytes.load32(at))
    case 14: out.append(", ", bits: bytes.load8(at), GMPLSNames.protections, "")
    case 15:
      out.append("\n\t\tInterface Switching Capability: ", bytes.load8(at), GMPLSNames.switching, orElse: "Unknown")
      out.append("\n\t\tLSP Encoding: ", bytes.load8(at + 1), GMPLSNames.encodings, orElse: "Unknown")
      out.append("\n\t\tMax LSP Bandwidth:")
      appendBandwidths(at + 4, 8, "\n\t\t  priority level ", to: &out)
    case 1:
      let kind = bytes.load8(at)
      out.append(kind == 1 ? ", Point-to-point (" : kind == 2 ? ", Multi-Access (" : ", unknown (", kind, ")")
    case 16:
      out.append("\n\t\t  Shared risk group: ")
      for index in 0..<(count / 4) {
        if index > 0 { out.append(", ") }
        out.append(bytes.load32(at + 4 * index))
      }
    default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t\t") }
    }
    return true
  }

  private func appendBandwidths(_ at: Int, _ count: Int, _ label: StaticString, to out: inout TextBuffer) {
    for index in 0..<count {
      out.append(label, index, ": ")
      out.append(megabits: bytes.load32(at + 4 * index))
    }
  }

  private func appendConstraints(_ at: Int, _ count: Int, to out: inout TextBuffer) -> Bool {
    let model = bytes.load8(at)
    out.append("\n\t\tBandwidth Constraints Model ID: ", model, GMPLSNames.constraintModels, orElse: "unknown", " (")
    out.append("", model, ")")
    if count % 4 != 0 {
      out.append("\n\t\tlength ", count, " != N x 4")
      return false
    }
    if count > 36 {
      out.append("\n\t\tlength ", count, " > 36")
      return false
    }
    appendBandwidths(at + 4, (count - 4) / 4, "\n\t\t  Bandwidth constraint CT", to: &out)
    return true
  }

  private static let graceNames = Tokens([1: "Grace Period", 2: "Graceful restart Reason", 3: "IPv4 interface address"])
  private static let reasonNames = Tokens([
    0: "Unknown", 1: "Software Restart", 2: "Software Reload/Upgrade", 3: "Control Processor Switch",
  ])
  private static let capabilityNames = BitTokens([
    (1, "Reserved"), (2, "Reserved"), (4, "Reserved"), (8, "Reserved"), (16, "graceful restart capable"),
    (32, "graceful restart helper"), (64, "Stub router support"), (128, "Traffic engineering"), (256, "p2p over LAN"),
    (512, "path computation server"),
  ])
  private static let engineeringNames = Tokens([1: "Router Address", 2: "Link"])
  private static let linkNames = Tokens([
    1: "Link Type", 2: "Link ID", 3: "Local Interface IP address", 4: "Remote Interface IP address",
    5: "Traffic Engineering Metric", 6: "Maximum Bandwidth", 7: "Maximum Reservable Bandwidth",
    8: "Unreserved Bandwidth", 9: "Administrative Group", 11: "Link Local/Remote Identifier",
    14: "Link Protection Type", 15: "Interface Switching Capability", 16: "Shared Risk Link Group",
    17: "Bandwidth Constraints",
  ])
}
