import Bytes
import Dissection
import Packets

extension Summary {
  static let bgp = Summary(kind: .bgp, mark: "bgp") { (packet, index, out, options) throws(Truncation) in
    out.append(": BGP")
    guard options.verbosity > 0 else { return }
    let bytes = packet.bytes(of: packet.layers[index])
    do throws(PartStop) {
      try appendBGP(bytes, to: &out, options)
    } catch {
      try out.append(stop: error, in: "bgp")
    }
  }

  /// Writes the messages of a segment, which may begin in the middle of one: each begins with a marker.
  private static func appendBGP(
    _ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var (at, expected) = (0, 0)
    while bytes.has(16, at: at) {
      if bytes.load128(at) != .max {
        at += 1
        continue
      }
      guard let message = try? BGPMessage(bytes.suffix(from: at)) else { throw .marked }
      if at != expected { out.append(truncationMark: "bgp") }
      let length = Int(message.length)
      if length < BGPMessage.headerLength {
        out.append("\nmessage length ", length, " < 19")
        throw .invalid
      }
      guard bytes.has(length, at: at) else {
        out.append("\n[|BGP ", message.type, BGPText.messageNames, orElse: "Unknown Message Type", "]")
        return
      }
      try BGPText(bytes.prefix(length, from: at), behind: bytes.suffix(from: at)).append(
        message.type, to: &out, options)
      at += length
      expected = at
    }
  }
}

/// Writes a BGP message. Source: RFC 4271 section 4.
struct BGPText: ~Escapable {
  /// The message.
  let message: RawSpan
  /// The message and what follows it: a part that says it is longer than the message is read on.
  let bytes: RawSpan

  @_lifetime(copy message, copy behind)
  init(_ message: RawSpan, behind: RawSpan) {
    self.message = message
    bytes = behind
  }

  func append(_ type: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    out.append("\n\t", type, Self.messageNames, orElse: "Unknown", " Message (")
    out.append("", type, "), length: ")
    out.append(message.byteCount)
    do throws(PartStop) {
      switch type {
      case 1: try appendOpen(to: &out, options)
      case 2: try appendUpdate(to: &out, options)
      case 3: try appendNotification(to: &out)
      case 4: break
      case 5: try appendRefresh(to: &out, options)
      default:
        out.append("\n\t  no Message ", type, " decoder")
        out.append(hex: message, indent: "\n\t  ")
      }
    } catch .marked {
      // The next message follows.
      out.append(truncationMark: "bgp")
    }
  }

  private func appendOpen(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    try bytes.check(29)
    if message.byteCount < 29 { throw .marked }
    out.append("\n\t  Version ", bytes.load8(19), ", my AS ")
    out.append(autonomousSystem: UInt32(bytes.load16(20)), options)
    out.append(", Holdtime ", bytes.load16(22), "s, ID ")
    try out.append(ipv4: bytes, at: 24, options)
    let length = Int(bytes.load8(28))
    out.append("\n\t  Optional parameters, length: ", length)
    var at = 0
    while at < length {
      try bytes.check(2, at: 29 + at)
      if message.byteCount - 29 < 2 + at { throw .marked }
      let (type, count) = (bytes.load8(29 + at), Int(bytes.load8(30 + at)))
      if 2 + at + count > length {
        out.append("\n\t     Option ", type, ", length: ")
        return out.append("", count, ", goes past the end of the options")
      }
      out.append("\n\t    Option ", type, Self.parameterNames, orElse: "Unknown", " (")
      out.append("", type, "), length: ")
      out.append(count)
      if type == 2 {
        do throws(PartStop) {
          try appendCapabilities(29 + at + 2, count, to: &out, options)
        } catch .marked {
          out.append(truncationMark: "bgp")
        } catch .ended {
          // Told already; the next parameter follows.
        }
      } else {
        out.append("\n\t      no decoder for option ", type)
      }
      at += 2 + count
    }
  }

