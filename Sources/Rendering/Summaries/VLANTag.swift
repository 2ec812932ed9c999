import Bytes
import Dissection
import Packets

extension Summary {
  static let vlan = Summary(kind: .vlan, mark: "vlan", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let tag = try VLANTag(packet.bytes(of: packet.layers[index]))
    if options.showsLinkHeader {
      tag.appendControl(to: &out)
      if tag.hasLength {
        out.append("802.3")
      } else if !packet.isCutTag(index + 1) {
        out.append(etherType: tag.type, options)
        out.append(", ")
      }
    }
    try packet.summarizeEtherPayload(of: index, into: &out, options)
  }
}

extension VLANTag {
  /// Writes the tag itself.
  func appendControl(to out: inout TextBuffer) {
    out.append("vlan ")
    out.append(identifier)
    out.append(", p ")
    out.append(priority)
    out.append(isDropEligible ? ", DEI, " : ", ")
  }
}
