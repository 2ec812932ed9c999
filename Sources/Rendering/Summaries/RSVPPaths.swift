import Bytes
import Dissection
import Packets

// Objects of RSVP that say whom a reservation is for and which way it goes.

extension RSVPObjects {
  func append(
    session type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 1, 2:
      let size = type == 2 ? 16 : 4
      try require(size + 4, count, &out)
      begin(type == 2 ? "  IPv6 DestAddress: " : "  IPv4 DestAddress: ", &out)
      try append(address: at, type == 2, to: &out, options)
      out.append(", Protocol ID: 0x", hex: bytes.load8(at + size), width: 2)
      begin("  Flags: [0x", &out)
      out.append("", hex: bytes.load8(at + size + 1), width: 2, "], DestPort ")
      out.append(bytes.load16(at + size + 2))
    case 7, 11, 13:
      try require(12, count, &out)
      begin(type == 13 ? "  IPv4 P2MP LSP ID: " : "  IPv4 Tunnel EndPoint: ", &out)
      try append(address: at, false, to: &out, options)
      out.append(", Tunnel ID: 0x", hex: bytes.load16(at + 6), width: 4, ", Extended Tunnel ID: ")
      try append(address: at + 8, false, to: &out, options)
    case 8:
      try require(36, count, &out)
      begin("  IPv6 Tunnel EndPoint: ", &out)
      try append(address: at, true, to: &out, options)
      out.append(", Tunnel ID: 0x", hex: bytes.load16(at + 18), width: 4, ", Extended Tunnel ID: ")
      try append(address: at + 20, true, to: &out, options)
    case 14:
      try require(26, count, &out)
      begin("  IPv6 P2MP LSP ID: 0x", &out)
      out.append("", hex: bytes.load32(at), width: 8, ", Tunnel ID: 0x")
      out.append("", hex: bytes.load16(at + 6), width: 4, ", Extended Tunnel ID: ")
      try append(address: at + 8, true, to: &out, options)
    default: return false
    }
    return true
  }

  func append(
    sender type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 1, 2: try append(source: at, count, isIPv6: type == 2, to: &out, options)
    case 7:
      try require(8, count, &out)
      begin("  IPv4 Tunnel Sender Address: ", &out)
      try append(address: at, false, to: &out, options)
      out.append(", LSP-ID: 0x", hex: bytes.load16(at + 6), width: 4)
    case 12, 13: try append(tunnelSender: at, count, isIPv6: type == 13, to: &out, options)
    default: return false
    }
    return true
  }

  func append(
    filter type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 1, 2: try append(source: at, count, isIPv6: type == 2, to: &out, options)
    case 3:
      try require(20, count, &out)
      begin("  Source Address: ", &out)
      try append(address: at, true, to: &out, options)
      out.append(", Flow Label: ", bytes.load24(at + 17))
    case 7, 8:
      // Of an IPv6 address tcpdump tells the beginning as if it were an IPv4 address.
      try require(type == 8 ? 20 : 8, count, &out)
      begin("  Source Address: ", &out)
      try append(address: at, false, to: &out, options)
      out.append(", LSP-ID: 0x", hex: bytes.load16(at + (type == 8 ? 18 : 6)), width: 4)
    case 12, 13: try append(tunnelSender: at, count, isIPv6: type == 13, to: &out, options)
    default: return false
    }
    return true
  }

  private func append(
    source at: Int, _ count: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try require(isIPv6 ? 20 : 8, count, &out)
    begin("  Source Address: ", &out)
    try append(address: at, isIPv6, to: &out, options)
    out.append(", Source Port: ", bytes.load16(at + (isIPv6 ? 18 : 6)))
  }

  private func append(
    tunnelSender at: Int, _ count: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let size = isIPv6 ? 16 : 4
    try require(isIPv6 ? 40 : 16, count, &out)
    begin(isIPv6 ? "  IPv6 Tunnel Sender Address: " : "  IPv4 Tunnel Sender Address: ", &out)
    try append(address: at, isIPv6, to: &out, options)
    out.append(", LSP ID: 0x", hex: bytes.load16(at + size + 2), width: 4)
    begin("  Sub-Group Originator ID: ", &out)
    try append(address: at + size + 4, isIPv6, to: &out, options)
    out.append(", Sub-Group ID: 0x", hex: bytes.load16(at + (isIPv6 ? 38 : 12)), width: 4)
  }

  /// Returns whether all of it is told.
  func append(
    hop at: Int, _ count: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    let size = isIPv6 ? 16 : 4
    try require(size + 4, count, &out)
    begin("  Previous/Next Interface: ", &out)
    try append(address: at, isIPv6, to: &out, options)
    out.append(", Logical Interface Handle: 0x", hex: bytes.load32(at + size), width: 8)
    return !isIPv6 && count == 8
  }

  func append(
    error at: Int, _ count: Int, isIPv6: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let size = isIPv6 ? 16 : 4
    try require(size + 4, count, &out)
    let (code, value) = (bytes.load8(at + size + 1), bytes.load16(at + size + 2))
    begin("  Error Node Address: ", &out)
    try append(address: at, isIPv6, to: &out, options)
    out.append(", Flags: [0x", hex: bytes.load8(at + size), width: 2, "]")
    begin("  Error Code: ", &out)
    out.append("", code, RSVPNames.errors, orElse: "unknown", " (")
    out.append("", code, ")")
    switch code {
    case 24: out.append(", Error Value: ", value, RSVPNames.routingErrors, orElse: "unknown", " (")
    case 28 where !isIPv6, 125 where !isIPv6:
      out.append(", Error Value: ", value, RSVPNames.serviceErrors, orElse: "unknown", " (")
    default:
      if isIPv6 { return }
      out.append(", Unknown Error Value (")
    }
    out.append("", value, ")")
  }

  func append(
    route start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var (at, left) = (start, count)
    while left >= 4 {
      let (type, length) = (bytes.load8(at), bytes.load8(at + 1))
      begin("  Subobject Type: ", &out)
      out.append(type & 0x7f, named: RSVPNames.hops, orElse: "Unknown ")
      out.append(", length ", length)
      if left < Int(length) { return begin("  ERROR: ERO subobject length > object length", &out) }
      if length == 0 { return begin("  ERROR: zero length ERO subtype", &out) }
      if type & 0x7f == 1 || type & 0x7f == 3, length != 8 {
        out.append(" ERROR: length != 8")
        throw .invalid
      }
      switch type & 0x7f {
      case 1: try append(prefix: at, isLoose: type & 0x80 != 0, to: &out, options)
      case 3:
        let (flags, kind) = (bytes.load8(at + 2), bytes.load8(at + 3))
        out.append(flags & 1 != 0 ? ", Flags: [Global] (" : ", Flags: [none] (")
        out.append(prefixedHex: flags)
        out.append("), Class-Type: ")
        out.append(RSVPNames.kind(kind, of: 21) ?? "Unknown")
        out.append(" (", kind, "), ")
        out.append(bytes.load32(at + 4))
      default: break
      }
      at += Int(length)
      left -= Int(length)
    }
  }

  private func append(
    prefix at: Int, isLoose: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let bits = bytes.load8(at + 6)
    if bits != 32 {
      out.append(" ERROR: Prefix length ", bits, " != 32")
      throw .invalid
    }
    out.append(isLoose ? ", Loose, " : ", Strict, ")
    try append(address: at + 2, false, to: &out, options)
    out.append("/", bits, ", Flags: [")
    out.append("", bits: bytes.load8(at + 7), RSVPNames.hopFlags, "]")
  }

  /// Returns whether all of it is told.
  func append(
    interface start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    try require(4, count, &out)
    var (at, left, isTold) = (start, count, true)
    while left > 0 {
      if left < 4 { throw .invalid }
      let (length, type, family) = (Int(bytes.load16(at)), bytes.load8(at + 2), bytes.load8(at + 3))
      begin("  Subobject Type: ", &out)
      out.append("", type, RSVPNames.interfaceParts, orElse: "Unknown", " (")
      out.append("", type, "), AF: ")
      out.append("", family, AddressFamily.names, orElse: "Unknown", " (")
      out.append("", family, "), length: ")
      out.append(length)
      if length < 4 || length > left { throw .invalid }
      if try !append(interfacePart: type, family, at, length, to: &out, options) { isTold = false }
      at += length
      left -= length
    }
    return isTold
  }

  private func append(
    interfacePart type: UInt8, _ family: UInt8, _ at: Int, _ length: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 1, 2:
      guard family == 1 || family == 2 else { return family != 3 }
      try requirePart(family == 2 ? 20 : 8, length, &out)
      begin(family == 2 ? "    UNI IPv6 TNA address: " : "    UNI IPv4 TNA address: ", &out)
      try append(address: at + 4, family == 2, to: &out, options)
    case 3: return length == 4
    case 4:
      try requirePart(16, length, &out)
      begin("    U-bit: ", bytes.load32(at + 4) >> 31, ", Label type: ", &out)
      out.append("", bytes.load8(at + 7), ", Logical port id: ")
      out.append("", bytes.load32(at + 8), ", Label: ")
      out.append(bytes.load32(at + 12))
    case 5:
      try requirePart(8, length, &out)
      begin("    Service level: ", UInt32(bytes.load8(at + 4)), "", &out)
    default: return false
    }
    return true
  }

  private func requirePart(_ wanted: Int, _ length: Int, _ out: inout TextBuffer) throws(PartStop) {
    guard length < wanted else { return }
    begin("ERROR: sub-object is too short", &out)
    throw .ended
  }
}