  private func appendNotification(to out: inout TextBuffer) throws(PartStop) {
    try bytes.check(21)
    if message.byteCount < 21 { return }
    let (major, minor) = (bytes.load8(19), bytes.load8(20))
    out.append(", ", major, Self.errorNames, orElse: "Unknown Error", " (")
    out.append("", major, ")")
    let length = message.byteCount - 21
    let names: [UInt8: Tokens] = [
      1: Self.headerErrors, 2: Self.openErrors, 3: Self.updateErrors, 5: Self.stateErrors, 6: Self.ceaseErrors,
      7: Self.capabilityErrors,
    ]
    guard let tokens = names[major] else { return }
    out.append(major == 5 || major == 7 ? " subcode " : ", subcode ", minor, tokens, orElse: "Unknown", " (")
    out.append("", minor, ")")
    guard major == 6 else { return }
    if minor == 1, length >= 7 {
      try appendFamily(21, 23, prefix: ", AFI ", to: &out)
      out.append(", Max Prefixes: ", try bytes.word(24))
    }
    if minor == 2 || minor == 4, length >= 1 { try appendShutdown(length, to: &out) }
  }

  /// Writes what a person says of a shutdown (RFC 9003).
  private func appendShutdown(_ length: Int, to out: inout TextBuffer) throws(PartStop) {
    let count = Int(try bytes.byte(21))
    var told = 0
    if count > length - 1 {
      out.append(", invalid Shutdown Communication length")
    } else if count == 0 {
      out.append(", empty Shutdown Communication")
      told = 1
    } else {
      out.append(", Shutdown Communication (length: ", count, "): \"")
      out.append(visible: bytes.prefix(count, from: 22))
      try bytes.need(count, at: 22)
      out.append("\"")
      told = count + 1
    }
    guard length > told else { return }
    out.append(", Data: (length: ", length - told, ")")
    out.append(hex: bytes.prefix(length - told, from: 21 + told), indent: "\n\t\t")
  }

  private func appendRefresh(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    if message.byteCount < 23 { return }
    try appendFamily(19, 22, prefix: "\n\t  AFI ", to: &out)
    if options.verbosity > 1 { out.append(hex: message, indent: "\n\t  ") }
  }

  /// Writes numbers of address families with their names.
  func appendFamily(
    _ family: Int, _ subfamily: Int, prefix: StaticString, to out: inout TextBuffer
  ) throws(PartStop) {
    let (number, subnumber) = (try bytes.half(family), try bytes.byte(subfamily))
    out.append(prefix, number, AddressFamily.names, orElse: "Unknown", " (")
    out.append("", number, "), SAFI ")
    out.append("", subnumber, Self.subfamilyNames, orElse: "Unknown", " (")
    out.append("", subnumber, ")")
  }

  /// Writes what a speaker is capable of (RFC 5492).
  private func appendCapabilities(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    while at < start + length {
      try bytes.check(2, at: at)
      let (type, count) = (bytes.load8(at), Int(bytes.load8(at + 1)))
      out.append("\n\t      ", type, Self.capabilityNames, orElse: "Unknown", " (")
      out.append("", type, "), length: ")
      out.append(count)
      at += 2
      try bytes.check(count, at: at)
      try append(capability: type, at, count, to: &out, options)
      if options.verbosity > 1, count > 0 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t\t") }
      at += count
    }
  }

  private func append(
    capability type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    switch type {
    case 1, 65:
      if count < 4 {
        out.append(" (too short, < 4)")
        throw .ended
      }
      if type == 1 { return try appendFamily(at, at + 3, prefix: "\n\t\tAFI ", to: &out) }
      out.append("\n\t\t 4 Byte AS ")
      out.append(autonomousSystem: try bytes.word(at), options)
    case 8:
      for offset in stride(from: at, through: at + count - 4, by: 4) {
        try appendFamily(offset, offset + 2, prefix: "\n\t\tAFI ", to: &out)
        out.append(", Count: ", try bytes.byte(offset + 3))
      }
    case 64:
      if count < 2 {
        out.append(" (too short, < 2)")
        throw .ended
      }
      out.append("\n\t\tRestart Flags: [", bits: try bytes.byte(at) >> 4, Self.restartFlags, "], Restart Time ")
      out.append("", try bytes.half(at) & 0xfff, "s")
      for offset in stride(from: at + 2, through: at + count - 4, by: 4) {
        try appendFamily(offset, offset + 2, prefix: "\n\t\t  AFI ", to: &out)
        let isKept = try bytes.byte(offset + 3) & 0x80 != 0
        out.append(isKept ? ", Forwarding state preserved: yes" : ", Forwarding state preserved: no")
      }
    case 2, 71, 128: break
    case 69:
      if count == 0 { return out.append(" (bogus)") }
      for offset in stride(from: at, to: at + count, by: 4) {
        if at + count - offset < 4 { return out.append(" (invalid)") }
        try appendFamily(offset, offset + 2, prefix: "\n\t\tAFI ", to: &out)
        out.append(", Send/Receive: ")
        let direction = try bytes.byte(offset + 3)
        if let name = Self.directionNames[direction] {
          out.append(name)
        } else {
          out.append("Bogus (0x", hex: direction, width: 2, ")")
        }
      }
    default:
      out.append("\n\t\tno decoder for Capability ", type)
      if options.verbosity <= 1 { out.append(hex: bytes.prefix(count, from: at), indent: "\n\t\t") }
    }
  }
}

