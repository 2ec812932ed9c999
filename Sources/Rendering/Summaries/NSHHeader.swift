import Bytes
import Dissection

extension Summary {
  static let nsh = Summary(kind: .nsh, mark: "nsh") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    if layer.length < 8 {
      out.append(" (packet length ")
      out.append(layer.length)
      return out.append(" < 8) (invalid)")
    }
    let partial = NSHHeader.Partial(bytes)
    let base = try partial.base.captured()
    guard base.append(layer.length, to: &out, options) else { return }
    let path = try partial.path.captured()
    out.append("service-path-id 0x")
    out.append(hex: path, width: 6)
    out.append(", ")
    let header = try NSHHeader(bytes)
    out.append("service-index 0x")
    out.append(hex: header.serviceIndex)
    if base.lengthInWords < 2 { return out.append(" (less than two headers) (invalid)") }
    guard try header.appendContexts(to: &out, options) else { return }
    out.append(options.verbosity > 0 ? "\n    " : ": ")
    if try packet.summarize(index + 1, into: &out, options) { return }
    out.append("ERROR: unknown-next-protocol")
  }
}

extension NSHBase {
  /// Writes the base header; returns whether it makes sense.
  fileprivate func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) -> Bool {
    out.append("NSH, ")
    if options.verbosity > 1 {
      out.append("ver ")
      out.append(version)
      out.append(", ")
    }
    if version != 0 { return false }
    out.append("flags [")
    out.append(flags & 2 != 0 ? "O" : "none")
    out.append("], ")
    if options.verbosity > 2 {
      out.append("TTL ")
      out.append(timeToLive)
      out.append(", length ")
      out.append(lengthInWords)
      out.append(", md type ")
      out.append(metadataType, orHex: Self.metadataNames)
      out.append(", ")
    }
    if options.verbosity > 1 {
      out.append("next-protocol ")
      out.append(nextProtocol, orHex: Self.protocolNames)
      out.append(", ")
    }
    if length < lengthInWords * 4 {
      out.append(" (too many headers for packet length ")
      out.append(length)
      out.append(") (invalid)")
      return false
    }
    return true
  }

  private static let metadataNames = Tokens([0: "reserved", 1: "1", 2: "2", 15: "experimental"])
  private static let protocolNames = Tokens([
    1: "IPv4", 2: "IPv6", 3: "Ethernet", 4: "NSH", 5: "MPLS", 0xfe: "Experiment 1", 0xff: "Experiment 2",
  ])
}

extension NSHHeader {
  /// Writes the context headers if they are wanted; returns whether they make sense.
  fileprivate func appendContexts(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let words = base.lengthInWords - 2
    if options.verbosity > 2, base.metadataType == 1 {
      guard base.lengthInWords == 6 else {
        out.append(" (invalid length for the MD type) (invalid)")
        return false
      }
      for word in 0..<words {
        let value = try contexts.uint32(at: word * 4)
        out.append("\n        Context[")
        out.append(UInt(word), width: 2)
        out.append("]: 0x")
        out.append(hex: value, width: 8)
      }
    } else if options.verbosity > 2, base.metadataType == 2 {
      return try appendRecords(words * 4, to: &out)
    }
    try contexts.require(words * 4)
    return true
  }

  /// Writes the records of a variable-length context; returns whether they fit in.
  private func appendRecords(_ length: Int, to out: inout TextBuffer) throws(Truncation) -> Bool {
    var offset = 0
    while offset < length {
      let recordClass = try contexts.uint16(at: offset)
      let type = try contexts.uint8(at: offset + 2)
      let size = Int(try contexts.uint8(at: offset + 3) & 0x7f)
      offset += 4
      out.append("\n        TLV Class ")
      out.append(recordClass)
      out.append(", Type ")
      out.append(type)
      out.append(", Len ")
      out.append(size)
      let padded = (size + 3) & ~3
      if padded > length - offset {
        out.append(" (length too big) (invalid)")
        return false
      }
      if size > 0 {
        out.append("\n            Value: ")
        for at in 0..<size {
          let byte = try contexts.uint8(at: offset + at)
          out.append(at == 0 ? "0x" : ":")
          out.append(hexByte: byte)
        }
        try contexts.require(padded, at: offset)
        offset += padded
      }
    }
    return true
  }
}

extension TextBuffer {
  fileprivate mutating func append(_ value: UInt8, orHex tokens: Tokens) {
    if let name = tokens[value] { return append(name) }
    append("unknown (0x")
    append(hexByte: value)
    append(")")
  }
}
