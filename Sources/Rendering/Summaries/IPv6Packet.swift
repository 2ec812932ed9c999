import Bytes
import Dissection
import Packets

extension Summary {
  static let ipv6 = Summary(kind: .ipv6, mark: "ip6") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let header = try IPv6Packet(packet.bytes(of: layer))
    if !options.showsLinkHeader { out.append("IP6 ") }
    if !header.nextHeader.hasPorts {
      out.append(host: header.source, options)
      out.append(" > ")
      out.append(host: header.destination, options)
      out.append(": ")
    }
    if try packet.summarize(index + 1, into: &out, options) { return }
    out.append(unknown: header.nextHeader, length: header.payloadLength ?? layer.length - 40, options)
  }
}
