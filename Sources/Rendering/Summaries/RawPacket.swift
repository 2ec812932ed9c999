import Bytes
import Dissection

extension Summary {
  static let raw = Summary(kind: .raw, mark: "raw") { (packet, index, out, options) throws(Truncation) in
    let header = try RawPacket(packet.bytes(of: packet.layers[index]))
    if options.showsLinkHeader { out.append("ip: ") }
    if try packet.summarize(index + 1, into: &out, options) { return }
    out.append("unknown ip ")
    out.append(header.version)
  }
}
