import Bytes
import Dissection
import Packets

extension Summary {
  static let chdlc = Summary(kind: .chdlc, mark: "chdlc") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try CHDLCFrame(packet.bytes(of: layer))
    if options.showsLinkHeader {
      switch frame.address {
      case 0x0f: out.append("unicast")
      case 0x8f: out.append("bcast")
      default:
        out.append("0x")
        out.append(hexByte: frame.address)
      }
      out.append(", ethertype ")
      out.append(etherType: frame.type)
      out.append(", length ")
      out.append(layer.length)
      out.append(": ")
    }
    // An OSI packet is known by its second byte, behind an octet that may stand in front of it.
    if frame.type.rawValue == 0xfefe { try packet.bytes(of: layer).require(6) }
    if try packet.summarize(index + 1, into: &out, options) { return }
    guard !options.showsLinkHeader else { return }
    out.append("unknown CHDLC protocol (0x")
    out.append(hex: frame.type.rawValue, width: 4)
    out.append(")")
  }
}
