import Bytes
import Dissection
import Packets

// Routes of all address families. Source: RFC 4271 section 4.3, RFC 4760 section 5, RFC 8277, RFC 4364, RFC 4684.

extension BGPText {
  /// What became of a route.
  enum Outcome {
    /// It has so many bytes.
    case told(Int)
    /// Its prefix is longer than an address.
    case illegal
    /// The attribute ends before it does.
    case ends
  }

  /// Address families with their subfamilies.
  enum Family {
    case ipv4, labeledIPv4, vpnIPv4, targets, multicastVPN, multicastTree, ipv6, labeledIPv6, vpnIPv6, layer2, osi,
      vpnOSI

    init?(_ family: UInt16, _ subfamily: UInt8) {
      switch (family, subfamily) {
      case (1, 1...3): self = .ipv4
      case (1, 4): self = .labeledIPv4
      case (1, 128...130): self = .vpnIPv4
      case (1, 132): self = .targets
      case (1, 5): self = .multicastVPN
      case (1, 66): self = .multicastTree
      case (2, 1...3): self = .ipv6
      case (2, 4): self = .labeledIPv6
      case (2, 128...130): self = .vpnIPv6
      case (3, 1...3): self = .osi
      case (3, 128...130): self = .vpnOSI
      case (196, 128...130), (25, 65): self = .layer2
      default: return nil
      }
    }
  }

  /// Whether routes have a path's number in front, which nothing but their lengths shows (RFC 7911).
  func hasPaths(_ start: Int, _ length: Int, limit: Int) -> Bool {
    if length < 5 { return false }
    var at = 0
    while at < length {
      at += 4
      guard let width = bytes.uint8(ifAt: start + at) else { break }
      if width > limit { return false }
      at += 1 + (Int(width) + 7) / 8
    }
    if at > length { return false }
    at = 0
    while at < length {
      guard let width = bytes.uint8(ifAt: start + at) else { break }
      if width < 1 || width > limit { return true }
      at += 1 + (Int(width) + 7) / 8
    }
    return at > length
  }

  /// Writes a route of one family behind a new line, with nothing of it where it is cut.
  func appendRoute(
    _ family: Family, _ start: Int, _ length: Int, hasPath: Bool, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    let before = out.count
    do throws(PartStop) {
      out.append("\n\t      ")
      let outcome = try appendNumbered(family, start, length, hasPath: hasPath, to: &out, options)
      if case .told = outcome { return outcome }
      out.truncate(to: before)
      return outcome
    } catch {
      out.truncate(to: before)
      throw error
    }
  }

  private func appendNumbered(
    _ family: Family, _ at: Int, _ length: Int, hasPath: Bool, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    switch family {
    case .ipv4: return try appendPrefix(at, length, isIPv6: false, to: &out, options)
    case .ipv6: return try appendPrefix(at, length, isIPv6: true, to: &out, options)
    case .labeledIPv4: return try appendLabeled(at, length, isIPv6: false, to: &out, options)
    case .labeledIPv6: return try appendLabeled(at, length, isIPv6: true, to: &out, options)
    case .vpnIPv4: return try appendVPN(at, limit: 32, to: &out, options)
    case .vpnIPv6: return try appendVPN(at, limit: 128, to: &out, options)
    case .vpnOSI: return try appendVPN(at, limit: 152, to: &out, options)
    case .osi:
      let width = Int(try bytes.byte(at))
      if width > 152 { return .illegal }
      try appendAccessPoint(at + 4, width, to: &out)
      out.append("/", width)
      return .told(1 + (width + 7) / 8)
    case .targets: return try appendTargets(at, to: &out, options)
    case .multicastVPN: return try appendMulticastVPN(at, to: &out, options)
    case .multicastTree:
      if try bytes.byte(at) != 128 { return .illegal }
      try bytes.check(8, at: at + 1)
      out.append("RD: ")
      try append(distinguisher: at + 1, to: &out, options)
      out.append(", VPN IP Address: ")
      try out.append(ipv4: bytes, at: at + 9, options)
      out.append(", MC Group Address: ")
      try out.append(ipv4: bytes, at: at + 13, options)
      return .told(17)
    case .layer2: return try appendLayer2(at, to: &out, options)
    }
  }

  /// The bytes of a prefix, the first one highest, without what is behind its last bit.
  private func prefix(_ at: Int, _ width: Int) throws(PartStop) -> UInt128 {
    let count = (width + 7) / 8
    try bytes.need(count, at: at)
    var value: UInt128 = 0
    for index in 0..<count { value |= UInt128(bytes.load8(at + index)) << UInt128(120 - 8 * index) }
    return width == 0 ? 0 : value & (UInt128.max << UInt128(128 - width))
  }

  private func append(
    _ prefix: UInt128, _ width: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    if isIPv6 {
      out.append(host: IPv6Address(rawValue: prefix), options)
    } else {
      out.append(host: IPv4Address(rawValue: UInt32(truncatingIfNeeded: prefix >> 96)), options)
    }
    out.append("/", width)
  }

