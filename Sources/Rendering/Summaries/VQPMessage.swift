import Bytes
import Dissection
import Packets

extension Summary {
  static let vqp = Summary(kind: .vqp, mark: "vqp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    if length < VQPMessage.headerLength { return out.append(" (invalid)") }
    let message = try VQPMessage(packet.bytes(of: packet.layers[index]))
    if message.version != 1 { return out.append("VQP version ", message.version, " packet not supported") }
    if options.verbosity < 1 {
      out.append("VQPv", message.version, " ")
      message.appendKind(to: &out)
      return out.append(", length ", length)
    }
    out.append("\n\tVQPv", message.version, ", ")
    message.appendKind(to: &out)
    out.append(", seq 0x", hex: message.sequence, width: 8)
    out.append(", items ", message.itemCount)
    out.append(", length ", length)
    var at = VQPMessage.headerLength
    for _ in 0..<message.itemCount where at < length {
      guard let end = try message.appendObject(at: at, length, to: &out, options) else { return }
      at = end
    }
  }
}

extension VQPMessage {
  fileprivate func appendKind(to out: inout TextBuffer) {
    out.append(type, orUnknown: Self.typeNames)
    out.append(" Message, error-code ", errorCode, Self.errorNames, orElse: "unknown", " (")
    out.append("", errorCode, ")")
  }

  /// Writes an object; returns where the next one is, or `nil` behind the last one.
  fileprivate func appendObject(
    at offset: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Int? {
    let object = try object(at: offset)
    guard object.value.lowerBound <= length else { return endInvalid(&out) }
    out.append("\n\t  ", object.type, Self.objectNames, orElse: "Unknown", " Object (0x")
    out.append(hex: object.type, width: 8)
    out.append("), length ", object.length, ", value: ")
    if object.type == 0 || object.length == 0 { return nil }
    let value = try value(of: object)
    guard object.value.upperBound <= length else { return endInvalid(&out) }
    switch object.type {
    case 0x0c01:
      guard object.length == 4 else { return endInvalid(&out) }
      out.append(host: IPv4Address(rawValue: value.load32(0)), options)
      out.append(" (0x", hex: value.load32(0), width: 8, ")")
    case 0x0c02...0x0c05: out.append(zeroPadded: value)
    case 0x0c06, 0x0c08:
      guard object.length == 6 else { return endInvalid(&out) }
      out.append(station: MACAddress(rawValue: value.load48(0)), options)
    default: if options.verbosity <= 1 { out.append(hex: value, indent: "\n\t    ") }
    }
    return object.value.upperBound
  }

  private func endInvalid(_ out: inout TextBuffer) -> Int? {
    out.append(" (invalid)")
    return nil
  }

  private static let typeNames = Tokens([
    1: "Request, Join Port", 2: "Response, VLAN", 3: "Request, Reconfirm", 4: "Response, Reconfirm",
  ])
  private static let errorNames = Tokens([
    0: "No error", 3: "Access denied", 4: "Shutdown port", 5: "Wrong VTP domain",
  ])
  private static let objectNames = Tokens([
    0x0c01: "Client IP Address", 0x0c02: "Port Name", 0x0c03: "VLAN Name", 0x0c04: "VTP Domain",
    0x0c05: "Ethernet Packet", 0x0c06: "MAC Null", 0x0c08: "MAC Address",
  ])
}
