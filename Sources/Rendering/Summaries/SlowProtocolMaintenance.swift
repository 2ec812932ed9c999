import Bytes
import Dissection

extension SlowProtocolPacket {
  /// Writes a packet of OAM (IEEE 802.3 clause 57).
  ///
  /// - Parameter length: bytes behind the header; fewer than none when that is cut short.
  func appendMaintenance(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard length >= 0 else { return out.append("\n\t\t packet is too short") }
    let flags = try flags.captured()
    let code = try code.captured()
    out.append("\n\tCode ")
    if let name = Self.codeNames[code] { out.append(name) } else { out.append("Unknown (", code, ")") }
    out.append(" OAM PDU, Flags [", bits: flags, Self.flagNames, "]")
    switch code {
    case 0:
      try appendMaintenanceElements(from: 0, length, " Information Type (", Self.informationNames, to: &out, options)
    case 1:
      guard length >= 2 else { return out.append("\n\t\t packet is too short") }
      out.append("\n\t  Sequence Number ", try content.uint16(at: 0))
      try appendMaintenanceElements(from: 2, length, " Link Event Type (", Self.eventNames, to: &out, options)
    case 4:
      guard length >= 1 else { return out.append("\n\t\t packet is too short") }
      let command = try content.uint8(at: 0)
      out.append("\n\t  Command ", command, Self.commandNames, orElse: "Unknown", " (")
      out.append(command)
      out.append(")")
    default: if options.verbosity <= 1 { out.append(hex: content.prefix(length, from: 0), indent: "\n\t  ") }
    }
  }

  /// Writes the elements of an information or of an event notification.
  private func appendMaintenanceElements(
    from start: Int, _ length: Int, _ label: StaticString, _ names: Tokens, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var at = start
    while at < length {
      guard length - at >= 2 else { return out.append("\n\t\t packet is too short") }
      try content.require(2, at: at)
      let type = content.load8(at)
      let size = Int(content.load8(at + 1))
      out.append("\n\t  ", type, names, orElse: "Reserved", label)
      out.append(type)
      out.append("), length ", size)
      if type == 0 { return }
      guard size >= 2 else { return out.append("\n\t    ERROR: illegal length - should be >= 2") }
      guard length - at >= size else { return out.append("\n\t\t packet is too short") }
      let element = try content.bytes(at: at, count: size)
      let isKnown = start == 0 ? out.append(information: element) : out.append(event: element)
      if options.verbosity > 1 || !isKnown { out.append(hex: element, indent: "\n\t  ") }
      at += size
    }
  }

  private static let codeNames = Tokens([
    0: "Information", 1: "Event Notification", 2: "Variable Request", 3: "Variable Response", 4: "Loopback Control",
    0xfe: "Vendor Private",
  ])
  private static let flagNames = BitTokens([
    (0x01, "Link Fault"), (0x02, "Dying Gasp"), (0x04, "Critical Event"), (0x08, "Local Evaluating"),
    (0x10, "Local Stable"), (0x20, "Remote Evaluating"), (0x40, "Remote Stable"),
  ])
  private static let informationNames = Tokens([
    0: "End of TLV marker", 1: "Local", 2: "Remote", 0xfe: "Organization specific",
  ])
  private static let eventNames = Tokens([
    0: "End of TLV marker", 1: "Errored Symbol Period Event", 2: "Errored Frame Event", 3: "Errored Frame Period Event",
    4: "Errored Frame Seconds Summary Event", 0xfe: "Organization specific",
  ])
  private static let commandNames = Tokens([1: "Enable OAM Remote Loopback", 2: "Disable OAM Remote Loopback"])
}

extension TextBuffer {
  /// Appends what a station tells of itself; returns whether that is known and has its length.
  fileprivate mutating func append(information element: RawSpan) -> Bool {
    guard element.load8(0) == 1 || element.load8(0) == 2 else { return false }
    guard element.byteCount == 16 else {
      append("\n\t    ERROR: illegal length - should be 16")
      return false
    }
    append("\n\t    OAM-Version ", element.load8(2))
    append(", Revision ", element.load16(3))
    let state = element.load8(5)
    append("\n\t    State-Parser-Action ", state & 3, Self.parserNames, orElse: "Reserved")
    append(", State-MUX-Action ")
    append(state & 4 == 0 ? "forwarding" : "discarding")
    append("\n\t    OAM-Config Flags [", bits: element.load8(6), Self.configurationNames, "]")
    append(", OAM-PDU-Config max-PDU size ", element.load16(7) & 0x7ff)
    let organization = element.load24(9)
    append("\n\t    OUI ")
    append(Vendor.name(of: organization))
    append(" (0x", hex: organization, width: 6)
    append("), Vendor-Private 0x", hex: element.load32(12), width: 8)
    return true
  }

  /// Appends an event of a link; returns whether that is known and has its length.
  fileprivate mutating func append(event element: RawSpan) -> Bool {
    guard (1...4).contains(element.load8(0)) else { return false }
    guard element.byteCount == 40 else {
      append("\n\t    ERROR: illegal length - should be 40")
      return false
    }
    append("\n\t    Timestamp ", UInt32(element.load16(2)) * 100)
    append(" ms, Errored Window ", element.load64(4))
    append("\n\t    Errored Threshold ", element.load64(12))
    append("\n\t    Errors ", element.load64(20))
    append("\n\t    Error Running Total ", element.load64(28))
    append("\n\t    Event Running Total ", element.load32(36))
    return true
  }

  private static let parserNames = Tokens([0: "forwarding", 1: "looping back", 2: "discarding", 3: "reserved"])
  private static let configurationNames = BitTokens([
    (0x01, "Active"), (0x02, "Unidirectional"), (0x04, "Remote-Loopback"), (0x08, "Link-Events"),
    (0x10, "Variable-Retrieval"),
  ])
}
