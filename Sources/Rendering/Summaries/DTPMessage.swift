import Bytes
import Dissection
import Packets

extension Summary {
  static let dtp = Summary(kind: .dtp, mark: "dtp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    if length < 1 { return out.append("[zero packet length] (invalid)") }
    let bytes = packet.bytes(of: packet.layers[index])
    let message = try DTPMessage(bytes)
    out.append("DTPv", message.version)
    out.append(", length ", length)
    guard options.verbosity > 0 else { return }
    var elements = message.elements(length: length)
    while elements.remaining > 0 {
      let start = length - elements.remaining
      guard elements.remaining >= 4 else {
        out.append("[", elements.remaining, " bytes remaining] (invalid)")
        return try elements.requireRest(from: start)
      }
      let room = elements.remaining
      let element = try elements.next()
      if element.type == 0 { return }
      guard try out.append(dtp: element, elements.value(of: element), room, options) else {
        out.append(" (invalid)")
        return try elements.requireRest(from: start)
      }
    }
  }
}

extension TextBuffer {
  /// Appends an element; returns whether its length makes sense.
  fileprivate mutating func append(
    dtp element: TypeLengthElement, _ value: RawSpan, _ room: Int, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    append("\n\t", element.type, Self.dtpNames, orElse: "Unknown", " (0x")
    append(hex: element.type, width: 4)
    append(") TLV, length ", element.length)
    guard element.length >= 4, element.length <= room else {
      append("[invalid TLV length ", element.length, "]")
      return false
    }
    switch element.type {
    case 1:
      append(", ")
      if append(untilZero: value) == nil { try value.require(element.value.count) }
    case 2, 3:
      guard element.length == 5 else { return false }
      append(", 0x", hex: try value.uint8(at: 0))
    case 4:
      guard element.length == 10 else { return false }
      let address = MACAddress(rawValue: try value.uint48(at: 0))
      append(", ")
      append(station: address, options)
    default: try value.require(element.value.count)
    }
    return true
  }

  private static let dtpNames = Tokens([1: "Domain", 2: "Status", 3: "DTP type", 4: "Neighbor"])
}
