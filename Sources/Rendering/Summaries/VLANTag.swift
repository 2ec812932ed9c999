import Bytes
import Dissection
import Packets

extension Summary {
  static let vlan = Summary(kind: .vlan, mark: "vlan", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let tag = try VLANTag(packet.bytes(of: packet.layers[index]))
    if options.showsLinkHeader {
      out.write(atMost: 32) { tag.appendControl(to: &$0) }
      if tag.hasLength {
        out.append("802.3")
      } else if !packet.isCutTag(index + 1) {
        tag.appendType(to: &out, options)
      }
    }
    try packet.summarizeEtherPayload(of: index, into: &out, options)
  }
}

extension VLANTag {
  /// Writes what it carries.
  func appendType(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(etherType: type, options)
    out.append(", ")
  }

  /// Writes the tag itself: at most 32 bytes.
  @inline(__always)
  func appendControl(to out: inout TextCursor) {
    out.append("vlan ")
    out.append(identifier)
    out.append(", p ")
    out.append(priority)
    out.append(isDropEligible ? ", DEI, " : ", ")
  }
}
