import Bytes
import Dissection
import Packets

extension Summary {
  static let lldp = Summary(kind: .lldp, mark: "lldp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    out.append("LLDP, length ", length)
    var elements = LLDPElements(packet.bytes(of: packet.layers[index]), length: length)
    while let element = try elements.next() {
      if options.verbosity > 0 {
        out.append("\n\t", element.type, LLDPText.elementNames, orElse: "Unknown", " TLV (")
        out.append(element.type)
        out.append("), length ", element.length)
      }
      if element.type == LLDPMessage.ElementType.end || element.length == 0 { return }
      let value = try elements.value(of: element)
      let text = LLDPText(value: value)
      switch try text.append(element.type, to: &out, options) {
      case .whole where options.verbosity > 1: out.append(hex: value, indent: "\n\t  ")
      case .unknown where options.verbosity > 0: out.append(hex: value, indent: "\n\t  ")
      case .malformed: return out.append(truncationMark: "lldp")
      default: break
      }
    }
  }
}

/// What became of an element when it was written.
enum LLDPOutcome {
  /// It is told, or as much of it as makes sense.
  case whole
  /// Nothing is known of it, so that its bytes are to be dumped.
  case unknown
  /// It is too short for what it is: the line ends.
  case malformed
}

/// Writes the value of an element.
struct LLDPText: ~Escapable {
  let value: RawSpan

  @_lifetime(copy value)
  init(value: RawSpan) { self.value = value }

  /// Bytes of value.
  var length: Int { value.byteCount }

