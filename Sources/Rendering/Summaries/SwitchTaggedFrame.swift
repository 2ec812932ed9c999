import Bytes
import Dissection
import Packets

extension Summary {
  static let dsa = Summary(kind: .dsa, mark: "dsa", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let frame = try DSAFrame(packet.bytes(of: packet.layers[index])).frame
    try packet.summarize(frame, index, &out, options) { tag, out in
      out.append(options.showsLinkHeader ? "Marvell DSA " : "DSA ")
      out.append(dsa: tag, options)
    }
  }

  static let edsa = Summary(kind: .edsa, mark: "edsa", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let frame = try EDSAFrame(packet.bytes(of: packet.layers[index])).frame
    try packet.summarize(frame, index, &out, options) { tag, out in
      let type = tag.load16(0)
      if options.showsLinkHeader {
        out.append("Marvell EDSA ethertype 0x", hex: type, width: 4, " (")
        out.append(EtherType.names[type] ?? "Unknown")
        out.append("), rsvd ", tag.load8(2))
        out.append(" ", tag.load8(3), ", ")
      } else {
        out.append("EDSA 0x", hex: type, width: 4, ", ")
      }
      out.append(dsa: tag.suffix(from: 4), options)
    }
  }

  static let broadcomTagged = Summary(kind: .broadcomTagged, mark: "brcm-tag", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let frame = try BroadcomTaggedFrame(packet.bytes(of: packet.layers[index])).frame
    try packet.summarize(frame, index, &out, options) { tag, out in out.append(broadcom: tag) }
  }

  static let broadcomTag = Summary(kind: .broadcomTag, mark: "brcm-tag-prepend", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let header = try BroadcomTagHeader(packet.bytes(of: packet.layers[index]))
    if options.showsLinkHeader { out.append(broadcom: header.tag) }
    _ = try packet.summarize(index + 1, into: &out, options)
  }
}

extension DissectedPacket {
  fileprivate func summarize(
    _ frame: borrowing SwitchTaggedFrame, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions,
    _ appendTag: (RawSpan, inout TextBuffer) -> Void
  ) throws(Truncation) {
    if options.showsLinkHeader {
      out.append(station: frame.source, options)
      out.append(" > ")
      out.append(station: frame.destination, options)
      out.append(", ")
    }
    appendTag(frame.tag, &out)
    if options.showsLinkHeader, !isCutTag(index + 1) {
      out.append(frameType: frame.type, headerLength: frame.headerLength, layers[index].length, options)
    }
    try summarizeEtherPayload(of: index, into: &out, options)
  }

  /// The type that a frame with a switch's tag has; `nil` for another layer.
  func switchTaggedType(of layer: Layer) -> EtherType? {
    switch layer.kind {
    case .dsa: (try? DSAFrame(bytes(of: layer)))?.frame.type
    case .edsa: (try? EDSAFrame(bytes(of: layer)))?.frame.type
    case .broadcomTagged: (try? BroadcomTaggedFrame(bytes(of: layer)))?.frame.type
    default: nil
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(dsa tag: RawSpan, _ options: borrowing RenderOptions) {
    let (first, second) = (tag.load8(0), tag.load8(1))
    let isTagged = first & 0x20 != 0
    let vlan = tag.load16(2) & 0xfff
    guard options.showsLinkHeader else {
      append(dsaWay: first >> 6, first & 0x1f, second)
      append("VLAN ", vlan, isTagged ? "t, " : "u, ")
      return
    }
    append("mode ")
    append(["To CPU", "From CPU", "To Sniffer", "Forward"][Int(first >> 6)])
    append(", ")
    let device = first & 0x1f
    let port = second >> 3
    switch first >> 6 {
    case 0, 2: append("source dev ", device)
    case 1: append("target dev ", device)
    default: append("dev ", device)
    }
    append(first >> 6 == 3 && second & 4 != 0 ? ", trunk " : ", port ", port, ", ")
    if first >> 6 == 0 {
      append("code ", (second & 6) | (tag.load8(2) >> 4 & 1), Self.trapNames, orElse: "reserved", ", ")
    } else if first >> 6 == 2 {
      append(second & 4 != 0 ? "ingress sniff, " : "egress sniff, ")
    }
    append(isTagged ? "tagged, " : "untagged, ")
    if second & 1 != 0 { append("CFI, ") }
    append("VID ", vlan, ", ")
    append("FPri ", tag.load8(2) >> 5, ", ")
  }

  private mutating func append(dsaWay mode: UInt8, _ device: UInt8, _ second: UInt8) {
    switch mode {
    case 0: append("port ")
    case 1: append("CPU > port ")
    case 2: append("port ")
    default: append(second & 4 != 0 ? "Forward trunk " : "Forward port ")
    }
    append("", device, ".")
    append(second >> 3)
    switch mode {
    case 0: append(" > CPU")
    case 2: append(second & 4 != 0 ? " > Rx Sniffer" : " > Tx Sniffer")
    default: break
    }
    append(", ")
  }

  private static let trapNames = Tokens([
    0: "BPDU (MGMT) Trap", 1: "Frame2Reg", 2: "IGMP/MLD Trap", 3: "Policy Trap", 4: "ARP Mirror", 5: "Policy Mirror",
  ])

  fileprivate mutating func append(broadcom tag: RawSpan) {
    let second = tag.load8(1)
    append(tag.load8(0) != 0 ? "BRCM tag OP: IG" : "BRCM tag OP: EG")
    if tag.load8(0) >> 5 == 1 {
      append(", TC: ", second >> 2 & 7)
      append(", TE: ")
      append(["None", "Untag", "Header", "Reserved"][Int(second & 3)])
      append(", TS: ", second >> 7)
      append(", DST map: 0x", hex: tag.load16(2) & 0x1ff, width: 4)
    } else {
      append(", CID: ", second)
      append(", RC: ", tag.load8(2), Self.reasonNames, orElse: "reserved")
      append(", TC: ", tag.load8(3) >> 5)
      append(", port: ", tag.load8(3) & 0x1f)
    }
    append(", ")
  }

  private static let reasonNames = Tokens([
    1: "mirror", 2: "MAC learning", 4: "switching", 8: "prot term", 16: "prot snoop", 32: "exception",
  ])
}
