import Bytes
import Dissection

extension Summary {
  static let pppoe = Summary(kind: .pppoe, mark: "pppoe") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if layer.length < 6 {
      out.append(" (length ")
      out.append(layer.length)
      return out.append(" < 6) (invalid)")
    }
    let header = try PPPoEHeader(packet.bytes(of: layer))
    header.append(layer.length - 6, to: &out)
    if header.isSession {
      out.append(" ")
      try packet.summarize(index + 1, into: &out, options)
    } else if header.length > 0 {
      try header.appendTags(within: layer.length - 6, to: &out)
    }
  }
}

extension PPPoEHeader {
  /// Writes the fixed header.
  ///
  /// - Parameter room: bytes behind it as what carries it tells.
  fileprivate func append(_ room: Int, to out: inout TextBuffer) {
    if version != 1 {
      out.append(" [ver ")
      out.append(version)
      out.append("]")
    }
    if type != 1 {
      out.append(" [type ")
      out.append(type)
      out.append("]")
    }
    out.append("PPPoE ")
    if let name = Self.codeNames[code] {
      out.append(name)
    } else {
      out.append("PAD-")
      out.append(hex: code)
    }
    if code == 9, length > 1478 {
      out.append(" [len ")
      out.append(length)
      out.append("!]")
    }
    if Int(length) > room {
      out.append(" [len ")
      out.append(length)
      out.append(" > ")
      out.append(room)
      out.append("!]")
    }
    if session != 0 {
      out.append(" [ses 0x")
      out.append(hex: session)
      out.append("]")
    }
  }

  /// Writes the tags of a discovery in brackets.
  fileprivate func appendTags(within room: Int, to out: inout TextBuffer) throws(Truncation) {
    var tags = self.tags(within: room)
    while let tag = tags.next() {
      out.append(" [")
      if let name = Self.tagNames[tag.type] {
        out.append(name)
      } else {
        out.append("TAG-0x")
        out.append(hex: tag.type)
      }
      if tag.length > 0 { out.append(tagValue: tags.value(of: tag)) }
      out.append("]")
    }
    if tags.isTruncated { throw Truncation() }
  }

  private static let codeNames = Tokens([
    0x00: "", 0x07: "PADO", 0x09: "PADI", 0x19: "PADR", 0x65: "PADS", 0xa7: "PADT",
  ])
  private static let tagNames = Tokens([
    0x0000: "EOL", 0x0101: "Service-Name", 0x0102: "AC-Name", 0x0103: "Host-Uniq", 0x0104: "AC-Cookie",
    0x0105: "Vendor-Specific", 0x0110: "Relay-Session-ID", 0x0120: "PPP-Max-Payload", 0x0201: "Service-Name-Error",
    0x0202: "AC-System-Error", 0x0203: "Generic-Error",
  ])
}

extension TextBuffer {
  /// Appends a tag's value: its beginning as text when most of that is text, else all of it in hexadecimal.
  fileprivate mutating func append(tagValue value: RawSpan) {
    let text = value.prefix(79, from: 0)
    var printable = 0
    for at in 0..<text.byteCount where text.load8(at) >= 0x20 && text.load8(at) < 0x7f { printable += 1 }
    guard printable > text.byteCount - printable else {
      append(" 0x")
      for at in 0..<value.byteCount { append(upperHexByte: value.load8(at)) }
      return
    }
    append(" \"")
    for at in 0..<text.byteCount {
      let byte = text.load8(at)
      append(byte: byte >= 0x20 && byte < 0x7f ? byte : UInt8(ascii: "."))
    }
    append("\"")
  }
}
