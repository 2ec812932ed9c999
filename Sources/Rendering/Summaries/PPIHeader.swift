import Bytes
import Dissection
import Packets

extension Summary {
  static let ppi = Summary(kind: .ppi, mark: "ppi", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let header = try PPIHeader(packet.bytes(of: layer))
    if header.isMalformed {
      out.append(" [length ", header.headerLength, " < 8 or > 65532]")
      return out.append(" (invalid)")
    }
    if options.showsLinkHeader { header.append(layer.length, to: &out, options) }
    if try packet.summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader { header.append(layer.length, to: &out, options) }
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }
}

extension PPIHeader {
  fileprivate func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.quietness == 0 { out.append("V.", version, " DLT ") }
    out.append(string: linkType?.name ?? "UNKNOWN")
    if options.quietness == 0 {
      out.append(" (", linkNumber, ") len ")
      out.append(headerLength)
    }
    out.append(", length ", length, ": ")
  }
}
