import Bytes
import Dissection

extension Summary {
  static let ppp = Summary(kind: .ppp, mark: "ppp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let partial = PPPFrame.Partial(bytes)
    if options.showsLinkHeader, let isOutgoing = partial.isOutgoing { out.append(isOutgoing ? "Out " : "In  ") }
    // A capture of PPP itself must have the longest header, whatever this one has.
    if index == 0, !bytes.has(4, at: 0) { return out.append(truncationMark: "ppp") }
    let frame = try PPPFrame(bytes)
    if options.showsLinkHeader {
      let name = PPPNames.protocols[frame.protocolNumber]
      out.append(name ?? "unknown")
      out.append(" (0x")
      out.append(hex: frame.protocolNumber, width: 4)
      out.append("), length ")
      out.append(layer.length)
      if name == nil { return }
      out.append(": ")
    }
    try packet.summarizePPP(frame.protocolNumber, of: index, into: &out, options)
  }

  static let pppHDLC = Summary(kind: .pppHDLC, mark: "ppp_hdlc") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try PPPHDLCFrame(packet.bytes(of: layer))
    if frame.isCisco {
      try packet.summarize(index + 1, into: &out, options)
      return
    }
    if options.showsLinkHeader {
      out.append(hexByte: frame.address)
      out.append(" ")
      out.append(hexByte: frame.control)
      out.append(" ")
      out.append(layer.length)
      out.append(" ")
    }
    guard frame.isPPP else {
      out.append("unknown addr ")
      out.append(hexByte: UInt8(frame.protocolNumber >> 8))
      out.append("; ctrl ")
      return out.append(hexByte: UInt8(frame.protocolNumber & 0xff))
    }
    out.append(pppProtocol: frame.protocolNumber)
    out.append(": ")
    try packet.summarizePPP(frame.protocolNumber, of: index, into: &out, options)
  }
}

extension DissectedPacket {
  /// Writes what a PPP frame carries; what is not known is dumped.
  fileprivate func summarizePPP(
    _ number: UInt16, of index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if try summarize(index + 1, into: &out, options) { return }
    switch number {
    case 0x00fd: out.append("compressed PPP data")
    case 0xc02d: break
    default:
      out.append(pppProtocol: number)
      out.append(" ")
      out.append(hex: payload(of: layers[index]))
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(pppProtocol number: UInt16) {
    if let name = PPPNames.protocols[number] { return append(name) }
    append("unknown PPP protocol (0x")
    append(hex: number, width: 4)
    append(")")
  }
}
