import Bytes
import Dissection

extension Summary {
  static let vxlan = Summary(kind: .vxlan, mark: "vxlan") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    out.append("VXLAN")
    if packet.layers[index].length < 8 { return out.append(" (invalid)") }
    let partial = VXLANHeader.Partial(bytes)
    let flags = try partial.flags.captured()
    out.append(", flags [")
    out.append(flags & 0x08 != 0 ? "I" : "invalid")
    out.append("] (0x")
    out.append(hexByte: flags)
    out.append("), ")
    let network = try partial.network.captured()
    out.append("vni ")
    out.append(network)
    out.append("\n")
    _ = try VXLANHeader(bytes)
    try packet.summarize(index + 1, into: &out, options)
  }
}
