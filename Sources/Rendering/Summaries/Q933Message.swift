import Bytes
import Dissection

extension Summary {
  static let q933 = Summary(kind: .q933, mark: "q.933", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if !options.showsLinkHeader { out.append("Q.933") }
    guard let message = try? Q933Message(packet.bytes(of: layer)) else {
      return out.append(cutMessage: layer.length, options)
    }
    var list = Q933ElementList(message.elements, layer.length - message.headerLength, options)
    if list.hasMore {
      guard list.readFirstShift() else { return out.append(cutMessage: layer.length, options) }
    }
    if !options.showsLinkHeader { out.append(", ") }
    out.append(list.isNational ? "ANSI" : "CCITT")
    out.append(", codeset ", list.codeset)
    if message.referenceLength > 0 {
      // tcpdump takes the octet behind the message type for the only one of a dummy reference.
      var isTold = message.referenceLength > 1
      if !isTold { isTold = try list.peek() != 0 }
      if isTold {
        out.append(", Call Ref: 0x")
        out.append(hexDigits: message.reference)
      }
    }
    if options.verbosity > 0 {
      out.append(", ", message.messageType, Q933Message.typeNames, orElse: "unknown message", " (0x")
      out.append(hexByte: message.messageType)
      out.append("), length ", layer.length)
    } else if let name = Q933Message.typeNames[message.messageType] {
      out.append(", ")
      out.append(name)
    } else {
      out.append(", unknown message 0x", hex: message.messageType, width: 2)
    }
    let end = list.append(to: &out)
    if end != .ended, options.verbosity == 0 { out.append(", length ", layer.length) }
    if end == .cut { throw Truncation() }
  }
}

extension TextBuffer {
  fileprivate mutating func append(cutMessage length: Int, _ options: borrowing RenderOptions) {
    if !options.showsLinkHeader { append(", ") }
    append("length ", length)
    append(truncationMark: "q.933")
  }
}

extension Q933Message {
  fileprivate static let typeNames = Tokens([
    0x00: "ESC to National", 0x01: "Alert", 0x02: "Call proceeding", 0x03: "Progress", 0x05: "Setup", 0x07: "Connect",
    0x0f: "Connect ACK", 0x45: "Disconnect", 0x46: "Restart", 0x4d: "Release", 0x4e: "Restart ACK",
    0x5a: "Release Complete", 0x75: "Status Enquiry", 0x7d: "Status Reply",
  ])
}
