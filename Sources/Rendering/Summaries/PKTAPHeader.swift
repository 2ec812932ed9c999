import Bytes
import Dissection
import Packets

extension Summary {
  static let pktap = Summary(kind: .pktap, mark: "pktap") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    guard let header = try? PKTAPHeader(packet.bytes(of: layer)) else {
      out.append(" (packet too short, ", layer.length, " < ")
      out.append("", PKTAPHeader.minimumLength, ")")
      return out.append(" (invalid)")
    }
    if header.isMalformed {
      out.append(" (pkt_len too small, ", header.headerLength, " < ")
      out.append("", PKTAPHeader.minimumLength, ")")
      return out.append(" (invalid)")
    }
    if header.headerLength > layer.length {
      out.append(" (pkt_len too big, ", header.headerLength, " > ")
      out.append("", layer.length, ")")
      return out.append(" (invalid)")
    }
    guard header.isWhole else { throw Truncation() }
    if options.showsLinkHeader { header.append(layer.length, to: &out, options) }
    switch header.recordType {
    case 0: out.append("no data")
    case 1:
      if try packet.summarize(index + 1, into: &out, options) { return }
      if !options.showsLinkHeader { header.append(layer.length, to: &out, options) }
      if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
    default: break
    }
  }
}

extension PKTAPHeader {
  fileprivate func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.quietness == 0 { out.append("DLT ") }
    out.append(string: linkType?.name ?? "UNKNOWN")
    if options.quietness == 0 {
      out.append(" (", linkNumber, ") len ")
      out.append(headerLength)
    }
    out.append(", length ", length, ": ")
  }
}
