import BPF
import Packets

extension Resolver {
  /// `vlan`, with a tag or any; everything behind it is looked for behind the tag.
  mutating func vlan(_ tag: UInt32?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if let tag, tag > 0xfff { throw FilterError(.valueTooLarge(maximum: 0xfff), range) }
    guard layout.labels == 0 else { throw FilterError(.notInside(primitive: "vlan", encapsulation: "mpls"), range) }
    let mayBeTagged = layout.linkType.isEthernetLike || (layout.linkType.is80211 && layout.linkType != .ppi)
    guard mayBeTagged else { throw notOnLinkType("vlan", range) }
    let inBytes = Predicate.any([
      try linkType(.vlan, range), try linkType(.serviceVLAN, range), try linkType(.qinq, range),
    ])
    let isInBytes = payloadTag(tag)
    guard target.layout == .kernel, layout.tags == 0, !layout.isTunnelled, layout.linkType.isEthernetLike else {
      layout = layout.behindTag()
      return isInBytes.map { inBytes && $0 } ?? inBytes
    }
    return takenVLAN(tag, inBytes, isInBytes)
  }

  private func payloadTag(_ tag: UInt32?) -> Predicate? {
    tag.map { .compare(payload(.half, 0), .equal, $0, mask: 0xfff) }
  }

  /// The kernel has taken the tag out, or it has not; behind it everything stands four bytes further only if not.
  private mutating func takenVLAN(_ tag: UInt32?, _ inBytes: Predicate, _ isInBytes: Predicate?) -> Predicate {
    let shift = nextSlot()
    zeroedSlots.append(shift)
    let present = Predicate.compare(.load(.byte, base: nil, offset: BPFAncillary.vlanTagPresent), .equal, 1)
    layout = layout.behindTakenTag()
    layout.payload.variable = shift
    layout.typeField?.variable = shift
    let found = present || (.store(shift, .constant(4)) && inBytes)
    guard let tag, let isInBytes else { return found }
    let taken = Value.load(.byte, base: nil, offset: BPFAncillary.vlanTag)
    let isTaken = present && .compare(taken, .equal, tag, mask: 0xfff)
    return found && (isTaken || (!present && isInBytes))
  }

  mutating func nextSlot() -> Slot {
    tunnels += 1
    return .tunnel(tunnels)
  }

  /// `mpls`, with a label or any; everything behind it is looked for behind the label.
  mutating func mpls(_ label: UInt32?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if let label, label > 0xfffff { throw FilterError(.valueTooLarge(maximum: 0xfffff), range) }
    var predicate: Predicate
    if layout.labels > 0 {
      predicate = .compare(network(.byte, 0 &- 2), .equal, 0, mask: 1)
    } else if layout.linkType == .ppp {
      predicate = type(.half, 0x281)
    } else if layout.linkType.isEthernetLike || layout.linkType == .cHDLC {
      predicate = try linkType(.mpls, range)
    } else {
      throw notOnLinkType("mpls", range)
    }
    if let label { predicate = predicate && .compare(network(.word, 0), .equal, label << 12, mask: 0xffff_f000) }
    layout = layout.behindLabel()
    return predicate
  }

  /// `pppoes`, with a session or any; everything behind it is looked for in the session's PPP packets.
  mutating func pppoeSession(_ session: UInt32?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if let session, session > 0xffff { throw FilterError(.valueTooLarge(maximum: 0xffff), range) }
    var predicate = try linkType(.pppoeSession, range)
    if let session { predicate = predicate && .compare(payload(.word, 0), .equal, session, mask: 0xffff) }
    layout = layout.insidePPPoE()
    return predicate
  }

  /// `geneve`, with a network or any (RFC 8926); everything behind it is looked for in the tunnel.
  mutating func geneve(_ network: UInt32?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if let network, network > 0xff_ffff { throw FilterError(.valueTooLarge(maximum: 0xff_ffff), range) }
    let start = nextSlot()
    let (type, header, payload) = (nextSlot(), nextSlot(), nextSlot())
    let overIPv4 = try genevePort(.ip, network, range) && .store(start, geneveStart(behind: ipv4HeaderLength()))
    let lengthOfIPv6 = layout.payload.variable.map { Value.operation(.add, .constant(40), .slot($0)) }
    let overIPv6 =
      try genevePort(.ip6, network, range) && .store(start, geneveStart(behind: lengthOfIPv6 ?? .constant(40)))
    let options = Value.operation(.and, .load(.byte, base: .slot(start), offset: 0), .constant(0x3f))
    let length = Value.operation(.add, .operation(.multiply, options, .constant(4)), .constant(8))
    let protocolType = Value.load(.half, base: .slot(start), offset: 2)
    let ethernet = Predicate.all([
      .compare(protocolType, .equal, LinkProtocol.transparentEthernet.rawValue),
      .store(type, .operation(.add, .slot(header), .constant(12))),
      .store(payload, .operation(.add, .slot(header), .constant(14))),
    ])
    let other = Predicate.all([
      .store(type, .operation(.add, .slot(start), .constant(2))), .store(payload, .slot(header)),
    ])
    layout = layout.insideTunnel(type: type, header: header, payload: payload)
    return .all([
      overIPv4 || overIPv6, .store(header, .operation(.add, length, .slot(start))), ethernet || other,
    ])
  }

  /// UDP to Geneve's port, version 0 and the network's number.
  private func genevePort(_ proto: Keyword, _ network: UInt32?, _ range: Range<Int>) throws(FilterError) -> Predicate {
    let isIPv4 = proto == .ip
    func transport(_ size: Value.Size, _ offset: UInt32) -> Value {
      isIPv4 ? transportOverIPv4(size, offset) : transportOverIPv6(size, offset)
    }
    var parts = [try linkType(isIPv4 ? .ip : .ipv6, range)]
    parts.append(.compare(self.network(.byte, isIPv4 ? 9 : 6), .equal, 17))
    if isIPv4 { parts.append(!.compare(self.network(.half, 6), .anySet, 0x1fff)) }
    parts.append(.compare(transport(.half, 2), .equal, 6081))
    parts.append(.compare(transport(.byte, 8), .equal, 0, mask: 0xc0))
    if let network { parts.append(.compare(transport(.word, 12), .equal, network << 8, mask: 0xffff_ff00)) }
    return .all(parts)
  }

  /// Where a Geneve header begins behind an IP header of a length, which UDP's 8 bytes follow.
  private func geneveStart(behind length: Value) -> Value {
    .operation(.add, length, .constant(layout.payload.constant &+ layout.network &+ 8))
  }
}
