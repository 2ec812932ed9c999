import Bytes
import Dissection

extension Summary {
  static let radius = Summary(kind: .radius, mark: "radius") { (packet, index, out, options) throws(Truncation) in
    guard let message = try? RADIUSMessage(packet.bytes(of: packet.layers[index])), !message.isMalformed else {
      return out.append(truncationMark: "radius")
    }
    let length = min(Int(message.length), packet.layers[index].length)
    guard options.verbosity > 0 else {
      out.append("RADIUS, ")
      message.appendCode(to: &out)
      out.append(", id: 0x")
      out.append(hexByte: message.identifier)
      out.append(" length: ")
      return out.append(length)
    }
    out.append("RADIUS, length: ")
    out.append(length)
    out.append("\n\t")
    message.appendCode(to: &out)
    out.append(", id: 0x")
    out.append(hexByte: message.identifier)
    out.append(", Authenticator: ")
    out.append(hexDigits: message.authenticator)
    let text = RADIUSAttributeText(packet.untilSnapshotEnd(from: index))
    var attributes = message.attributes(within: length)
    while true {
      switch attributes.next() {
      case .attribute(let attribute): try text.append(attribute, to: &out, options)
      case .cut: return out.append(truncationMark: "radius")
      case .end: return
      }
    }
  }
}

extension RADIUSMessage {
  fileprivate func appendCode(to out: inout TextBuffer) {
    out.append(Self.codeNames[code] ?? "Unknown Command")
    out.append(" (")
    out.append(code)
    out.append(")")
  }

  /// Source: IANA's registry of RADIUS packet type codes.
  private static let codeNames = Tokens([
    1: "Access-Request", 2: "Access-Accept", 3: "Access-Reject", 4: "Accounting-Request", 5: "Accounting-Response",
    11: "Access-Challenge", 12: "Status-Server", 13: "Status-Client", 40: "Disconnect-Request", 41: "Disconnect-ACK",
    42: "Disconnect-NAK", 43: "CoA-Request", 44: "CoA-ACK", 45: "CoA-NAK", 255: "Reserved",
  ])
}