  /// Writes a prefix: its width, and as many bytes as that needs.
  func appendPrefix(
    _ at: Int, _ length: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    if length < 1 { return .ends }
    let width = Int(try bytes.byte(at))
    if width > (isIPv6 ? 128 : 32) { return .illegal }
    let count = (width + 7) / 8
    if length - 1 < count { return .ends }
    append(try prefix(at + 1, width), width, isIPv6: isIPv6, to: &out, options)
    return .told(1 + count)
  }

  private func appendLabeled(
    _ at: Int, _ length: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    try bytes.check(4, at: at)
    if length < 4 { return .ends }
    let width = Int(bytes.load8(at)) - 24
    if width < 0 || width > (isIPv6 ? 128 : 32) { return .illegal }
    let count = (width + 7) / 8
    if !isIPv6, length - 4 < count { return .ends }
    append(try prefix(at + 4, width), width, isIPv6: isIPv6, to: &out, options)
    appendLabel(at + 1, to: &out)
    return .told(4 + count)
  }

  private func appendLabel(_ at: Int, to out: inout TextBuffer) {
    out.append(", label:", bytes.load24(at) >> 4)
    out.append(bytes.load8(at + 2) & 1 == 0 ? " (BOGUS: Bottom of Stack NOT set!)" : " (bottom)")
  }

  private func appendVPN(
    _ at: Int, limit: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    let width = Int(try bytes.byte(at)) - 88
    if width < 0 || width > limit { return .illegal }
    try bytes.need((width + 7) / 8, at: at + 12)
    out.append("RD: ")
    try append(distinguisher: at + 4, to: &out, options)
    out.append(", ")
    if limit == 152 {
      try appendAccessPoint(at + 12, width, to: &out)
      out.append("/", width)
    } else {
      append(try prefix(at + 12, width), width, isIPv6: limit == 128, to: &out, options)
    }
    appendLabel(at + 1, to: &out)
    return .told(12 + (width + 7) / 8)
  }

  /// Writes an OSI prefix without the bits behind its last one.
  private func appendAccessPoint(_ at: Int, _ width: Int, to out: inout TextBuffer) throws(PartStop) {
    let count = (width + 7) / 8
    try bytes.need(count, at: at)
    if count == 0 { return out.append("isonsap_string: illegal length") }
    for index in 0..<count {
      let isLast = index + 1 == count
      let mask: UInt8 = isLast && width % 8 != 0 ? 0xff << UInt8(8 - width % 8) : 0xff
      out.append(hexByte: bytes.load8(at + index) & mask)
      if index & 1 == 0, !isLast { out.append(".") }
    }
  }

  /// Writes a route distinguisher (RFC 4364 section 4.2).
  func append(
    distinguisher at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    switch try bytes.half(at) {
    case 0:
      try bytes.need(6, at: at + 2)
      out.append("", bytes.load16(at + 2), ":")
      out.append("", bytes.load32(at + 4), " (= ")
      out.append(dotted: bytes.load32(at + 4))
      out.append(")")
    case 1:
      try bytes.need(6, at: at + 2)
      out.append(dotted: bytes.load32(at + 2))
      out.append(":", bytes.load16(at + 6))
    case 2:
      try bytes.need(6, at: at + 2)
      out.append(autonomousSystem: bytes.load32(at + 2), options)
      out.append(":", bytes.load16(at + 6), " (")
      out.append(dotted: bytes.load32(at + 2))
      out.append(":", bytes.load16(at + 6), ")")
    default: out.append("unknown RD format")
    }
  }

  private func appendTargets(
    _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    let width = Int(try bytes.byte(at))
    if width == 0 {
      out.append("default route target")
      return .told(1)
    }
    if width < 32 {
      out.append("(illegal prefix length)")
      return .told(-1)
    }
    let system = try bytes.word(at + 1)
    if width > 96 {
      out.append("(illegal prefix length)")
      return .told(-1)
    }
    let target = UInt64(truncatingIfNeeded: try prefix(at + 5, width - 32) >> 64)
    out.append("origin AS: ")
    out.append(autonomousSystem: system, options)
    out.append(", ")
    append(target: target, width - 32, to: &out, options)
    return .told(5 + (width - 32 + 7) / 8)
  }

  private func append(
    target: UInt64, _ width: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    if width == 0 { return out.append("route-target: 0:0/0") }
    if width < 16 {
      out.append("route-target: partial-type: (")
      appendDigits(target, width, to: &out)
      return out.append("/", width, ")")
    }
    let type = UInt16(truncatingIfNeeded: target >> 48)
    let (middle, low) = (UInt32(truncatingIfNeeded: target >> 16), UInt16(truncatingIfNeeded: target))
    switch type {
    case 0x0002:
      out.append("route-target: ", UInt16(truncatingIfNeeded: target >> 32), ":")
      out.append(UInt32(truncatingIfNeeded: target))
    case 0x0102:
      out.append("route-target: ")
      out.append(dotted: middle)
      out.append(":", low)
    case 0x0202:
      out.append("route-target: ")
      out.append(autonomousSystem: middle, options)
      out.append(":", low)
    default:
      out.append("route target: unknown-type(", hex: type, width: 4, ") (")
      appendDigits(target, width, to: &out)
      return out.append("/", width, ")")
    }
    out.append("/", width, " (")
    appendDigits(target, width, to: &out)
    out.append(")")
  }

