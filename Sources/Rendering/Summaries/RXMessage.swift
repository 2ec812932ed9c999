import Bytes
import Dissection

extension Summary {
  static let rx = Summary(kind: .rx, mark: "rx") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard let message = try? RXMessage(bytes) else {
      out.append(truncationMark: "rx")
      return out.append(lengthOfRX: layer.length)
    }
    message.appendHeader(to: &out, options)
    let ports = packet.ports(below: index)
    if message.begins, message.isFromClient {
      if let service = AFSService.at(port: ports.destination), layer.length > 28 {
        try service.append(callIn: bytes, to: &out, options)
      }
    } else if !message.isFromClient, message.begins || message.type == RXMessage.PacketType.abort,
      let operation = packet.notes.rxOperation
    {
      if let service = AFSService.at(port: ports.source),
        layer.length > 28 || service.answersWithNothing && layer.length == 28
      {
        try service.append(replyTo: operation, in: bytes, message.type, to: &out, options)
      }
    } else if message.type == RXMessage.PacketType.acknowledgment, layer.length >= 28 {
      try RXAcknowledgment(bytes.suffix(from: 28)).append(to: &out, options)
    }
    out.append(lengthOfRX: layer.length)
  }
}

extension DissectedPacket {
  /// The ports of the datagram in front of a layer; 0 when there is none.
  fileprivate func ports(below index: Int) -> (source: UInt16, destination: UInt16) {
    guard index > 0, let datagram = try? UDPDatagram(bytes(of: layers[index - 1])) else { return (0, 0) }
    return (datagram.sourcePort, datagram.destinationPort)
  }
}

extension TextBuffer {
  fileprivate mutating func append(lengthOfRX length: Int) {
    append(" (")
    append(length)
    append(")")
  }
}

extension RXMessage {
  fileprivate func appendHeader(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(" rx ")
    out.append(type, named: Self.typeNames, orElse: "type ")
    guard options.verbosity > 0 else { return }
    if options.verbosity > 1 {
      out.append(" cid ")
      out.append(hex: connection, width: 8)
      out.append(" call# ")
      out.append(callNumber)
    }
    out.append(" seq ")
    out.append(sequence)
    out.append(" ser ")
    out.append(serial)
    if options.verbosity > 2 {
      out.append(" secindex ")
      out.append(securityIndex)
      out.append(" serviceid ")
      out.append(service)
    }
    if options.verbosity > 1 { appendFlags(to: &out) }
  }

  private func appendFlags(to out: inout TextBuffer) {
    var separator: StaticString = " "
    for (mask, only, name) in Self.flagNames where flags & mask != 0 && (only == 0 || only == type) {
      out.append(separator)
      out.append("<")
      out.append(name)
      out.append(">")
      separator = ","
    }
  }

  private static let typeNames = Tokens([
    1: "data", 2: "ack", 3: "busy", 4: "abort", 5: "ackall", 6: "challenge", 7: "response", 8: "debug", 9: "params",
    13: "version",
  ])

  /// The flags with the type of packet that alone has them, or 0.
  private static let flagNames: [(mask: UInt8, type: UInt8, name: StaticString)] = [
    (1, 0, "client-init"), (2, 0, "req-ack"), (4, 0, "last-pckt"), (8, 0, "more-pckts"), (16, 0, "free-pckt"),
    (32, PacketType.acknowledgment, "slow-start"), (32, PacketType.data, "jumbogram"),
  ]
}
