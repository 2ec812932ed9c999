import Bytes
import Dissection

extension Summary {
  static let loopback = Summary(kind: .loopback, mark: "null") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try LoopbackFrame(packet.bytes(of: layer))
    if options.showsLinkHeader { frame.append(to: &out, layer.length, options) }
    if try packet.summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader { frame.append(to: &out, layer.length, options) }
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }
}

extension LoopbackFrame {
  /// Writes the family, as `-e` tells it.
  fileprivate func append(to out: inout TextBuffer, _ length: Int, _ options: borrowing RenderOptions) {
    if options.quietness > 0 {
      out.append(family, named: LoopbackFrame.familyNames, orElse: "Unknown AF ")
    } else {
      out.append("AF ")
      out.append(LoopbackFrame.familyNames[family] ?? "Unknown")
      out.append(" (")
      out.append(family)
      out.append(")")
    }
    out.append(", length ")
    out.append(length)
    out.append(": ")
  }
}

extension LoopbackFrame {
  /// The names of BSD's address families.
  static let familyNames = Tokens([
    2: "IPv4", 6: "NS", 7: "ISO", 16: "Appletalk", 23: "IPX", 24: "IPv6", 28: "IPv6", 30: "IPv6",
  ])
}
