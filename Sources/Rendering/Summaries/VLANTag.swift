import Bytes
import Dissection
import Packets

extension Summary {
  static let vlan = Summary(kind: .vlan, mark: "vlan") { (packet, index, out, options) throws(Truncation) in
    let tag = try VLANTag(packet.bytes(of: packet.layers[index]))
    if options.showsLinkHeader {
      out.append("vlan ")
      out.append(tag.identifier)
      out.append(", p ")
      out.append(tag.priority)
      out.append(tag.isDropEligible ? ", DEI, " : ", ")
      if !tag.hasLength {
        out.append("ethertype ")
        out.append(etherType: tag.type)
        out.append(", ")
      }
    }
    try packet.summarizeEtherPayload(of: index, into: &out, options)
  }
}
