import Bytes
import Dissection

extension Summary {
  static let chap = Summary(kind: .chap, mark: "ppp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard layer.length >= 4 else { return try out.append(shortAuthentication: "chap", bytes, layer.length) }
    try out.append(authentication: bytes, "CHAP", codeNames)
    let packet = try CHAPPacket(bytes)
    let length = Int(packet.length)
    switch packet.code {
    case 1, 2:
      guard layer.length > 4 else { return }
      let size = Int(try bytes.uint8(at: 4))
      guard layer.length - 5 >= size else { return }
      out.append(", Value ")
      out.append(hexBytes: bytes.prefix(size, from: 5))
      try bytes.require(size, at: 5)
      out.append(", Name ")
      try out.append(text: bytes, at: 5 + size, count: length - 5 - size)
    case 3, 4:
      out.append(", Msg ")
      try out.append(text: bytes, at: 4, count: length - 4)
    default: break
    }
  }

  private static let codeNames = Tokens([1: "Challenge", 2: "Response", 3: "Success", 4: "Fail"])
}

extension TextBuffer {
  /// Appends what there is of an authentication packet without a whole header.
  mutating func append(
    shortAuthentication name: StaticString, _ bytes: RawSpan, _ length: Int
  ) throws(Truncation) {
    let code = length > 0 ? try bytes.uint8(at: 0) : 0
    append("[|")
    append(name)
    if length > 0 {
      append(" 0x")
      append(hexByte: code)
    }
    append("]")
  }

  /// Appends name, code and identifier of an authentication packet.
  mutating func append(
    authentication bytes: RawSpan, _ name: StaticString, _ codes: Tokens
  ) throws(Truncation) {
    let code = try bytes.uint8(at: 0)
    append(name)
    append(", ")
    append(codes[code] ?? "unknown")
    append(" (0x")
    append(hexByte: code)
    append(")")
    let identifier = try bytes.uint8(at: 1)
    append(", id ")
    append(identifier)
  }

  /// Appends text; what its length leaves out when it lies.
  ///
  /// - Throws: `Truncation` when not all of it was captured, or when it ends before it begins.
  mutating func append(text bytes: RawSpan, at offset: Int, count: Int) throws(Truncation) {
    append(visible: count < 0 ? bytes.suffix(from: offset) : bytes.prefix(count, from: offset))
    try bytes.require(count, at: offset)
  }
}