extension TextBuffer {
  /// Appends the number of an autonomous system; with a dot when it needs 32 bits and that is wanted.
  mutating func append(autonomousSystem number: UInt32, _ options: borrowing RenderOptions) {
    if !options.usesDottedASNumbers || number <= 0xffff { return append(number) }
    append("", number >> 16, ".")
    append(number & 0xffff)
  }
}

extension BGPText {
  static let messageNames = Tokens([1: "Open", 2: "Update", 3: "Notification", 4: "Keepalive", 5: "Route Refresh"])
  private static let parameterNames = Tokens([1: "Authentication Information", 2: "Capabilities Advertisement"])
  private static let capabilityNames = Tokens([
    1: "Multiprotocol Extensions", 2: "Route Refresh", 3: "Cooperative Route Filtering",
    4: "Multiple Routes to a Destination", 5: "Extended Next Hop Encoding", 8: "Multiple Labels",
    64: "Graceful Restart", 65: "32-Bit AS Number", 67: "Dynamic Capability", 68: "Multisession BGP",
    69: "Multiple Paths", 70: "Enhanced Route Refresh", 71: "Long-lived Graceful Restart",
    128: "Route Refresh (Cisco)",
  ])
  private static let restartFlags = BitTokens([(8, "R")])
  private static let directionNames = Tokens([1: "Receive", 2: "Send", 3: "Both"])
  static let subfamilyNames = Tokens([
    0: "Reserved", 1: "Unicast", 2: "Multicast", 3: "Unicast+Multicast", 4: "labeled Unicast", 5: "Multicast VPN",
    64: "Tunnel", 65: "VPLS", 66: "MDT", 70: "EVPN", 128: "labeled VPN Unicast", 129: "labeled VPN Multicast",
    130: "labeled VPN Unicast+Multicast", 132: "Route Target Routing Information",
  ])
  private static let errorNames = Tokens([
    1: "Message Header Error", 2: "OPEN Message Error", 3: "UPDATE Message Error", 4: "Hold Timer Expired",
    5: "Finite State Machine Error", 6: "Cease", 7: "Capability Message Error",
  ])
  private static let headerErrors = Tokens([
    1: "Connection Not Synchronized", 2: "Bad Message Length", 3: "Bad Message Type",
  ])
  private static let openErrors = Tokens([
    1: "Unsupported Version Number", 2: "Bad Peer AS", 3: "Bad BGP Identifier", 4: "Unsupported Optional Parameter",
    5: "Authentication Failure", 6: "Unacceptable Hold Time", 7: "Capability Message Error",
  ])
  private static let updateErrors = Tokens([
    1: "Malformed Attribute List", 2: "Unrecognized Well-known Attribute", 3: "Missing Well-known Attribute",
    4: "Attribute Flags Error", 5: "Attribute Length Error", 6: "Invalid ORIGIN Attribute", 7: "AS Routing Loop",
    8: "Invalid NEXT_HOP Attribute", 9: "Optional Attribute Error", 10: "Invalid Network Field",
    11: "Malformed AS_PATH",
  ])
  private static let stateErrors = Tokens([
    0: "Unspecified Error", 1: "In OpenSent State", 2: "In OpenConfirm State", 3: "In Established State",
  ])
  private static let ceaseErrors = Tokens([
    1: "Maximum Number of Prefixes Reached", 2: "Administrative Shutdown", 3: "Peer Unconfigured",
    4: "Administrative Reset", 5: "Connection Rejected", 6: "Other Configuration Change",
    7: "Connection Collision Resolution",
  ])
  private static let capabilityErrors = Tokens([
    1: "Invalid Action Value", 2: "Invalid Capability Length", 3: "Malformed Capability Value",
    4: "Unsupported Capability Code",
  ])
}
