import Bytes
import Dissection

extension Summary {
  static let natTraversal = Summary(kind: .natTraversal, mark: "isakmp_rfc3948") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    if layer.length == 1, try bytes.uint8(at: 0) == 0xff { return out.append("isakmp-nat-keep-alive") }
    guard layer.length >= 4 else { return out.append(truncationMark: "isakmp_rfc3948") }
    out.append(try NATTraversal(bytes).isKeyExchange ? "NONESP-encap: " : "UDP-encap: ")
    try packet.summarize(index + 1, into: &out, options)
  }
}
