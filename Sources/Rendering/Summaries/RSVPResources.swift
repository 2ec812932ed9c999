import Bytes
import Dissection
import Packets

// Objects of RSVP that say what is reserved. Source: RFC 2210, RFC 2215, RFC 3209, RFC 3473, RFC 4090.

extension RSVPObjects {
  func append(integrity at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    try require(32, count, &out)
    begin("  Key-ID 0x", &out)
    out.append(hex: bytes.load16(at + 2), width: 4)
    out.append("", hex: bytes.load32(at + 4), width: 8, ", Sequence 0x")
    out.append(hex: bytes.load64(at + 8), width: 16)
    out.append(bytes.load8(at) & 0x80 != 0 ? ", Flags [Handshake]" : ", Flags [none]")
    begin("  MD5-sum 0x", &out)
    out.append(hex: bytes.load64(at + 16), width: 16)
    out.append("", hex: bytes.load64(at + 24), width: 16, "  (unchecked)")
  }

  func append(label type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    switch type {
    case 1:
      for place in stride(from: at, through: at + count - 4, by: 4) {
        begin("  Label: ", bytes.load32(place), "", &out)
      }
    case 2:
      try require(4, count, &out)
      begin("  Generalized Label: ", bytes.load32(at), "", &out)
    default:
      try require(12, count, &out)
      begin("  Waveband ID: ", bytes.load32(at), "", &out)
      begin("  Start Label: ", bytes.load32(at + 4), ", Stop Label: ", &out)
      out.append(bytes.load32(at + 8))
    }
  }

  func append(labels at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    try require(4, count, &out)
    let action = bytes.load8(at)
    begin("  Action: ", &out)
    out.append("", action, RSVPNames.labelActions, orElse: "Unknown", " (")
    out.append("", action, "), Label type: ")
    out.append(bytes.load8(at + 3) & 0x7f)
    if action == 2 || action == 3 {
      try require(12, count, &out)
      begin("  Start range: ", bytes.load32(at + 4), ", End range: ", &out)
      return out.append(bytes.load32(at + 8))
    }
    for (index, place) in stride(from: at + 4, through: at + count - 4, by: 4).enumerated() {
      begin("  Subchannel #", UInt32(index + 1), ": ", &out)
      out.append(bytes.load32(place))
    }
  }

  func append(request type: UInt8, _ at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    switch type {
    case 1:
      for place in stride(from: at, through: at + count - 4, by: 4) { append(network: place, to: &out) }
    case 2:
      try require(12, count, &out)
      append(network: at, to: &out)
      out.append(bytes.load8(at + 4) & 0x80 != 0 ? ",no merge capability" : ", merge capability")
      begin("  Minimum VPI/VCI: ", UInt32(bytes.load16(at + 4) & 0xfff), "/", &out)
      out.append(bytes.load16(at + 6) & 0xfff)
      begin("  Maximum VPI/VCI: ", UInt32(bytes.load16(at + 8) & 0xfff), "/", &out)
      out.append(bytes.load16(at + 10) & 0xfff)
    case 3:
      try require(12, count, &out)
      append(network: at, to: &out)
      begin("  Minimum/Maximum DLCI: ", bytes.load32(at + 4) & 0x7f_ffff, "/", &out)
      out.append("", bytes.load32(at + 8) & 0x7f_ffff, ", ")
      let size = bytes.load16(at + 4) >> 7 & 3
      out.append(size == 0 ? "10" : size == 2 ? "23" : "")
      out.append(" bit DLCI")
    default:
      try require(4, count, &out)
      begin("  LSP Encoding Type: ", &out)
      out.append("", bytes.load8(at), GMPLSNames.encodings, orElse: "Unknown", " (")
      out.append("", bytes.load8(at), ")")
      begin("  Switching Type: ", &out)
      out.append("", bytes.load8(at + 1), GMPLSNames.switching, orElse: "Unknown", " (")
      out.append("", bytes.load8(at + 1), "), Payload ID: ")
      out.append("", bytes.load16(at + 2), GMPLSNames.payloads, orElse: "Unknown", " (0x")
      out.append("", hex: bytes.load16(at + 2), width: 4, ")")
    }
  }

  private func append(network at: Int, to out: inout TextBuffer) {
    begin("  L3 Protocol ID: ", &out)
    let type = bytes.load16(at + 2)
    if let name = EtherType.names[type] { return out.append(name) }
    out.append("Unknown Protocol (0x", hex: type, width: 4, ")")
  }

  func append(capabilities at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    try require(4, count, &out)
    let flags = bytes.load32(at)
    if flags & ~7 != 0 {
      begin("  [reserved=0x", &out)
      out.append("", hex: flags & ~7, width: 8, " must be zero]")
    }
    begin("  Flags: [", &out)
    out.append("", bits: flags & 7, RSVPNames.capabilities, "]")
  }

  func append(attributes at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    try require(4, count, &out)
    let length = Int(bytes.load8(at + 3))
    try require(4 + length, count, &out)
    begin("  Session Name: ", &out)
    for index in 0..<length { out.append(visible: bytes.load8(at + 4 + index)) }
    begin("  Setup Priority: ", UInt32(bytes.load8(at)), ", Holding Priority: ", &out)
    let flags = bytes.load8(at + 2)
    out.append("", bytes.load8(at + 1), ", Flags: [")
    out.append("", bits: flags, RSVPNames.sessionFlags, "] (")
    out.append(prefixedHex: flags)
    out.append(")")
  }

