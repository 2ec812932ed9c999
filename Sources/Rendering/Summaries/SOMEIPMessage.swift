import Bytes
import Dissection

extension Summary {
  static let someip = Summary(kind: .someip, mark: "someip") { (packet, index, out, _) throws(Truncation) in
    out.append("SOMEIP")
    if packet.layers[index].length < SOMEIPMessage.headerLength { return out.append(" (invalid)") }
    let bytes = packet.bytes(of: packet.layers[index])
    guard let message = try? SOMEIPMessage(bytes) else { return try SOMEIPMessage.append(cut: bytes, to: &out) }
    message.appendNumbers(to: &out)
    out.append(", msgtype ")
    out.append(SOMEIPMessage.typeNames[message.messageType] ?? "Unknown")
    out.append(", retcode ")
    out.append(SOMEIPMessage.returnNames[message.returnCode] ?? "Unknown")
    out.append("\n")
  }
}

extension SOMEIPMessage {
  fileprivate func appendNumbers(to out: inout TextBuffer) {
    out.append(", service ")
    out.append(service)
    out.append(isEvent ? ", event " : ", method ")
    out.append(method)
    out.append(", len ")
    out.append(length)
    out.append(", client ")
    out.append(client)
    out.append(", session ")
    out.append(session)
    out.append(", pver ")
    out.append(protocolVersion)
    out.append(", iver ")
    out.append(interfaceVersion)
  }

  /// Writes what there is of a header that was cut.
  fileprivate static func append(cut bytes: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    let message = try bytes.uint32(at: 0)
    out.append(", service ")
    out.append(message >> 16)
    out.append(message & 0x8000 != 0 ? ", event " : ", method ")
    out.append(message & 0x7fff)
    let length = try bytes.uint32(at: 4)
    out.append(", len ")
    out.append(length)
    let request = try bytes.uint32(at: 8)
    out.append(", client ")
    out.append(request >> 16)
    out.append(", session ")
    out.append(request & 0xffff)
    let protocolVersion = try bytes.uint8(at: 12)
    out.append(", pver ")
    out.append(protocolVersion)
    let interfaceVersion = try bytes.uint8(at: 13)
    out.append(", iver ")
    out.append(interfaceVersion)
    let type = try bytes.uint8(at: 14)
    out.append(", msgtype ")
    out.append(typeNames[type] ?? "Unknown")
    throw Truncation()
  }

  fileprivate static let typeNames = Tokens([
    0x00: "REQUEST", 0x01: "REQUEST_NO_RETURN", 0x02: "NOTIFICATION", 0x20: "TP_REQUEST",
    0x21: "TP_REQUEST_NO_RETURN", 0x22: "TP_NOTIFICATION", 0x80: "RESPONSE", 0x81: "ERROR", 0xa0: "TP_RESPONSE",
    0xa1: "TP_ERROR",
  ])

  fileprivate static let returnNames = Tokens([
    0: "E_OK", 1: "E_NOT_OK", 2: "E_UNKNOWN_SERVICE", 3: "E_UNKNOWN_METHOD", 4: "E_NOT_READY", 5: "E_NOT_REACHABLE",
    6: "E_TIMEOUT", 7: "E_WRONG_PROTOCOL_VERSION", 8: "E_WRONG_INTERFACE_VERSION", 9: "E_MALFORMED_MESSAGE",
    10: "E_WRONG_MESSAGE_TYPE", 11: "E_E2E_REPEATED", 12: "E_E2E_WRONG_SEQUENCE", 13: "E_E2E",
    14: "E_E2E_NOT_AVAILABLE", 15: "E_E2E_NO_NEW_DATA",
  ])
}
