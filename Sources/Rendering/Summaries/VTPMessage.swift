import Bytes
import Dissection
import Packets

extension Summary {
  static let vtp = Summary(kind: .vtp, mark: "vtp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    if length < VTPMessage.headerLength {
      out.append(" (invalid)")
      return try bytes.require(length)
    }
    let message = try VTPMessage(bytes)
    out.append("VTPv", message.version)
    out.append(", Message ", message.code, VTPMessage.codeNames, orElse: "Unknown message type", " (0x")
    out.append(hexByte: message.code)
    out.append("), length ", length)
    guard options.verbosity > 0 else { return try bytes.require(length) }
    if try message.append(length - VTPMessage.headerLength, to: &out, options) { return }
    out.append(" (invalid)")
    try bytes.require(length)
  }
}

extension VTPMessage {
  /// Writes all but the first line; returns whether the lengths make sense.
  ///
  /// - Parameter length: bytes behind the header.
  fileprivate func append(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    out.append("\n\tDomain name: ")
    guard nameLength >= 1, nameLength <= Self.nameRoom else {
      out.append(" [invalid MgmtD Len ", nameLength, "]")
      return false
    }
    out.append(zeroPadded: name)
    out.append(", ", code, Self.numberNames, orElse: "Unknown", ": ")
    out.append(number)
    switch code {
    case 1: try appendSummary(to: &out, options)
    case 2: return try appendSubset(length, to: &out)
    case 3: out.append("\n\tStart value: ", try content.uint32(at: 0))
    default: break
    }
    return true
  }

  private func appendSummary(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    try content.require(8)
    out.append("\n\t  Config Rev ", hex: content.load32(0))
    out.append(", Updater ")
    out.append(host: IPv4Address(rawValue: content.load32(4)), options)
    try content.require(20)
    out.append(", Timestamp 0x", hex: content.load32(8), width: 8)
    out.append(" 0x", hex: content.load32(12), width: 8)
    out.append(" 0x", hex: content.load32(16), width: 8)
    try content.require(36)
    out.append(", MD5 digest: ", hex: content.load64(20), width: 16)
    out.append(hex: content.load64(28), width: 16)
  }

  private func appendSubset(_ length: Int, to out: inout TextBuffer) throws(Truncation) -> Bool {
    out.append(", Config Rev ", hex: try content.uint32(at: 0))
    var at = 4
    while at < length {
      let size = Int(try content.uint8(at: at))
      if size == 0 { break }
      let vlan = try content.bytes(at: at, count: size)
      guard size >= VTPVLAN.headerLength, try VTPVLAN(vlan).append(to: &out) else { return false }
      at += size
    }
    return true
  }

  static let codeNames = Tokens([
    1: "Summary advertisement", 2: "Subset advertisement", 3: "Advertisement request", 4: "Join message",
  ])
  private static let numberNames = Tokens([1: "Followers", 2: "Seq number", 3: "Rsvd", 4: "Rsvd"])
}

extension VTPVLAN {
  /// Writes the VLAN; returns whether its lengths make sense.
  fileprivate func append(to out: inout TextBuffer) throws(Truncation) -> Bool {
    out.append("\n\tVLAN info status ", status, Self.statusNames, orElse: "Unknown")
    out.append(", type ", type, Self.typeNames, orElse: "Unknown")
    out.append(", VLAN-id ", identifier)
    out.append(", MTU ", mtu)
    out.append(", SAID 0x", hex: index, width: 8, ", Name ")
    guard elementsOffset <= length else { return false }
    out.append(zeroPadded: name)
    var at = 0
    while at < elements.byteCount {
      guard elements.byteCount - at >= 2 else { return false }
      let type = elements.load8(at)
      let words = Int(elements.load8(at + 1))
      out.append("\n\t\t", type, Self.elementNames, orElse: "Unknown", " (0x")
      out.append(hex: type, width: 4)
      out.append(") TLV")
      guard elements.has(2 + words * 2, at: at) else {
        out.append(" (TLV goes past the end of the packet)")
        return false
      }
      guard words == 1 else {
        out.append(" (invalid TLV length ", words, " != 1)")
        return false
      }
      append(type, elements.prefix(4, from: at), to: &out)
      at += 4
    }
    return true
  }

  private func append(_ type: UInt8, _ element: RawSpan, to out: inout TextBuffer) {
    let value = element.load16(2)
    switch type {
    case 3: out.append(", ", value, Self.treeNames, orElse: "Unknown", " (")
    case 6: out.append(value == 1 ? ", Enabled (" : ", Disabled (")
    case 7: out.append(value == 1 ? ", SRB (" : ", SRT (")
    case 9: return out.append(", ", value)
    case 10: out.append(value == 1 ? ", Backup (" : ", Not backup (")
    default: return out.append(hex: element, indent: "\n\t\t  ")
    }
    out.append("", value, ")")
  }

  private static let statusNames = Tokens([0: "Operational", 1: "Suspended"])
  private static let typeNames = Tokens([1: "Ethernet", 2: "FDDI", 3: "TrCRF", 4: "FDDI-net", 5: "TrBRF"])
  private static let treeNames = Tokens([1: "SRT", 2: "SRB", 3: "Auto"])
  private static let elementNames = Tokens([
    1: "Source-Routing Ring Number TLV", 2: "Source-Routing Bridge Number TLV", 3: "STP type TLV",
    4: "Parent VLAN TLV", 5: "Translationally bridged VLANs TLV", 6: "Pruning TLV", 7: "Bridge Type TLV",
    8: "Max ARP Hop Count TLV", 9: "Max STE Hop Count TLV", 10: "Backup CRF Mode TLV",
  ])
}
