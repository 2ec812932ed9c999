import Bytes
import Dissection
import Packets

extension Summary {
  static let connectivityFault = Summary(kind: .connectivityFault, mark: "cfm", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard layer.length >= 4 else { return out.append("\n\t\t packet is too short") }
    let frame = try ConnectivityFault(bytes)
    out.append("CFMv")
    out.append(frame.version)
    if frame.version != 0 {
      out.append(" not supported, length ")
      return out.append(layer.length)
    }
    out.append(" ")
    if let name = ConnectivityFaultText.opcodes[frame.opcode] {
      out.append(name)
    } else {
      out.append("unknown (")
      out.append(frame.opcode)
      out.append(")")
    }
    out.append(", MD Level ")
    out.append(frame.level)
    out.append(", length ")
    out.append(layer.length)
    guard options.verbosity > 0 else { return }
    let text = ConnectivityFaultText(bytes: bytes.suffix(from: 4), length: layer.length - 4)
    if try !text.append(frame, to: &out, options) { out.append("\n\t\t packet is too short") }
  }
}

/// Writes what stands behind a CFM header.
private struct ConnectivityFaultText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// Returns whether there was as much as there should be.
  func append(
    _ frame: borrowing ConnectivityFault, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let offset = Int(frame.firstTLVOffset)
    out.append("\n\tFirst TLV offset ")
    out.append(offset)
    if offset > length {
      out.append(" (too large, must be <= ")
      out.append(length)
      out.append(")")
      return true
    }
    switch frame.opcode {
    case 1:
      guard try checks(offset, 70, " (too small 1", &out) else { return true }
      guard try appendContinuityCheck(frame.flags, to: &out, options) else { return true }
    case 5:
      guard try checks(offset, 17, " (too small 4", &out) else { return true }
      out.append(frame.flags & 0x80 != 0 ? ", Flags [Use Forwarding-DB only]" : ", Flags [none]")
      appendTransaction(to: &out)
      out.append("\n\t  Original-MAC ")
      out.append(station: MACAddress(rawValue: bytes.load48(5)), options)
      out.append(", Target-MAC ")
      out.append(station: MACAddress(rawValue: bytes.load48(11)), options)
    case 4:
      guard try checks(offset, 6, " (too small 5", &out) else { return true }
      out.append(", Flags [")
      Self.replyFlags.append(UInt32(frame.flags), none: "none", to: &out)
      out.append("]")
      appendTransaction(to: &out)
      let action = bytes.load8(5)
      out.append("\n\t  Replay-Action ")
      out.append(Self.actions[action] ?? "Unknown")
      out.append(parenthesized: action)
    default:
      if length > offset { out.append(hex: bytes.prefix(length - offset, from: 0), indent: "\n\t  ") }
    }
    return try appendTLVs(from: offset, to: &out, options)
  }

  /// Whether a body has the bytes that its opcode needs; says so otherwise.
  private func checks(
    _ offset: Int, _ size: Int, _ complaint: StaticString, _ out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    if offset < size {
      out.append(complaint)
      out.append(", must be >= ")
      out.append(size)
      out.append(")")
      return false
    }
    try bytes.require(size)
    return true
  }

  private func appendTransaction(to out: inout TextBuffer) {
    out.append("\n\t  Transaction-ID 0x")
    out.append(hex: bytes.load32(0), width: 8)
    out.append(", ttl ")
    out.append(bytes.load8(4))
  }

  private func appendContinuityCheck(
    _ flags: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let interval = flags & 7
    out.append(", Flags [CCM Interval ")
    out.append(interval)
    out.append(flags & 0x80 != 0 ? ", RDI]" : "]")
    if interval > 0 { out.append(Self.intervals[Int(interval) - 1]) }
    out.append("\n\t  Sequence Number 0x")
    out.append(hex: bytes.load32(0), width: 8)
    out.append(", MA-End-Point-ID 0x")
    out.append(hex: bytes.load16(4), width: 4)
    return try appendNames(bytes.prefix(48, from: 6), to: &out, options)
  }

  /// Writes the names of domain and association; returns whether they make sense.
  private func appendNames(
    _ names: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let format = names.load8(0)
    var at = 1
    out.append("\n\t  MD Name Format ")
    out.append(Self.domainFormats[format] ?? "Unknown")
    out.append(parenthesized: format)
    if format != 1 {
      let length = Int(names.load8(1))
      at = 2
      out.append(", MD Name length ")
      out.append(length)
      if length > 43 {
        out.append(" (too large, must be <= 44)")
        return false
      }
      appendDomain(names.prefix(length, from: at), format, to: &out, options)
      at += length
    }
    let associationFormat = names.load8(at)
    let length = Int(names.load8(at + 1))
    out.append("\n\t  MA Name-Format ")
    out.append(Self.associationFormats[associationFormat] ?? "Unknown")
    out.append(parenthesized: associationFormat)
    out.append(", MA name length ")
    out.append(length)
    if length > 46 - at {
      out.append(" (too large, must be <= ")
      out.append(46 - at)
      out.append(")")
      return false
    }
    out.append("\n\t  MA Name: ")
    let name = names.prefix(length, from: at + 2)
    if associationFormat == 2 { _ = out.append(untilZero: name) } else { out.append(hex: name, indent: "\n\t    ") }
    return true
  }

  private func appendDomain(
    _ name: RawSpan, _ format: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    out.append("\n\t  MD Name: ")
    switch format {
    case 2, 4: _ = out.append(untilZero: name)
    case 3 where name.byteCount == 6:
      out.append("\n\t  MAC ")
      out.append(station: MACAddress(rawValue: name.load48(0)), options)
    case 3: out.append("\n\t  MAC (length invalid)")
    default: out.append(hex: name, indent: "\n\t    ")
    }
  }

  /// Writes the TLVs; returns whether they end where the frame does.
  private func appendTLVs(
    from start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    var at = start
    while at < length {
      guard let type = bytes.uint8(ifAt: at) else {
        throw out.giveUp("cfm")
      }
      out.append("\n\t")
      out.append(Self.tlvNames[type] ?? "Unknown")
      out.append(" TLV (0x")
      out.append(hexByte: type)
      out.append(")")
      if type == 0 { return true }
      guard length - at >= 3 else { return false }
      let size = Int(try bytes.uint16(at: at + 1))
      out.append(", length ")
      out.append(size)
      at += 3
      guard length - at >= size else { return false }
      at += try appendTLV(type, bytes.bytes(at: at, count: size), to: &out, options)
    }
    return true
  }

  /// Returns where the next one begins behind the beginning of the value.
  private func appendTLV(
    _ type: UInt8, _ value: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Int {
    var dumped = value
    var isDumped = options.verbosity > 1
    switch type {
    case 2, 3:
      guard let status = value.uint8(ifAt: 0) else {
        out.append(" (too short, must be >= 1)")
        return length
      }
      out.append(", Status: ")
      out.append((type == 2 ? Self.portStatus : Self.interfaceStatus)[status] ?? "Unknown")
      out.append(parenthesized: status)
    case 31:
      guard value.has(4, at: 0) else {
        out.append(" (too short, must be >= 4)")
        return length
      }
      out.append(", Vendor: ")
      out.append(Vendor.name(of: value.load24(0)))
      out.append(parenthesized: value.load24(0))
      out.append(", Sub-Type ")
      out.append(value.load8(3))
      isDumped = true
    case 1:
      guard value.byteCount > 0 else {
        out.append(" (too short, must be >= 1)")
        return value.byteCount
      }
      var sender = ConnectivityFaultSenderText(value)
      guard sender.append(to: &out, options) else {
        return sender.isLast ? length : value.byteCount - (sender.endsEarly ? 1 : 0)
      }
      isDumped = isDumped || sender.isDumped
      // What is dumped is as long as what was left behind the addresses.
      dumped = value.prefix(sender.rest, from: 0)
    default: isDumped = true
    }
    if isDumped { out.append(hex: dumped, indent: "\n\t  ") }
    return value.byteCount
  }

  static let opcodes = Tokens([
    1: "Continuity Check Message", 2: "Loopback Reply", 3: "Loopback Message", 4: "Linktrace Reply",
    5: "Linktrace Message",
  ])
  /// A line for each interval of continuity checks: the interval, and three and a quarter and three and a half of it.
  private static let intervals: [StaticString] = [
    "\n\t  CCM Interval 0.003s, min CCM Lifetime 0.011s, max CCM Lifetime 0.012s",
    "\n\t  CCM Interval 0.010s, min CCM Lifetime 0.032s, max CCM Lifetime 0.035s",
    "\n\t  CCM Interval 0.100s, min CCM Lifetime 0.325s, max CCM Lifetime 0.350s",
    "\n\t  CCM Interval 1.000s, min CCM Lifetime 3.250s, max CCM Lifetime 3.500s",
    "\n\t  CCM Interval 10.000s, min CCM Lifetime 32.500s, max CCM Lifetime 35.000s",
    "\n\t  CCM Interval 60.000s, min CCM Lifetime 195.000s, max CCM Lifetime 210.000s",
    "\n\t  CCM Interval 600.000s, min CCM Lifetime 1950.000s, max CCM Lifetime 2100.000s",
  ]
  private static let domainFormats = Tokens([
    0: "IEEE 802.1", 1: "No MD Name present", 2: "DNS string", 3: "MAC + 16Bit Integer", 4: "Character string",
  ])
  private static let associationFormats = Tokens([
    0: "IEEE 802.1", 1: "Primary VID", 2: "Character string", 3: "16Bit Integer", 4: "RFC2685 VPN-ID",
  ])
  private static let replyFlags = BitTokens([(0x80, "UseFDB Only"), (0x40, "FwdYes"), (0x20, "Terminal MEP")])
  private static let actions = Tokens([1: "Exact Match", 2: "Filtering DB", 3: "MIP CCM DB"])
  private static let tlvNames = Tokens([
    0: "End", 1: "Sender ID", 2: "Port status", 3: "Interface status", 4: "Data", 5: "Reply Ingress",
    6: "Reply Egress", 31: "Organization Specific",
  ])
  private static let portStatus = Tokens([1: "Blocked", 2: "Up"])
  private static let interfaceStatus = Tokens([
    1: "Up", 2: "Down", 3: "Testing", 5: "Dormant", 6: "not present", 7: "lower Layer down",
  ])
}
