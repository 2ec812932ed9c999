import Bytes
import Dissection

extension Summary {
  static let pap = Summary(kind: .pap, mark: "ppp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard layer.length >= 4 else { return try out.append(shortAuthentication: "pap", bytes, layer.length) }
    try out.append(authentication: bytes, "PAP", codeNames)
    let packet = try PAPPacket(bytes)
    let length = Int(packet.length)
    if length > layer.length {
      out.append(", length ")
      out.append(length)
      return out.append(" > packet size")
    }
    if length < 4 {
      out.append(", length ")
      out.append(length)
      return out.append(" < PAP header length")
    }
    switch packet.code {
    case 1:
      guard length >= 6 else { return out.append("[|pap]") }
      var at = 4
      guard try out.append(", Peer ", bytes, &at, length) else { return }
      _ = try out.append(", Name ", bytes, &at, length)
    case 2, 3:
      guard length >= 5 else { return out.append("[|pap]") }
      var at = 4
      _ = try out.append(", Msg ", bytes, &at, length)
    default: break
    }
  }

  private static let codeNames = Tokens([1: "Auth-Req", 2: "Auth-ACK", 3: "Auth-NACK"])
}

extension TextBuffer {
  /// Appends a text behind its length octet; returns whether it fits into the packet.
  fileprivate mutating func append(
    _ name: StaticString, _ bytes: RawSpan, _ at: inout Int, _ length: Int
  ) throws(Truncation) -> Bool {
    guard length - at >= 1 else { return false }
    let size = Int(try bytes.uint8(at: at))
    at += 1
    guard length - at >= size else { return false }
    append(name)
    try append(text: bytes, at: at, count: size)
    at += size
    return true
  }
}
