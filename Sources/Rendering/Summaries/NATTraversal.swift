import Bytes
import Dissection

extension Summary {
  static let natTraversal = Summary(kind: .natTraversal, mark: "isakmp_rfc3948") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    if layer.length == 1, try bytes.uint8(at: 0) == 0xff { return out.append("isakmp-nat-keep-alive") }
    guard layer.length >= 4 else { return out.append(truncationMark: "isakmp_rfc3948") }
    // Of the marker no more is read than is needed to see that it is none.
    var at = 0
    while at < 4, try bytes.uint8(at: at) == 0 { at += 1 }
    out.append(at == 4 ? "NONESP-encap: " : "UDP-encap: ")
    if index + 1 < packet.layers.count {
      try packet.summarize(index + 1, into: &out, options)
    } else if at < 4 {
      // Cut inside the marker, so in front of a layer of its own.
      out.append(truncationMark: "esp")
    }
  }
}
