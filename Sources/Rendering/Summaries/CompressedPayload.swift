import Bytes
import Dissection

extension Summary {
  static let ipcomp = Summary(kind: .ipcomp, mark: "ipcomp") { (packet, index, out, options) throws(Truncation) in
    let header = try CompressedPayload(packet.bytes(of: packet.layers[index]))
    out.append("IPComp(cpi=0x")
    out.append(hex: header.parameterIndex, width: 4)
    out.append(")")
  }
}
