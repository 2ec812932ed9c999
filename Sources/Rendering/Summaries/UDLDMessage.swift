import Bytes
import Dissection

extension Summary {
  static let udld = Summary(kind: .udld, mark: "udld") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    if length < UDLDMessage.headerLength {
      out.append(" (invalid)")
      return try bytes.require(length)
    }
    let message = try UDLDMessage(bytes)
    message.append(length, to: &out)
    guard options.verbosity > 0 else { return try bytes.require(length) }
    out.append("\n\tChecksum 0x", hex: try message.checksum.captured(), width: 4, " (unverified)")
    var elements = message.elements(length: length)
    while elements.remaining > 0 {
      let start = elements.nextOffset
      guard try elements.appendUDLD(to: &out) else {
        out.append(" (invalid)")
        return try elements.requireRest(from: min(start + 4, length))
      }
    }
  }
}

extension UDLDMessage {
  fileprivate func append(_ length: Int, to out: inout TextBuffer) {
    out.append("UDLDv", version)
    out.append(", Code ", opcode, Self.opcodeNames, orElse: "Reserved", " (")
    out.append(hex: opcode)
    out.append("), Flags [", bits: flags, Self.flagNames, "] (0x")
    out.append(hexByte: flags)
    out.append("), length ", length)
  }

  private static let opcodeNames = Tokens([0: "Reserved", 1: "Probe message", 2: "Echo message", 3: "Flush message"])
  private static let flagNames = BitTokens([
    (0x01, "RT"), (0x02, "RSY"), (0x04, "MBZ-2"), (0x08, "MBZ-3"), (0x10, "MBZ-4"), (0x20, "MBZ-5"), (0x40, "MBZ-6"),
    (0x80, "MBZ-7"),
  ])
  fileprivate static let elementNames = Tokens([
    1: "Device-ID TLV", 2: "Port-ID TLV", 3: "Echo TLV", 4: "Message Interval TLV", 5: "Timeout Interval TLV",
    6: "Device Name TLV", 7: "Sequence Number TLV",
  ])
}

extension TypeLengthElements {
  /// Writes the next element; returns whether its length makes sense.
  @_lifetime(self: copy self)
  fileprivate mutating func appendUDLD(to out: inout TextBuffer) throws(Truncation) -> Bool {
    let room = remaining
    guard room >= 4 else { return false }
    let element = try next()
    out.append("\n\t", element.type, UDLDMessage.elementNames, orElse: "Unknown", " (0x")
    out.append(hex: element.type, width: 4)
    out.append(") TLV, length ", element.length)
    guard element.length > 4, element.length <= room else {
      return false
    }
    let value = value(of: element)
    switch element.type {
    case 1, 2, 6:
      out.append(", ")
      if out.append(untilZero: value) == nil { try value.require(element.value.count) }
    case 3:
      out.append(", ")
      out.append(visible: value)
      try value.require(element.value.count)
    case 4, 5:
      guard element.value.count == 1 else { return false }
      out.append(", ", try value.uint8(at: 0), "s")
    case 7:
      guard element.value.count == 4 else { return false }
      out.append(", ", try value.uint32(at: 0))
    default: try value.require(element.value.count)
    }
    return true
  }
}
