import Bytes
import Dissection

extension Summary {
  static let multilinkFrameRelay = Summary(kind: .multilinkFrameRelay, mark: "mfr", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    if layer.length < 4 {
      out.append("[length ", layer.length, " < 4]")
      return out.append(" (invalid)")
    }
    let header = try MultilinkFrameRelayHeader(bytes)
    if header.isControl {
      out.append("FRF.16 Control, Flags [", bits: header.flags, MultilinkFrameRelayHeader.flagNames, "], ")
      if let name = MultilinkFrameRelayHeader.messageNames[header.messageType] {
        out.append(name)
      } else {
        out.append("Unknown Message (0x", hex: header.messageType, width: 2, ")")
      }
      out.append(", length ", layer.length)
      if options.verbosity > 0 {
        try out.append(bundleElements: packet.payload(of: layer), layer.length - 3, options)
      }
      return
    }
    out.append("FRF.16 Frag, seq ", header.sequenceNumber)
    out.append(", Flags [", bits: header.flags, MultilinkFrameRelayHeader.flagNames, "]")
    if header.isFirst {
      out.append(", ")
      _ = try packet.summarize(index + 1, into: &out, options)
    } else {
      out.append(hex: bytes)
    }
  }
}

extension MultilinkFrameRelayHeader {
  static let flagNames = BitTokens([(0x80, "Begin"), (0x40, "End"), (0x20, "Control")])

  fileprivate static let messageNames = Tokens([
    1: "Add Link", 2: "Add Link ACK", 3: "Add Link Reject", 4: "Hello", 5: "Hello ACK", 6: "Remove Link",
    7: "Remove Link ACK",
  ])

  fileprivate static let elementNames = Tokens([
    1: "Bundle ID", 2: "Link ID", 3: "Magic Number", 5: "Timestamp", 6: "Vendor Extension", 7: "Cause",
  ])
}

extension TextBuffer {
  /// Appends the elements of a control message of `length` bytes.
  fileprivate mutating func append(
    bundleElements bytes: RawSpan, _ length: Int, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var offset = 0
    while length - offset > 2 {
      try bytes.require(2, at: offset)
      let type = bytes.load8(offset)
      let size = Int(bytes.load8(offset + 1))
      append("\n\tIE ", type, MultilinkFrameRelayHeader.elementNames, orElse: "Unknown", " (")
      append(type)
      append("), length ", size, ": ")
      if type == 0 || size <= 2 { return }
      let value = try bytes.bytes(at: offset, count: size).suffix(from: 2)
      append(bundleElement: type, value, options)
      if options.verbosity > 1 { append(hex: value, indent: "\n\t  ") }
      offset += size
    }
  }

  private mutating func append(bundleElement type: UInt8, _ value: RawSpan, _ options: borrowing RenderOptions) {
    switch type {
    case 1, 2: append(zeroPadded: value.prefix(50, from: 0))
    case 3:
      guard value.byteCount == 4 else {
        append("[IE data length ", value.byteCount, " != 4]")
        return append(" (invalid)")
      }
      append("0x", hex: value.load32(0), width: 8)
    default:
      if options.verbosity <= 1 { append(hex: value, indent: "\n\t  ") }
    }
  }
}
