import Bytes
import Dissection
import Packets

extension Summary {
  static let ldp = Summary(kind: .ldp, mark: "ldp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    do throws(PartStop) {
      var at = 0
      while layer.length - at > 18 {
        let text = LDPText(bytes.suffix(from: at))
        guard let count = try text.append(to: &out, options) else { return }
        if layer.length - at < count {
          out.append(" [remaining length ", layer.length - at, " < ")
          out.append("", count, "]")
          throw .invalid
        }
        at += count
      }
    } catch {
      try out.append(stop: error, in: "ldp")
    }
  }
}

/// Writes a unit of LDP with its messages. Source: RFC 5036 section 3.
private struct LDPText: ~Escapable {
  private let bytes: RawSpan

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Returns how many bytes it has; `nil` when nothing behind it is told.
  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) -> Int? {
    guard let unit = try? LDPMessage(bytes) else { throw .truncated }
    if options.verbosity > 0 { out.append("\n\t") }
    if unit.version != 1 {
      out.append("LDP version ", unit.version, " packet not supported")
      return nil
    }
    let length = Int(unit.length)
    if length < 6 {
      out.append("LDP, pdu-length: ", length, " (too short, < 6)")
      return nil
    }
    out.append("LDP, Label-Space-ID: ")
    try out.append(ipv4: bytes, at: 4, options)
    out.append(":", unit.labelSpace, ", pdu-length: ")
    out.append(length)
    guard options.verbosity > 0 else { return nil }
    var at = LDPMessage.fixedLength
    // What is left is counted in 16 bits.
    var left = UInt16(truncatingIfNeeded: length - 6)
    while left > 0 {
      guard let count = try appendMessage(at, to: &out, options) else { return nil }
      at += count
      left &-= UInt16(truncatingIfNeeded: count)
    }
    return length + 4
  }

  private func appendMessage(
    _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int? {
    try bytes.need(8, at: at)
    let (head, length) = (bytes.load16(at), Int(bytes.load16(at + 2)))
    let type = head & 0x7fff
    out.append("\n\t  ", type, Self.messageNames, orElse: "Unknown", " Message (0x")
    out.append("", hex: type, width: 4, "), length: ")
    out.append(length)
    if length < 4 {
      out.append(" (too short, < 4)")
      return nil
    }
    out.append(", Message ID: 0x", hex: bytes.load32(at + 4), width: 8)
    out.append(head & 0x8000 != 0 ? ", Flags: [continue processing if unknown]" : ", Flags: [ignore if unknown]")
    try bytes.need(length, at: at)
    if Self.messageNames[type] != nil {
      var (element, left) = (at + 8, length - 4)
      while left >= 4 {
        guard let count = try appendElement(element, left, to: &out, options) else { break }
        element += count
        left -= count
      }
    } else if options.verbosity <= 1 {
      out.append(hex: bytes.prefix(length - 4, from: at + 8), indent: "\n\t  ")
    }
    if options.verbosity > 1 { out.append(hex: bytes.prefix(length, from: at + 8), indent: "\n\t  ") }
    return length + 4
  }

  /// Returns how many bytes an element has; `nil` when it is longer than the message.
  private func appendElement(
    _ at: Int, _ left: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int? {
    try bytes.need(4, at: at)
    let (head, length) = (bytes.load16(at), Int(bytes.load16(at + 2)))
    if length + 4 > left {
      out.append("\n\t\t TLV contents go past end of message")
      return nil
    }
    let type = head & 0x3fff
    out.append("\n\t    ", type, Self.elementNames, orElse: "Unknown", " TLV (0x")
    out.append("", hex: type, width: 4, "), length: ")
    out.append("", length, head & 0x8000 != 0 ? ", Flags: [continue processing and " : ", Flags: [ignore and ")
    out.append(head & 0x4000 != 0 ? "do forward if unknown]" : "don't forward if unknown]")
    do throws(PartStop) {
      try append(element: type, at + 4, length, to: &out, options)
    } catch {
      if error != .invalid { throw error }
      out.append(" (invalid)")
    }
    return length + 4
  }

  private func need(_ count: Int, of length: Int, _ out: inout TextBuffer) throws(PartStop) {
    if length >= count { return }
    out.append(" [tlv length ", length, " < ")
    out.append("", count, "]")
    throw .invalid
  }

  private func append(
    element type: UInt16, _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if let least = Self.leastLengths[type] { try need(least, of: length, &out) }
    switch type {
    case 0x0400:
      out.append("\n\t      Hold Time: ", try bytes.half(at), "s, Flags: [")
      let flags = try bytes.half(at + 2)
      out.append(flags & 0x8000 != 0 ? "Targeted Hello" : "Link Hello")
      out.append(flags & 0x4000 != 0 ? ", Request for targeted Hellos]" : "]")
    case 0x0401:
      out.append("\n\t      IPv4 Transport Address: ")
      try out.append(ipv4: bytes, at: at, options)
    case 0x0403:
      out.append("\n\t      IPv6 Transport Address: ")
      try out.append(ipv6: bytes, at: at, options)
    case 0x0402: out.append("\n\t      Sequence Number: ", try bytes.word(at))
    case 0x0101: try appendAddresses(at, length, to: &out, options)
    case 0x0500: try appendSession(at, to: &out, options)
    case 0x0100: try appendClass(at, length, to: &out, options)
    case 0x0200: out.append("\n\t      Label: ", try bytes.word(at) & 0xfffff)
    case 0x0300: try appendStatus(at, to: &out)
    case 0x0503: try appendRecovery(at, to: &out)
    case 0x0601: out.append("\n\t      MTU: ", try bytes.half(at))
    default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at), indent: "\n\t      ") }
    }
  }

  private func appendAddresses(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let family = try bytes.half(start)
    out.append("\n\t      Address Family: ")
    if let name = AddressFamily.names[family] { out.append(name) } else { out.append("Unknown (", family, ")") }
    out.append(", addresses")
    guard family == 1 || family == 2 else { return }
    let size = family == 1 ? 4 : 16
    for at in stride(from: start + 2, through: start + length - size, by: size) {
      try bytes.need(size, at: at)
      out.append(" ")
      if size == 4 {
        try out.append(ipv4: bytes, at: at, options)
      } else {
        try out.append(ipv6: bytes, at: at, options)
      }
    }
  }

  private func appendSession(
    _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try bytes.need(8, at: at)
    // The flags are looked for where the longest unit is told.
    let flags = bytes.load16(at + 6)
    out.append("\n\t      Version: ", bytes.load16(at), ", Keepalive: ")
    out.append(
      "", bytes.load16(at + 2),
      flags & 0x8000 != 0 ? "s, Flags: [Downstream On Demand" : "s, Flags: [Downstream Unsolicited")
    out.append(flags & 0x4000 != 0 ? ", Loop Detection Enabled]" : ", Loop Detection Disabled]")
  }

  private func appendStatus(_ at: Int, to out: inout TextBuffer) throws(PartStop) {
    let status = try bytes.word(at)
    out.append("\n\t      Status: 0x", hex: status & 0x3fff_ffff, width: 2, ", Flags: [")
    out.append(status & 0x8000_0000 != 0 ? "Fatal error and " : "Advisory Notification and ")
    out.append(status & 0x4000_0000 != 0 ? "do forward]" : "don't forward]")
    let cause = try bytes.word(at + 4)
    if cause != 0 { out.append(", causing Message ID: 0x", hex: cause, width: 8) }
  }

  private func appendRecovery(_ at: Int, to out: inout TextBuffer) throws(PartStop) {
    let flags = try bytes.half(at)
    out.append(flags & 0x8000 != 0 ? "\n\t      Flags: [Reconnect, " : "\n\t      Flags: [No Reconnect, ")
    out.append(flags & 8 != 0 ? "Save State, " : "Don't Save State, ")
    out.append(flags & 4 != 0 ? "All-Label Protection, " : "No All-Label Protection, ")
    out.append(flags & 2 != 0 ? "Sequence Numbered Label Checkpoint, " : "All Labels Checkpoint, ")
    out.append(flags & 1 != 0 ? "Re-Learn State]" : "Don't Re-Learn State]")
    let reconnect = try bytes.word(at + 4)
    if reconnect != 0 { out.append(", Reconnect Timeout: ", reconnect, "ms") }
    let recovery = try bytes.word(at + 8)
    if recovery != 0 { out.append(", Recovery Time: ", recovery, "ms") }
  }

  /// Writes what packets are to be sent along a path.
  private func appendClass(
    _ at: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let kind = try bytes.byte(at)
    out.append("\n\t      ", kind, Self.classNames, orElse: "Unknown", " FEC (0x")
    out.append("", hex: kind, width: 2, ")")
    if kind == 0x80 { return try appendPseudowire(at + 1, length - 1, to: &out) }
    guard kind == 2 else { return }
    try need(2, of: length - 1, &out)
    let family = try bytes.half(at + 1)
    guard family == 1 || family == 2 else { return out.append(": Address family ", family, " prefix") }
    let isIPv6 = family == 2
    let before = out.count
    out.append(isIPv6 ? ": IPv6 prefix " : ": IPv4 prefix ")
    let text = BGPText(bytes, behind: bytes)
    let outcome: BGPText.Outcome
    do throws(PartStop) {
      outcome = try text.appendPrefix(at + 3, length - 3, isIPv6: isIPv6, to: &out, options)
    } catch {
      out.truncate(to: before)
      throw error
    }
    switch outcome {
    case .told: break
    case .illegal:
      out.append("(invalid length)")
    case .ends:
      out.truncate(to: before)
      throw .truncated
    }
  }

  private func appendPseudowire(_ at: Int, _ length: Int, to out: inout TextBuffer) throws(PartStop) {
    try need(7, of: length, &out)
    let count = Int(try bytes.byte(at + 2))
    if count > 0 { try need(11, of: length, &out) }
    let type = try bytes.half(at)
    let group = try bytes.word(at + 3)
    out.append(": ", type & 0x7fff, PseudowireNames.types, orElse: "Unknown")
    out.append(type & 0x8000 != 0 ? ", control word, group-ID " : ", no control word, group-ID ", group)
    if count > 0 { out.append(", VC-ID ", try bytes.word(at + 7)) }
    out.append(", VC-info-length: ", count)
    if count == 0 { return }
    if count < 4 { return out.append(" (invalid, < 4") }
    try need(count - 4, of: length - 11, &out)
    var (parameter, left) = (at + 11, count - 4)
    while left > 2 {
      let (type, size) = (try bytes.byte(parameter), Int(try bytes.byte(parameter + 1)))
      if size < 2 || left < size { return }
      out.append("\n\t\tInterface Parameter: ", type, Self.parameterNames, orElse: "Unknown", " (0x")
      out.append("", hex: type, width: 2, "), len ")
      out.append(size)
      try append(parameter: type, parameter + 2, size - 2, to: &out)
      left -= size
      parameter += size
    }
  }

  private func append(
    parameter type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer
  ) throws(PartStop) {
    switch type {
    case 1: out.append(": ", try bytes.half(at))
    case 3:
      out.append(": ")
      out.append(visible: bytes.prefix(count, from: at))
      try bytes.need(count, at: at)
    case 12:
      let (channels, types) = (try bytes.byte(at), try bytes.byte(at + 1))
      out.append("\n\t\t  Control Channels (0x", hex: channels, width: 2, ") = [")
      out.append("", bits: channels, Self.channelNames, "]\n\t\t  CV Types (0x")
      out.append("", hex: types, width: 2, ") = [")
      out.append("", bits: types, Self.verificationNames, "]")
    default: out.append(hex: bytes.prefix(count, from: at), indent: "\n\t\t  ")
    }
  }

  private static let messageNames = Tokens([
    0x0001: "Notification", 0x0100: "Hello", 0x0200: "Initialization", 0x0201: "Keepalive", 0x0300: "Address",
    0x0301: "Address Withdraw", 0x0400: "Label Mapping", 0x0401: "Label Request", 0x0402: "Label Withdraw",
    0x0403: "Label Release", 0x0404: "Label Abort Request",
  ])
  private static let elementNames = Tokens([
    0x0100: "FEC", 0x0101: "Address List", 0x0103: "Hop Count", 0x0104: "Path Vector", 0x0200: "Generic Label",
    0x0201: "ATM Label", 0x0202: "Frame-Relay Label", 0x0300: "Status", 0x0301: "Extended Status",
    0x0302: "Returned PDU", 0x0303: "Returned Message", 0x0400: "Common Hello Parameters",
    0x0401: "IPv4 Transport Address", 0x0402: "Configuration Sequence Number", 0x0403: "IPv6 Transport Address",
    0x0500: "Common Session Parameters", 0x0501: "ATM Session Parameters",
    0x0502: "Frame-Relay Session Parameters", 0x0503: "Fault-Tolerant Session Parameters",
    0x0600: "Label Request Message ID", 0x0601: "MTU",
  ])
  /// Bytes that elements have at least.
  private static let leastLengths: [UInt16: Int] = [
    0x0400: 4, 0x0401: 4, 0x0403: 16, 0x0402: 4, 0x0101: 2, 0x0500: 8, 0x0100: 1, 0x0200: 4, 0x0300: 8, 0x0503: 12,
    0x0601: 2,
  ]
  private static let classNames = Tokens([1: "Wildcard", 2: "Prefix", 3: "Host address", 0x80: "Martini VC"])
  private static let parameterNames = Tokens([1: "MTU", 3: "Description", 12: "VCCV"])
  private static let channelNames = BitTokens([
    (1, "PWE3 control word"), (2, "MPLS Router Alert Label"), (4, "MPLS inner label TTL = 1"),
  ])
  private static let verificationNames = BitTokens([(1, "ICMP Ping"), (2, "LSP Ping"), (4, "BFD")])
}
