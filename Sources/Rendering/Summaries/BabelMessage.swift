import Bytes
import Dissection
import Packets

extension Summary {
  static let babel = Summary(kind: .babel, mark: "babel") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    do throws(PartStop) {
      out.append("babel")
      guard let message = try? BabelMessage(bytes) else { throw .marked }
      if message.magic != 42 { return out.append(" invalid header") }
      out.append(" ", message.version)
      guard message.version == 2 else { return out.append(" unknown version") }
      let (body, length) = (Int(message.bodyLength), layer.length - 4)
      out.append(" (", body, ")")
      if length < body { throw .invalid }
      var text = BabelText(bytes, from: 4, end: 4 + body, limit: layer.length)
      try text.append(to: &out, options)
      guard length > body else { return }
      out.append(options.verbosity > 0 ? "\n\t----" : " |")
      text = BabelText(bytes, from: 4 + body, end: layer.length, limit: layer.length)
      try text.append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "babel")
    }
  }
}

/// Writes the messages of a Babel packet's body or trailer. Source: RFC 8966 section 4.6.
private struct BabelText: ~Escapable {
  private let bytes: RawSpan
  private let start: Int
  private let end: Int
  private let limit: Int
  /// The IPv4 prefix that later ones may leave the beginning of to.
  private var oldIPv4: UInt128 = 0xffff_0000_0000
  /// The same for IPv6.
  private var oldIPv6: UInt128 = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, from start: Int, end: Int, limit: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
    self.limit = limit
  }

  @_lifetime(self: copy self)
  mutating func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let isVerbose = options.verbosity > 0
    var at = start
    while at < end {
      let type = try bytes.byte(at)
      if type == 0 {
        out.append(isVerbose ? "\n\tPad 1" : " pad1")
        at += 1
        continue
      }
      if at + 2 > end { throw .invalid }
      try bytes.check(2, at: at)
      let length = Int(bytes.load8(at + 1))
      if at + 2 + length > end { throw .invalid }
      try bytes.check(2 + length, at: at)
      if isVerbose {
        try append(verbose: type, at, length, to: &out, options)
      } else {
        try append(brief: type, at, length, to: &out)
      }
      at += 2 + length
    }
  }

  private func append(brief type: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer) throws(PartStop) {
    out.append("", type, Self.briefNames, orElse: " unknown")
    guard type == 8 else { return }
    if length < 10 { throw .invalid }
    appendFlags(at, to: &out)
  }

  private func appendFlags(_ at: Int, to out: inout TextBuffer) {
    let flags = bytes.load8(at + 3)
    if flags & 0x80 != 0 { out.append("/prefix") }
    if flags & 0x40 != 0 { out.append("/id") }
    if flags & 0x3f != 0 { out.append("/unknown") }
  }

  @_lifetime(self: copy self)
  private mutating func append(
    verbose type: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    guard let name = Self.names[type] else { return out.append("\n\tUnknown message type ", type) }
    out.append(name)
    if length < Self.leastLengths[type] ?? 0 { throw .invalid }
    switch type {
    case 1: out.append(length + 2)
    case 2:
      out.append("", hex: bytes.load16(at + 4), width: 4, " ")
      append(interval: bytes.load16(at + 6), to: &out)
    case 3: out.append(hex: bytes.load16(at + 2), width: 4)
    case 4: try appendHello(at, length, to: &out)
    case 5: try appendHeard(at, length, to: &out, options)
    case 6: append(identifier: at + 4, to: &out)
    case 7:
      let family = bytes.load8(at + 2)
      guard let hop = prefix(family, nil, 0, at + 4, length - 2, nil) else { throw .invalid }
      out.append(" ")
      if family == 0 { return out.append("invalid AE 0") }
      append(address: hop.value, to: &out, options)
    case 8: try appendUpdate(at, length, to: &out, options)
    case 9, 10: try appendRequest(type, at, length, to: &out, options)
    case 11:
      out.append("timestamp ", bytes.load32(at + 4), " packetcounter ")
      out.append(bytes.load16(at + 2))
    case 12:
      out.append("key-id ", bytes.load16(at + 2), " digest-")
      out.append("", length - 2, " ")
      for index in 0..<(length - 2) { out.append(upperHexByte: bytes.load8(at + 4 + index)) }
    case 13: try appendSourceUpdate(at, length, to: &out, options)
    case 14, 15: try appendSourceRequest(type, at, length, to: &out, options)
    case 16: out.append("len ", length)
    case 17:
      out.append(" value ", bytes.load32(at + 2), " index len ")
      out.append(length - 4)
    default:
      if length > 192 { throw .invalid }
      out.append(" len ", length)
    }
  }

  private func appendHello(_ at: Int, _ length: Int, to out: inout TextBuffer) throws(PartStop) {
    if bytes.load16(at + 2) & 0x8000 != 0 { out.append("(Unicast) ") }
    out.append("seqno ", bytes.load16(at + 4), " ")
    let interval = bytes.load16(at + 6)
    if interval == 0 {
      out.append("unscheduled")
    } else {
      out.append("interval ")
      append(interval: interval, to: &out)
    }
    try appendParts(at + 8, at + 2 + length, of: 4, to: &out)
  }

  private func appendHeard(
    _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let family = bytes.load8(at + 2)
    guard let address = prefix(family, nil, 0, at + 8, length - 6, nil) else {
      return out.append(truncationMark: "babel")
    }
    if family == 0 { out.append("any") } else { append(address: address.value, to: &out, options) }
    out.append(" rxcost ", bytes.load16(at + 4), " interval ")
    append(interval: bytes.load16(at + 6), to: &out)
    try appendParts(at + 8 + address.count, at + 2 + length, of: 5, to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendUpdate(
    _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let (family, width) = (bytes.load8(at + 2), Int(bytes.load8(at + 4)))
    let old = family == 1 ? oldIPv4 : oldIPv6
    guard let route = prefix(family, width, Int(bytes.load8(at + 5)), at + 12, length - 10, old) else {
      throw .invalid
    }
    appendFlags(at, to: &out)
    out.append(" ")
    append(prefix: route.value, family, width, to: &out, options)
    appendMetric(at, to: &out)
    if bytes.load8(at + 3) & 0x80 != 0 {
      if family == 1 { oldIPv4 = route.value } else { oldIPv6 = route.value }
    }
    try appendParts(at + 12 + route.count, at + 2 + length, of: 8, to: &out)
  }

  private func appendMetric(_ at: Int, to out: inout TextBuffer) {
    out.append(" metric ", bytes.load16(at + 10), " seqno ")
    out.append("", bytes.load16(at + 8), " interval ")
    let interval = bytes.load16(at + 6)
    if interval == 0xffff { out.append("infinity") } else { append(interval: interval, to: &out) }
  }

  private func appendRequest(
    _ type: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let (family, width) = (bytes.load8(at + 2), Int(bytes.load8(at + 3)))
    let offset = type == 9 ? 2 : 14
    guard let route = prefix(family, width, 0, at + 2 + offset, length - offset, nil) else { throw .invalid }
    if type == 10 { out.append("(", bytes.load8(at + 6), " hops) ") }
    out.append("for ")
    if family == 0, type == 10 {
      out.append("invalid AE 0")
    } else {
      append(prefix: route.value, family, width, to: &out, options)
    }
    guard type == 10 else { return }
    out.append(" seqno ", bytes.load16(at + 4), " id")
    append(identifier: at + 8, to: &out)
  }

  private func appendSourceUpdate(
    _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let family = bytes.load8(at + 2)
    let (sourceWidth, width) = (Int(bytes.load8(at + 3)), Int(bytes.load8(at + 4)))
    let old = family == 1 ? oldIPv4 : oldIPv6
    guard let route = prefix(family, width, Int(bytes.load8(at + 5)), at + 12, length - 10, old) else {
      throw .invalid
    }
    let next = 10 + route.count
    guard let source = prefix(family, sourceWidth, 0, at + 2 + next, length - next, nil) else { throw .invalid }
    out.append(" ")
    append(plain: route.value, family, width, to: &out, options)
    out.append(" from ")
    append(plain: source.value, family, sourceWidth, to: &out, options)
    appendMetric(at, to: &out)
    try appendParts(at + 2 + next + source.count, at + 2 + length, of: 13, to: &out)
  }

  private func appendSourceRequest(
    _ type: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let (family, width) = (bytes.load8(at + 2), Int(bytes.load8(at + 3)))
    let sourceWidth = Int(bytes.load8(type == 14 ? at + 4 : at + 7))
    let first = type == 14 ? 3 : 14
    guard let route = prefix(family, width, 0, at + 2 + first, length - first, nil) else { throw .invalid }
    let next = first + route.count
    guard let source = prefix(family, sourceWidth, 0, at + 2 + next, length - next, nil) else { throw .invalid }
    if type == 14, family == 0 { return out.append("for any") }
    if type == 15 { out.append("(", bytes.load8(at + 6), " hops) ") }
    out.append("for (")
    append(plain: route.value, family, width, to: &out, options)
    out.append(", ")
    append(plain: source.value, family, sourceWidth, to: &out, options)
    out.append(")")
    guard type == 15 else { return }
    out.append(" seqno ", bytes.load16(at + 4), " id")
    append(identifier: at + 8, to: &out)
  }

  /// A prefix, of which `omitted` bytes are those of an older one; IPv4 as mapped into IPv6.
  ///
  /// - Parameter width: its bits; `nil` for a whole address.
  /// - Returns: `nil` when it makes no sense.
  private func prefix(
    _ family: UInt8, _ width: Int?, _ omitted: Int, _ at: Int, _ left: Int, _ old: UInt128?
  ) -> (value: UInt128, count: Int)? {
    let size = width.map { ($0 + 7) / 8 } ?? (family == 1 ? 4 : 16)
    if size > 16 { return nil }
    let base: Int
    var value: UInt128
    var skipped = omitted
    switch family {
    case 0: return (0, 0)
    case 1:
      if omitted > 4 || size > 4 { return nil }
      (base, value) = (12, 0xffff_0000_0000)
    case 2:
      if omitted > 16 { return nil }
      (base, value) = (0, 0)
    case 3:
      (base, value, skipped) = (0, 0xfe80 << 112, 8)
    default: return nil
    }
    let count = max(0, size - skipped)
    if count > left { return nil }
    if family != 3, omitted > 0 {
      guard let old else { return nil }
      let kept = base + omitted
      let rest = UInt128(128 - 8 * kept)
      value = kept == 16 ? old : (old >> rest) << rest
    }
    for index in 0..<count {
      let place = base + skipped + index
      guard place < 16, let byte = bytes.uint8(ifAt: at + index) else { return nil }
      value |= UInt128(byte) << UInt128(120 - 8 * place)
    }
    return (value, count)
  }

  private func append(address: UInt128, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if address >> 32 == 0xffff {
      out.append(host: IPv4Address(rawValue: UInt32(truncatingIfNeeded: address)), options)
    } else {
      out.append(host: IPv6Address(rawValue: address), options)
    }
  }

  private func append(
    prefix: UInt128, _ family: UInt8, _ width: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    if family == 0 { return out.append("any") }
    append(plain: prefix, family, width, to: &out, options)
  }

  private func append(
    plain prefix: UInt128, _ family: UInt8, _ width: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    let bits = (family == 1 ? width + 96 : width) & 0xff
    if bits >= 96, prefix >> 32 == 0xffff {
      out.append(host: IPv4Address(rawValue: UInt32(truncatingIfNeeded: prefix)), options)
      out.append("/", bits - 96)
    } else {
      out.append(host: IPv6Address(rawValue: prefix), options)
      out.append("/", bits)
    }
  }

  private func append(interval: UInt16, to out: inout TextBuffer) {
    if interval == 0 { return out.append("0.0s (bogus)") }
    out.append("", interval / 100, ".")
    out.append(interval % 100, width: 2)
    out.append("s")
  }

  private func append(identifier at: Int, to out: inout TextBuffer) {
    for index in 0..<8 {
      out.append(index == 0 ? " " : ":")
      out.append(hexByte: bytes.load8(at + index))
    }
  }

  /// Writes what a message has behind its own fields.
  private func appendParts(
    _ start: Int, _ end: Int, of type: UInt8, to out: inout TextBuffer
  ) throws(PartStop) {
    var at = start
    while at < end {
      let subtype = try bytes.byte(at)
      at += 1
      if subtype == 0 {
        out.append(" sub-pad1")
        continue
      }
      if subtype & 0x80 != 0 { out.append(" (M)") }
      guard at < end, case let count = Int(try bytes.byte(at)), at + 1 + count <= end else {
        return out.append(" (invalid)")
      }
      at += 1
      switch subtype {
      case 1: out.append(" sub-padn")
      case 2: appendDiversity(at, count, of: type, to: &out)
      case 3: guard appendTimes(at, count, of: type, to: &out) else { return out.append(" (invalid)") }
      default: out.append(" sub-unknown-0x", hex: subtype, width: 2)
      }
      at += count
    }
  }

  private func appendDiversity(_ at: Int, _ count: Int, of type: UInt8, to out: inout TextBuffer) {
    out.append(" sub-diversity")
    if count == 0 { return out.append(" empty") }
    for index in 0..<count {
      out.append(index == 0 ? " " : "-")
      let channel = bytes.load8(at + index)
      if channel == 0 {
        out.append("reserved")
      } else if channel == 255 {
        out.append("all")
      } else {
        out.append(channel)
      }
    }
    if type != 8, type != 13 { out.append(" (bogus)") }
  }

  /// Returns whether it is long enough.
  private func appendTimes(_ at: Int, _ count: Int, of type: UInt8, to out: inout TextBuffer) -> Bool {
    out.append(" sub-timestamp")
    guard type == 4 || type == 5 else {
      out.append(" (bogus)")
      return true
    }
    if count < (type == 4 ? 4 : 8) { return false }
    append(time: bytes.load32(at), " ", to: &out)
    if type == 5 { append(time: bytes.load32(at + 4), "|", to: &out) }
    return true
  }

  private func append(time: UInt32, _ label: StaticString, to out: inout TextBuffer) {
    out.append(label, time / 1_000_000, ".")
    out.append(time % 1_000_000, width: 6)
    out.append("s")
  }

  private static let briefNames = Tokens([
    1: " padN", 2: " ack-req", 3: " ack", 4: " hello", 5: " ihu", 6: " router-id", 7: " nh", 8: " update",
    9: " route-request", 10: " seqno-request", 11: " tspc", 12: " hmac", 13: " ss-update", 14: " ss-request",
    15: " ss-mh-request", 16: " mac", 17: " pc", 18: " challenge_request", 19: " challenge_reply",
  ])
  private static let names = Tokens([
    1: "\n\tPad ", 2: "\n\tAcknowledgment Request ", 3: "\n\tAcknowledgment ", 4: "\n\tHello ", 5: "\n\tIHU ",
    6: "\n\tRouter Id", 7: "\n\tNext Hop", 8: "\n\tUpdate", 9: "\n\tRoute Request ", 10: "\n\tSeqno Request ",
    11: "\n\tTS/PC ", 12: "\n\tHMAC ", 13: "\n\tSS-Update", 14: "\n\tSS-Request ", 15: "\n\tSS-MH-Request ",
    16: "\n\tMAC ", 17: "\n\tPC", 18: "\n\tChallenge Request", 19: "\n\tChallenge Reply",
  ])
  private static let leastLengths: [UInt8: Int] = [
    2: 6, 3: 2, 4: 6, 5: 6, 6: 10, 7: 2, 8: 10, 9: 2, 10: 14, 11: 6, 12: 18, 13: 10, 14: 3, 15: 14, 17: 4,
  ]
}