  private func appendDigits(_ target: UInt64, _ width: Int, to out: inout TextBuffer) {
    let count = (width + 7) / 8
    for index in 0..<count {
      out.append(hexByte: UInt8(truncatingIfNeeded: target >> UInt64(56 - 8 * index)))
      if index % 2 == 1, index < count - 1 { out.append(" ") }
    }
  }

  private func appendMulticastVPN(
    _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    let (type, length) = (try bytes.byte(start), Int(try bytes.byte(start + 1)))
    out.append("Route-Type: ", type, Self.multicastNames, orElse: "Unknown", " (")
    out.append("", type, "), length: ")
    out.append(length)
    let at = start + 2
    guard type >= 1, type <= 7, type != 4 else { return .told(length + 2) }
    try bytes.check(type == 1 || type == 3 || type == 5 ? 8 : 12, at: at)
    out.append(", RD: ")
    try append(distinguisher: at, to: &out, options)
    switch type {
    case 1:
      out.append(", Originator ")
      try appendAddress(at + 8, (length - 8) * 8, to: &out, options)
    case 2, 6, 7:
      out.append(", Source-AS ")
      out.append(autonomousSystem: try bytes.word(at + 8), options)
      if type != 2 { _ = try appendGroup(at + 12, to: &out, options) }
    case 3:
      let count = try appendGroup(at + 8, to: &out, options)
      // The address is looked for behind the distinguisher, where source and group stand.
      try bytes.check(length - count, at: at + 8)
      out.append(", Originator ")
      try appendAddress(at + 8, (length - count) * 8, to: &out, options)
    default: _ = try appendGroup(at + 8, to: &out, options)
    }
    return .told(length + 2)
  }

  /// Returns how many bytes source and group have.
  private func appendGroup(
    _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    var (at, total) = (start, 0)
    for label in [", Source " as StaticString, ", Group "] {
      let width = Int(try bytes.byte(at))
      at += 1
      guard bytes.has(width >> 3, at: at) else { return total }
      total += width >> 3 + 1
      if width > 0 {
        out.append(label)
        try appendAddress(at, width, to: &out, options)
        at += width >> 3
      }
    }
    return total
  }

  private func appendAddress(
    _ at: Int, _ width: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    switch width {
    case 32: try out.append(ipv4: bytes, at: at, options)
    case 128: try out.append(ipv6: bytes, at: at, options)
    default: out.append("bogus address length ", UInt32(truncatingIfNeeded: width))
    }
  }

  private func appendLayer2(
    _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Outcome {
    let length = Int(try bytes.half(start))
    var at = start + 2
    if length == 12 {
      try bytes.check(12, at: at)
      out.append("RD: ")
      try append(distinguisher: at, to: &out, options)
      out.append(", BGPNH: ")
      try out.append(ipv4: bytes, at: at + 8, options)
      return .told(14)
    }
    guard length > 17 else { throw .marked }
    try bytes.check(15, at: at)
    out.append("RD: ")
    try append(distinguisher: at, to: &out, options)
    out.append(", CE-ID: ", bytes.load16(at + 8), ", Label-Block Offset: ")
    out.append("", bytes.load16(at + 10), ", Label Base ")
    out.append(bytes.load24(at + 12) >> 4)
    at += 15
    var left = length - 15
    while left > 0 {
      if left < 3 {
        out.append("\n\t\tran past the end")
        break
      }
      let (type, width) = (try bytes.byte(at), Int(try bytes.half(at + 1)))
      at += 3
      // The three bytes of type and length are not counted.
      let count = (width + 7) / 8
      if type == 1 {
        out.append("\n\t\tcircuit status vector (1) length: ", width, ": 0x")
        for _ in 0..<min(count, left) {
          try bytes.check(1, at: at)
          out.append(hexByte: bytes.load8(at))
          at += 1
        }
      } else {
        out.append("\n\t\tunknown TLV #", type, ", length: ")
        out.append(width)
      }
      if left < count {
        out.append(" (ran past the end)")
        break
      }
      left -= count
    }
    return .told(length + 2)
  }

  private static let multicastNames = Tokens([
    1: "Intra-AS I-PMSI", 2: "Inter-AS I-PMSI", 3: "S-PMSI", 4: "Intra-AS Segment-Leaf", 5: "Source-Active",
    6: "Shared Tree Join", 7: "Source Tree Join",
  ])
}