  func append(identifiers at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    try require(4, count, &out)
    begin("  Flags [0x", &out)
    out.append("", hex: bytes.load8(at), width: 2, "], epoch: ")
    out.append(bytes.load24(at + 1))
    for place in stride(from: at + 4, through: at + count - 4, by: 4) {
      begin("    Message-ID 0x", &out)
      out.append("", hex: bytes.load32(place), width: 8, " (")
      out.append("", bytes.load32(place), ")")
    }
  }

  func append(properties start: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    try require(4, count, &out)
    let padding = Int(bytes.load16(start + 2))
    begin("  TLV count: ", UInt32(bytes.load16(start)), ", padding bytes: ", &out)
    out.append(padding)
    var (at, left) = (start + 4, count - 4)
    while left >= 2 + padding {
      let (type, length) = (bytes.load8(at), Int(bytes.load8(at + 1)))
      begin("    ", &out)
      out.append("", type, RSVPNames.properties, orElse: "unknown", " TLV (0x")
      out.append("", hex: type, width: 2, "), length: ")
      out.append(length)
      try require(length, left, &out)
      if length < 2 {
        begin("ERROR: property TLV is too short", &out)
        throw .ended
      }
      out.append(hex: bytes.prefix(length - 2, from: at + 2), indent: "\n\t\t")
      at += length
      left -= length
    }
  }

  func append(reroute at: Int, _ count: Int, isOld: Bool, to out: inout TextBuffer) throws(PartStop) {
    try require(isOld ? 16 : 20, count, &out)
    begin("  Setup Priority: ", UInt32(bytes.load8(at)), ", Holding Priority: ", &out)
    out.append("", bytes.load8(at + 1), ", Hop-limit: ")
    out.append("", bytes.load8(at + 2), ", Bandwidth: ")
    out.append(general: Float(bitPattern: bytes.load32(at + 4)) * 8 / 1_000_000)
    out.append(" Mbps")
    begin(isOld ? "  Include Colors: 0x" : "  Include-any: 0x", &out)
    out.append("", hex: bytes.load32(at + 8), width: 8, isOld ? ", Exclude Colors: 0x" : ", Exclude-any: 0x")
    out.append(hex: bytes.load32(at + 12), width: 8)
    if !isOld { out.append(", Include-all: 0x", hex: bytes.load32(at + 16), width: 8) }
  }

  func append(
    services start: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    try require(4, count, &out)
    begin("  Msg-Version: ", UInt32(bytes.load8(start) >> 4), ", length: ", &out)
    out.append(Int(bytes.load16(start + 2)) * 4)
    var (at, end) = (start + 4, start + count)
    while end - at >= 4 {
      // Without a sign, as tcpdump counts: what goes past the end of a service is much that is left of it.
      var left = UInt32(bytes.load16(at + 2)) * 4
      begin("  Service Type: ", &out)
      out.append("", bytes.load8(at), RSVPNames.services, orElse: "unknown", " (")
      out.append("", bytes.load8(at), bytes.load8(at + 1) & 0x80 != 0 ? "), break bit " : "), break bit not ")
      out.append("set, Service length: ", left)
      at += 4
      while left >= 4 {
        guard let length = append(parameter: at, end - at, to: &out, options) else { break }
        at += length
        left &-= UInt32(length)
      }
    }
  }

  /// Returns how many bytes it has; `nil` when that is more than there are.
  private func append(
    parameter at: Int, _ count: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Int? {
    guard count >= 4 else { return nil }
    let (type, length) = (bytes.load8(at), Int(bytes.load16(at + 2)) * 4)
    out.append("\n\t      Parameter ID: ", type, RSVPNames.parameters, orElse: "unknown", " (")
    out.append("", type, "), length: ")
    out.append(length)
    out.append(", Flags: [0x", hex: bytes.load8(at + 1), width: 2, "]")
    guard count >= length + 4 else { return nil }
    switch (type, length) {
    case (4, 4): out.append("\n\t\tIS hop count: ", bytes.load32(at + 4))
    case (6, 4): append("\n\t\tPath b/w estimate: ", rate: at + 4, to: &out)
    case (8, 4):
      let latency = bytes.load32(at + 4)
      out.append("\n\t\tMinimum path latency: ")
      if latency == .max { out.append("don't care") } else { out.append(latency) }
    case (10, 4): out.append("\n\t\tComposed MTU: ", bytes.load32(at + 4), " bytes")
    case (127, 20):
      append("\n\t\tToken Bucket Rate: ", rate: at + 4, to: &out)
      out.append("\n\t\tToken Bucket Size: ")
      out.append(general: Float(bitPattern: bytes.load32(at + 8)))
      out.append(" bytes")
      append("\n\t\tPeak Data Rate: ", rate: at + 12, to: &out)
      out.append("\n\t\tMinimum Policed Unit: ", bytes.load32(at + 16), " bytes")
      out.append("\n\t\tMaximum Packet Size: ", bytes.load32(at + 20), " bytes")
    case (130, 8):
      append("\n\t\tRate: ", rate: at + 4, to: &out)
      out.append("\n\t\tSlack Term: ", bytes.load32(at + 8))
    case (133...136, 4): out.append("\n\t\tValue: ", bytes.load32(at + 4))
    case (4, _), (6, _), (8, _), (10, _), (127, _), (130, _), (133...136, _): break
    default: if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at + 4), indent: "\n\t\t") }
    }
    return length + 4
  }

  /// Writes a rate of bytes per second in megabits per second.
  private func append(_ label: StaticString, rate at: Int, to out: inout TextBuffer) {
    out.append(label)
    out.append(general: Float(bitPattern: bytes.load32(at)) / 125_000)
    out.append(" Mbps")
  }
}
