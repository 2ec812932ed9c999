import Bytes
import Dissection

extension Summary {
  static let multilinkPPP = Summary(kind: .multilinkPPP, mark: "ppp") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if !options.showsLinkHeader { out.append("MLPPP, ") }
    guard let header = try? MultilinkPPPHeader(packet.bytes(of: layer)) else { return out.append("[|mlppp]") }
    out.append("seq 0x")
    out.append(hex: header.sequence, width: 3)
    out.append(", Flags [")
    flagNames.append(UInt32(header.flags), none: "none", to: &out)
    out.append("], length ")
    out.append(layer.length)
  }

  private static let flagNames = BitTokens([(0x80, "begin"), (0x40, "end")])
}
