import Bytes
import Dissection

extension Summary {
  static let vxlanGPE = Summary(kind: .vxlanGPE, mark: "vxlan_gpe") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    out.append("VXLAN-GPE, ")
    if layer.length < 8 {
      out.append(" (len ")
      out.append(layer.length)
      return out.append(" < 8) (invalid)")
    }
    let flags = try VXLANGPEHeader.Partial(bytes).flags.captured()
    out.append("flags [")
    flagNames.append(UInt32(flags), none: "none", separator: "", to: &out)
    out.append("], ")
    let header = try VXLANGPEHeader(bytes)
    out.append("vni ")
    out.append(header.network)
    out.append(options.verbosity > 0 ? "\n    " : ": ")
    if try packet.summarize(index + 1, into: &out, options) { return }
    out.append("ERROR: unknown-next-protocol (invalid)")
  }

  private static let flagNames = BitTokens([(0x08, "I"), (0x04, "P"), (0x02, "B"), (0x01, "O")])
}
