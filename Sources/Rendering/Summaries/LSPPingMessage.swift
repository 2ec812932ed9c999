import Bytes
import Dissection
import Packets

extension Summary {
  static let lspPing = Summary(kind: .lspPing, mark: "lspping") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      try LSPPingText(packet.bytes(of: layer), layer.length).append(to: &out, options)
    } catch .invalid {
      out.append("\n\t\t packet is too short")
    } catch {
      try out.append(stop: error, in: "lspping")
    }
  }
}

/// Writes a message that tries a label-switched path. Source: RFC 8029 section 3.
private struct LSPPingText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// - Throws: `.invalid` where the packet ends before what it says it has.
  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    if length < LSPPingMessage.fixedLength { throw .invalid }
    guard let message = try? LSPPingMessage(bytes) else { throw .truncated }
    if message.version != 1 { return out.append("LSP-PING version ", message.version, " packet not supported") }
    if options.verbosity < 1 {
      out.append("LSP-PINGv1, ")
      out.append(message.type, orUnknown: Self.typeNames)
      out.append(", seq ", message.sequence, ", length: ")
      return out.append(length)
    }
    out.append("\n\tLSP-PINGv1, msg-type: ", message.type, Self.typeNames, orElse: "unknown", " (")
    out.append("", message.type, "), length: ")
    out.append("", length, "\n\t  reply-mode: ")
    out.append("", message.replyMode, Self.modeNames, orElse: "unknown", " (")
    out.append("", message.replyMode, ")\n\t  Return Code: ")
    let code = message.returnCode
    out.append("", code, Self.codeNames, orElse: "unknown")
    if [3, 4, 8, 10, 11, 12].contains(code) { out.append(" ", message.returnSubcode) }
    out.append(" (", code, ")\n\t  Return Subcode: (")
    out.append("", message.returnSubcode, ")\n\t  Sender Handle: 0x")
    out.append("", hex: message.senderHandle, width: 8, ", Sequence: ")
    out.append("", message.sequence, "\n\t  Sender Timestamp: ")
    out.append(ntpTime: message.timeSent)
    out.append(" Receiver Timestamp: ")
    if message.timeReceived == 0 { out.append("no timestamp") } else { out.append(ntpTime: message.timeReceived) }
    var at = LSPPingMessage.fixedLength
    while at < length { at += try appendElement(at, to: &out, options) }
  }

  private func appendElement(
    _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    if length - at < 4 { throw .invalid }
    let (type, count) = (try bytes.half(at), Int(try bytes.half(at + 2)))
    out.append("\n\t  ", type, Self.elementNames, orElse: "Unknown", " TLV (")
    out.append("", type, "), length: ")
    out.append(count)
    if count == 0 { return 4 }
    if length - at < count + 4 { throw .invalid }
    try bytes.need(count, at: at + 4)
    let isKnown = try append(element: type, at + 4, count, to: &out, options)
    if options.verbosity > 1 || !isKnown { out.append(hex: bytes.prefix(count, from: at + 4), indent: "\n\t    ") }
    let padded = (count + 3) / 4 * 4
    if length - at < padded + 4 { throw .invalid }
    return padded + 4
  }

  /// Returns whether all of an element is told.
  private func append(
    element type: UInt16, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 1: return try appendStack(at, count, to: &out, options)
    case 2: return try appendMapping(at, count, to: &out, options)
    case 15, 5:
      if count < 4 { return tooShort(&out) }
      let value = try bytes.word(at)
      if type == 15 {
        out.append("\n\t    BFD Discriminator 0x", hex: value, width: 8)
      } else {
        out.append("\n\t    Vendor: ", value, EnterpriseNames.byNumber, orElse: "Unknown", " (0x")
        out.append("", hex: value, width: 4, ")")
      }
    default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t    ") }
    }
    return true
  }

  private func tooShort(_ out: inout TextBuffer) -> Bool {
    out.append("\n\t      TLV is too short")
    return false
  }

  private func appendStack(
    _ start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    // The headers of what is inside are not gone past, so each begins four bytes before its place.
    var (at, left) = (start, count)
    while left > 0 {
      if left < 4 { return tooShort(&out) }
      let (type, size) = (try bytes.half(at), Int(try bytes.half(at + 2)))
      if left < size + 4 { return tooShort(&out) }
      try bytes.need(size, at: at + 4)
      out.append("\n\t    ", type, Self.classNames, orElse: "Unknown", " subTLV (")
      out.append("", type, "), length: ")
      out.append(size)
      let isKnown = try append(class: type, at + 4, size, to: &out, options)
      if options.verbosity > 1 || !isKnown { out.append(hex: bytes.prefix(size, from: at + 4), indent: "\n\t      ") }
      let padded = (size + 3) / 4 * 4
      if left < padded + 4 {
        out.append("\n\t\t TLV is too short")
        throw .ended
      }
      at += padded
      left -= padded + 4
    }
    return true
  }

  /// Returns whether it is known.
  private func append(
    class type: UInt16, _ at: Int, _ size: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    guard let wanted = Self.classLengths[type] else { return false }
    if size != wanted {
      out.append("\n\t      invalid subTLV length, should be ", wanted)
      return false
    }
    switch type {
    case 1, 2, 12, 13: try append(prefix: at, isIPv6: type == 2 || type == 13, "\n\t      ", to: &out, options)
    case 3, 4: try appendTunnel(at, isIPv6: type == 4, to: &out, options)
    case 6, 7, 8:
      out.append("\n\t      RD: ")
      try BGPText(bytes, behind: bytes).append(distinguisher: at, to: &out, options)
      if type != 8 {
        try append(prefix: at + 8, isIPv6: type == 7, ", ", to: &out, options)
        break
      }
      out.append(", Sender VE ID: ", bytes.load16(at + 8), ", Receiver VE ID: ")
      out.append("", bytes.load16(at + 10), "\n\t      Encapsulation Type: ")
      append(pseudowire: at + 12, to: &out)
    default:
      if type == 10 {
        out.append("\n\t      Sender PE: ")
        try out.append(ipv4: bytes, at: at, options)
      }
      out.append(type == 10 ? ", Remote PE: " : "\n\t      Remote PE: ")
      let place = type == 10 ? at + 4 : at
      try out.append(ipv4: bytes, at: place, options)
      out.append("\n\t      PW ID: 0x", hex: bytes.load32(place + 4), width: 8, ", PW Type: ")
      append(pseudowire: place + 8, to: &out)
    }
    return true
  }

  private func append(pseudowire at: Int, to out: inout TextBuffer) {
    out.append("", bytes.load16(at), PseudowireNames.types, orElse: "unknown", " (")
    out.append("", bytes.load16(at), ")")
  }

  private func append(
    prefix at: Int, isIPv6: Bool, _ label: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    out.append(label)
    if isIPv6 { try out.append(ipv6: bytes, at: at, options) } else { try out.append(ipv4: bytes, at: at, options) }
    out.append("/", try bytes.byte(at + (isIPv6 ? 16 : 4)))
  }

  private func appendTunnel(
    _ at: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let size = isIPv6 ? 16 : 4
    out.append("\n\t      tunnel end-point ")
    try append(address: at, isIPv6, to: &out, options)
    out.append(", tunnel sender ")
    try append(address: at + 2 * size + 4, isIPv6, to: &out, options)
    out.append(", lsp-id 0x", hex: bytes.load16(at + 3 * size + 6), width: 4)
    out.append("\n\t      tunnel-id 0x", hex: bytes.load16(at + size + 2), width: 4, ", extended tunnel-id ")
    try append(address: at + size + 4, isIPv6, to: &out, options)
  }

  private func append(
    address at: Int, _ isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if isIPv6 { try out.append(ipv6: bytes, at: at, options) } else { try out.append(ipv4: bytes, at: at, options) }
  }

  private func appendMapping(
    _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    if count < 4 { return tooShort(&out) }
    let type = bytes.load8(at + 2)
    out.append("\n\t    MTU: ", bytes.load16(at), ", Address-Type: ")
    out.append("", type, Self.addressNames, orElse: "unknown", " (")
    out.append("", type, ")")
    var left = count
    if (1...4).contains(type) {
      let isIPv6 = type > 2
      let size = isIPv6 ? 16 : 4
      let whole = 4 + size + (type == 1 || type == 3 ? size : 4)
      if count < whole { return tooShort(&out) }
      out.append("\n\t    Downstream IP: ")
      try append(address: at + 4, isIPv6, to: &out, options)
      if type == 1 || type == 3 {
        out.append("\n\t    Downstream Interface IP: ")
        try append(address: at + 4 + size, isIPv6, to: &out, options)
      } else {
        out.append("\n\t    Downstream Interface Index: 0x", hex: bytes.load32(at + 4 + size), width: 8)
      }
      left -= whole
    }
    if left < 4 { return tooShort(&out) }
    return false
  }

  private static let typeNames = Tokens([1: "MPLS Echo Request", 2: "MPLS Echo Reply"])
  private static let modeNames = Tokens([
    1: "Do not reply", 2: "Reply via an IPv4/IPv6 UDP packet",
    3: "Reply via an IPv4/IPv6 UDP packet with Router Alert", 4: "Reply via application level control channel",
  ])
  private static let codeNames = Tokens([
    0: "No return code or return code contained in the Error Code TLV", 1: "Malformed echo request received",
    2: "One or more of the TLVs was not understood", 3: "Replying router is an egress for the FEC at stack depth",
    4: "Replying router has no mapping for the FEC at stack depth", 5: "Reserved", 6: "Reserved", 7: "Reserved",
    8: "Label switched at stack-depth", 9: "Label switched but no MPLS forwarding at stack-depth",
    10: "Mapping for this FEC is not the given label at stack depth", 11: "No label entry at stack-depth",
    12: "Protocol not associated with interface at FEC stack depth",
    13: "Premature termination of ping due to label stack shrinking to a single label",
  ])
  private static let elementNames = Tokens([
    1: "Target FEC Stack", 2: "Downstream Mapping", 3: "Pad", 5: "Vendor Enterprise Code", 7: "Interface Label Stack",
    9: "Error Code", 10: "Reply TOS Byte", 15: "BFD Discriminator", 64512: "Vendor Private Code",
  ])
  private static let classNames = Tokens([
    1: "LDP IPv4 prefix", 2: "LDP IPv6 prefix", 3: "RSVP IPv4 Session Query", 4: "RSVP IPv6 Session Query",
    5: "Reserved", 6: "VPN IPv4 prefix", 7: "VPN IPv6 prefix", 8: "L2 VPN endpoint", 9: "FEC 128 pseudowire (old)",
    10: "FEC 128 pseudowire", 12: "BGP labeled IPv4 prefix", 13: "BGP labeled IPv6 prefix",
  ])
  /// Bytes that the classes have which are told.
  private static let classLengths: [UInt16: Int] = [
    1: 5, 2: 17, 3: 20, 4: 56, 6: 13, 7: 25, 8: 14, 9: 10, 10: 14, 12: 5, 13: 17,
  ]
  private static let addressNames = Tokens([1: "IPv4", 2: "Unnumbered IPv4", 3: "IPv6", 4: "IPv6"])
}