  func append(
    _ type: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> LLDPOutcome {
    if type == LLDPMessage.ElementType.systemName {
      // The name is told in short lines too.
      out.append(": ")
      out.append(zeroPadded: value)
      return .whole
    }
    guard options.verbosity > 0 else { return .whole }
    switch type {
    case LLDPMessage.ElementType.chassis:
      return try appendIdentifier(Self.chassisNames, station: 4, network: 5, to: &out, options)
    case LLDPMessage.ElementType.port:
      return try appendIdentifier(Self.portNames, station: 3, network: 4, to: &out, options)
    case LLDPMessage.ElementType.timeToLive:
      guard length >= 2 else { return .malformed }
      out.append(": TTL ", value.load16(0), "s")
    case LLDPMessage.ElementType.portDescription:
      out.append(": ")
      out.append(zeroPadded: value)
    case LLDPMessage.ElementType.systemDescription:
      out.append("\n\t  ")
      out.append(zeroPadded: value)
    case LLDPMessage.ElementType.capabilities:
      guard length >= 4 else { return .malformed }
      appendCapabilities("\n\t  System  Capabilities [", value.load16(0), to: &out)
      appendCapabilities("\n\t  Enabled Capabilities [", value.load16(2), to: &out)
    case LLDPMessage.ElementType.managementAddress: return try appendManagementAddress(to: &out, options)
    case LLDPMessage.ElementType.organization: return try appendOrganization(to: &out, options)
    default: return .unknown
    }
    return .whole
  }

  private func appendCapabilities(_ label: StaticString, _ bits: UInt16, to out: inout TextBuffer) {
    out.append(label, bits: bits, Self.capabilityNames, "] (0x")
    out.append(hex: bits, width: 4)
    out.append(")")
  }

  /// Writes what names a system or a port.
  ///
  /// - Parameters:
  ///   - station: the form that is an Ethernet address.
  ///   - network: the form that is a network address.
  private func appendIdentifier(
    _ names: Tokens, station: UInt8, network: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> LLDPOutcome {
    guard length >= 2 else { return .malformed }
    let form = value.load8(0)
    out.append("\n\t  Subtype ", form, names, orElse: "Unknown", " (")
    out.append(form)
    out.append("): ")
    switch form {
    case station:
      guard length >= 7 else { return .malformed }
      out.append(station: MACAddress(rawValue: value.load48(1)), options)
    case network: return appendNetworkAddress(value.suffix(from: 1), to: &out, options) ? .whole : .malformed
    case 1...7: out.append(zeroPadded: value.suffix(from: 1))
    default: return .unknown
    }
    return .whole
  }

  /// Writes an address behind the octet that tells its family; nothing when it is too short.
  private func appendNetworkAddress(
    _ address: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Bool {
    guard let family = address.uint8(ifAt: 0) else { return false }
    let needed = [1: 4, 2: 16, 6: 6][family] ?? 0
    guard address.byteCount > needed else { return false }
    out.append("AFI ", family, AddressFamily.names, orElse: "Unknown", " (")
    out.append(family)
    out.append(needed > 0 ? "): " : "), no AF printer !")
    switch needed {
    case 4: out.append(host: IPv4Address(rawValue: address.load32(1)), options)
    case 16: out.append(host: IPv6Address(rawValue: address.load128(1)), options)
    case 6: out.append(station: MACAddress(rawValue: address.load48(1)), options)
    default: break
    }
    return true
  }

  private func appendManagementAddress(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> LLDPOutcome {
    guard let size = value.uint8(ifAt: 0).map(Int.init), value.has(size, at: 1) else { return .malformed }
    let address = value.prefix(size, from: 1)
    let label = out.count
    out.append("\n\t  Management Address length ", size, ", ")
    guard appendNetworkAddress(address, to: &out, options) else {
      out.truncate(to: label)
      return .malformed
    }
    let interface = value.suffix(from: 1 + size)
    guard interface.byteCount >= 5 else { return .malformed }
    out.append("\n\t  ", interface.load8(0), Self.numberingNames, orElse: "Unknown", " Interface Numbering (")
    out.append(interface.load8(0))
    out.append("): ", interface.load32(1))
    guard let objectLength = interface.uint8(ifAt: 5) else { return .whole }
    guard interface.has(Int(objectLength), at: 6) else { return .malformed }
    if objectLength > 0 {
      out.append("\n\t  OID length ", objectLength)
      out.append(zeroPadded: interface.prefix(Int(objectLength), from: 6))
    }
    return .whole
  }

  private func appendOrganization(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> LLDPOutcome {
    guard length >= 3 else { return .malformed }
    let organization = value.load24(0)
    out.append(": OUI ")
    out.append(Vendor.name(of: organization))
    out.append(" (0x", hex: organization, width: 6, ")")
    switch organization {
    case 0x0080c2: return LLDPBridgeText(value).append(to: &out)
    case 0x00120f: return LLDPEthernetText(value).append(to: &out)
    case 0x00005e: return appendUsageDescription(to: &out)
    case 0x0012bb: return LLDPMediaText(value).append(to: &out)
    case 0x001b21: return try LLDPExchangeText(value).append(to: &out, options)
    default: return .unknown
    }
  }

  /// Writes where a device tells what it is for (RFC 8520 section 11).
  private func appendUsageDescription(to out: inout TextBuffer) -> LLDPOutcome {
    guard length >= 8 else { return .whole }
    let form = value.load8(3)
    out.append(subtype: form, form == 1 ? "MUD-URL" : nil)
    guard form == 1 else { return .unknown }
    out.append("\n\t  MUD-URL=")
    out.append(visible: value.suffix(from: 4))
    return .whole
  }

  static let elementNames = Tokens([
    0: "End", 1: "Chassis ID", 2: "Port ID", 3: "Time to Live", 4: "Port Description", 5: "System Name",
    6: "System Description", 7: "System Capabilities", 8: "Management Address", 127: "Organization specific",
  ])
  private static let chassisNames = Tokens([
    1: "Chassis component", 2: "Interface alias", 3: "Port component", 4: "MAC address", 5: "Network address",
    6: "Interface name", 7: "Local",
  ])
  private static let portNames = Tokens([
    1: "Interface alias", 2: "Port component", 3: "MAC address", 4: "Network Address", 5: "Interface Name",
    6: "Agent circuit ID", 7: "Local",
  ])
  private static let capabilityNames = BitTokens([
    (1, "Other"), (2, "Repeater"), (4, "Bridge"), (8, "WLAN AP"), (16, "Router"), (32, "Telephone"), (64, "Docsis"),
    (128, "Station Only"),
  ])
  private static let numberingNames = Tokens([2: "Interface Index", 3: "System Port Number"])
}

extension TextBuffer {
  /// Appends which of an organisation's elements it is.
  mutating func append(subtype: UInt8, _ name: StaticString?) {
    append("\n\t  ")
    append(name ?? "unknown")
    append(" Subtype (", subtype, ")")
  }
}
