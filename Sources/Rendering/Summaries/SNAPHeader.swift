import Bytes
import Dissection
import Packets

extension Summary {
  static let snap = Summary(kind: .snap, mark: "snap", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    try packet.summarize(try SNAPHeader(packet.bytes(of: packet.layers[index])), index, &out, options)
  }

  static let unpaddedSNAP = Summary(kind: .unpaddedSNAP, mark: "snap", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    try packet.summarize(try UnpaddedSNAPHeader(packet.bytes(of: packet.layers[index])).header, index, &out, options)
  }
}

extension DissectedPacket {
  fileprivate func summarize(
    _ header: borrowing SNAPHeader, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = layers[index]
    if options.showsLinkHeader { header.append(layer.length - 5, omitsEthernet: false, to: &out) }
    if header.carriesEthernet { try bytes(of: layer).require(header.headerLength) }
    if try summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader {
      appendStations(index, to: &out, options)
      out.append("SNAP, ")
      header.append(layer.length - 5, omitsEthernet: true, to: &out)
    }
    try appendUnknownSNAP(index, to: &out, options)
  }
}

extension DissectedPacket {
  /// Dumps the frame around a SNAP header that nobody explains.
  fileprivate func appendUnknownSNAP(
    _ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard index > 0, layers[index - 1].kind == .frameRelay else {
      return appendUnknown(max(0, index - 1), to: &out, options)
    }
    let layer = layers[index - 1]
    let header = try FrameRelayHeader(bytes(of: layer))
    if !options.showsLinkHeader, let address = header.address {
      address.append(
        carrying: UInt16(SNAPHeader.identifier), header.wholeLength, layer.length, to: &out, options)
    }
    appendUnknown(index - 1, to: &out, options)
    if options.dumpsUnknown, bytes(of: layer).byteCount < layer.length {
      out.append(truncationMark: "snap")
      throw Truncation(isMarked: true)
    }
  }
}

extension SNAPHeader {
  /// Writes organisation and protocol.
  fileprivate func append(_ length: Int, omitsEthernet: Bool, to out: inout TextBuffer) {
    let isEtherType = organization == Organization.ethernet
    if !isEtherType || !omitsEthernet {
      out.append("oui ")
      out.append(Vendor.name(of: organization))
      out.append(" (0x")
      out.append(hex: organization, width: 6)
      out.append("), ")
    }
    out.append(isEtherType ? "ethertype " : "pid ")
    out.append(numberNames?[number] ?? "Unknown")
    out.append(" (0x")
    out.append(hex: number, width: 4)
    out.append("), length ")
    out.append(length)
    out.append(": ")
  }

  private var numberNames: Tokens? {
    switch organization {
    case Organization.ethernet, Organization.ciscoBridged, Organization.apple: EtherType.names
    case Organization.cisco: Self.ciscoNames
    case Organization.bridged: Self.bridgedNames
    default: nil
    }
  }

  private static let ciscoNames = Tokens([
    0x010b: "PVST", 0x010c: "VLAN Bridge", 0x0111: "UDLD", 0x2000: "CDP", 0x2003: "VTP", 0x2004: "DTP",
  ])

  private static let bridgedNames = Tokens([
    1: "Ethernet + FCS", 2: "802.4 + FCS", 3: "Token Ring + FCS", 4: "FDDI + FCS", 5: "802.6 + FCS",
    7: "Ethernet w/o FCS", 8: "802.4 w/o FCS", 9: "Token Ring w/o FCS", 10: "FDDI w/o FCS", 11: "802.6 w/o FCS",
    14: "BPDU",
  ])
}
