import Bytes
import Dissection

extension Summary {
  static let otv = Summary(kind: .otv, mark: "otv") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    out.append("OTV, ")
    if layer.length < 8 {
      out.append("[length ")
      out.append(layer.length)
      out.append(" < 8] (invalid)")
      return try bytes.require(layer.length)
    }
    let partial = OTVHeader.Partial(bytes)
    let flags = try partial.flags.captured()
    out.append("flags [")
    out.append(flags & 0x08 != 0 ? "I" : ".")
    out.append("] (0x")
    out.append(hexByte: flags)
    out.append("), ")
    let overlay = try partial.overlay.captured()
    out.append("overlay ")
    out.append(overlay)
    out.append(", ")
    let instance = try partial.instance.captured()
    out.append("instance ")
    out.append(instance)
    out.append("\n")
    _ = try OTVHeader(bytes)
    try packet.summarize(index + 1, into: &out, options)
  }
}
