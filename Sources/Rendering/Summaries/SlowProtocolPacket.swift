import Bytes
import Dissection
import Packets

extension Summary {
  static let slow = Summary(kind: .slow, mark: "slow") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    let tooShort: StaticString = options.verbosity > 0 ? "\n\t\t packet is too short" : " (packet is too short)"
    guard length >= 1 else { return out.append(tooShort) }
    let header = try SlowProtocolPacket(bytes)
    let isMaintenance = header.subtype == SlowProtocolPacket.Subtype.maintenance
    guard let name = SlowProtocolPacket.names[header.subtype] else {
      out.append("unknown (", header.subtype, "), length ")
      out.append(length)
      return out.append(hex: bytes)
    }
    if !isMaintenance {
      guard length >= 2 else { return out.append(tooShort) }
      let version = try header.version.captured()
      out.append(name)
      guard version == 1 else { return out.append(" version ", version, " packet not supported") }
      out.append("v1")
    } else {
      out.append(name)
    }
    out.append(", length ", length)
    guard options.verbosity > 0 else { return }
    if isMaintenance {
      try header.appendMaintenance(length - header.headerLength, to: &out, options)
    } else {
      try header.appendElements(length - header.headerLength, to: &out, options)
    }
  }
}

extension SlowProtocolPacket {
  fileprivate static let names = Tokens([1: "LACP", 2: "MARKER", 3: "OAM"])

  /// Writes the elements of link aggregation or of its marker.
  fileprivate func appendElements(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var at = 0
    while at < length {
      guard length - at >= 2 else { return out.append("\n\t\t packet is too short") }
      try content.require(2, at: at)
      let type = content.load8(at)
      let size = Int(content.load8(at + 1))
      out.append("\n\t", UInt16(subtype) << 8 | UInt16(type), Self.elementNames, orElse: "Unknown", " TLV (0x")
      out.append(hexByte: type)
      out.append("), length ", size)
      if type == 0 { return }
      guard size >= 2 else { return out.append("\n\t    ERROR: illegal length - should be >= 2") }
      guard length - at >= size else { return out.append("\n\t\t packet is too short") }
      let value = try content.bytes(at: at, count: size).suffix(from: 2)
      let isKnown = out.append(slowElement: type, of: subtype, value, options)
      if options.verbosity > 1 || !isKnown { out.append(hex: value, indent: "\n\t  ") }
      at += size
    }
  }

  private static let elementNames = Tokens([
    0x0100: "Terminator", 0x0101: "Actor Information", 0x0102: "Partner Information", 0x0103: "Collector Information",
    0x0200: "Terminator", 0x0201: "Marker Information",
  ])
}

extension TextBuffer {
  /// Appends an element of link aggregation or its marker; returns whether it is known.
  fileprivate mutating func append(
    slowElement type: UInt8, of subtype: UInt8, _ value: RawSpan, _ options: borrowing RenderOptions
  ) -> Bool {
    switch (subtype, type) {
    case (1, 1), (1, 2): appendSystem(value, options)
    case (1, 3):
      guard value.byteCount == 14 else { return appendIllegal(16) }
      append("\n\t  Max Delay ", value.load16(0))
    case (2, 1):
      guard value.byteCount == 14 else { return appendIllegal(16) }
      append("\n\t  Request System ")
      append(station: MACAddress(rawValue: value.load48(2)), options)
      append(", Request Port ", value.load16(0))
      append(", Request Transaction ID 0x", hex: value.load32(8), width: 8)
    default: return false
    }
    return true
  }

  private mutating func appendSystem(_ value: RawSpan, _ options: borrowing RenderOptions) {
    guard value.byteCount == 18 else {
      _ = appendIllegal(20)
      return
    }
    append("\n\t  System ")
    append(station: MACAddress(rawValue: value.load48(2)), options)
    append(", System Priority ", value.load16(0))
    append(", Key ", value.load16(8))
    append(", Port ", value.load16(12))
    append(", Port Priority ", value.load16(10))
    append("\n\t  State Flags [", bits: value.load8(14), Self.stateNames, "]")
  }

  private mutating func appendIllegal(_ expected: Int) -> Bool {
    append("\n\t    ERROR: illegal length - should be ", expected)
    return true
  }

  private static let stateNames = BitTokens([
    (0x01, "Activity"), (0x02, "Timeout"), (0x04, "Aggregation"), (0x08, "Synchronization"), (0x10, "Collecting"),
    (0x20, "Distributing"), (0x40, "Default"), (0x80, "Expired"),
  ])
}
