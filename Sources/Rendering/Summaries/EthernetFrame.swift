import Bytes
import Dissection
import Packets

extension Summary {
  static let ethernet = Summary(kind: .ethernet, mark: "ether", goesOnWhenCut: true, write: writeEthernet)

  /// Called directly by `summarize`.
  static func writeEthernet(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let frame = try EthernetFrame(packet.bytes(of: packet.layers[index]))
    if options.showsLinkHeader {
      if packet.isCutTag(index + 1) {
        frame.appendAddresses(to: &out, options)
        out.append(", ")
      } else {
        frame.append(to: &out, frame.type, packet.layers[index].length, options)
      }
    }
    try packet.summarizeEtherPayload(of: index, into: &out, options)
  }
}

extension EthernetFrame {
  fileprivate func appendAddresses(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(station: source, options)
    out.append(" > ")
    out.append(station: destination, options)
  }

  /// Writes the addresses and a type, as `-e` tells them.
  func append(to out: inout TextBuffer, _ type: EtherType, _ length: Int, _ options: borrowing RenderOptions) {
    appendAddresses(to: &out, options)
    out.append(", ")
    out.append(frameType: type, headerLength: headerLength, length, options)
  }
}

extension TextBuffer {
  /// Appends the type of a frame of `length` bytes, or that it is one of 802.3 with a length.
  mutating func append(
    frameType type: EtherType, headerLength: Int, _ length: Int, _ options: borrowing RenderOptions
  ) {
    if type.isLength {
      append("802.3, length ")
      append(min(Int(type.rawValue), max(0, length - headerLength)))
    } else {
      append(etherType: type, options)
      append(", length ")
      append(length)
    }
    append(": ")
  }
}

extension DissectedPacket {
  /// Whether a layer is a VLAN tag that was cut: then the frame's type, which says no more, is not told.
  func isCutTag(_ index: Int) -> Bool {
    index < layers.count && layers[index].kind == .vlan && layers[index].fault == .truncated
  }

  /// Writes what is behind an Ethernet header or a VLAN tag; what is not known is dumped,
  /// below the frame's header with the innermost type.
  func summarizeEtherPayload(
    of index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if try summarize(index + 1, into: &out, options) { return }
    var ethernet = index
    while ethernet > 0, layers[ethernet].kind != .ethernet, switchTaggedType(of: layers[ethernet]) == nil {
      ethernet -= 1
    }
    if !options.showsLinkHeader, let frame = try? EthernetFrame(bytes(of: layers[ethernet])) {
      let own = switchTaggedType(of: layers[ethernet]) ?? frame.type
      let type = ethernet == index ? own : tagType(of: index) ?? own
      frame.append(to: &out, type, layers[ethernet].length, options)
    }
    if options.dumpsUnknown { out.append(hexAndASCII: untrailedPayload(of: index)) }
  }

  /// The type of what a VLAN or MACsec tag carries.
  private func tagType(of index: Int) -> EtherType? {
    let bytes = bytes(of: layers[index])
    if layers[index].kind == .macsec { return (try? MACsecTag(bytes))?.type }
    return (try? VLANTag(bytes))?.type
  }

  /// The captured bytes behind a header, without what the MACsec tags up to it have at the end.
  @_lifetime(copy self)
  private func untrailedPayload(of index: Int) -> RawSpan {
    let payload = payload(of: layers[index])
    guard layers[index].kind == .macsec, let tag = try? MACsecTag(bytes(of: layers[index])) else { return payload }
    return payload.prefix(tag.payloadLength ?? payload.byteCount, from: 0)
      .prefix(payload.byteCount - tag.trailerLength, from: 0)
  }
}

extension TextBuffer {
  /// Appends what a frame or a tag carries: with `-q` its name alone.
  mutating func append(etherType type: EtherType, _ options: borrowing RenderOptions) {
    if options.quietness == 0 {
      append("ethertype ")
      return append(etherType: type)
    }
    if let name = EtherType.names[type.rawValue] { return append(name) }
    append("Unknown Ethertype (0x")
    append(hex: type.rawValue, width: 4)
    append(")")
  }

  /// Appends an EtherType's name and number.
  mutating func append(etherType type: EtherType) { write(atMost: 48) { $0.append(type) } }
}

extension TextCursor {
  /// Appends an EtherType's name and number: at most 48 bytes.
  @inline(__always)
  mutating func append(_ type: EtherType) {
    switch type {
    // What most frames carry need not be looked up.
    case .ipv4: append("IPv4")
    case .ipv6: append("IPv6")
    default: append(EtherType.names[type.rawValue] ?? "Unknown")
    }
    append(" (0x")
    append(hexWord: type.rawValue)
    append(byte: UInt8(ascii: ")"))
  }
}

extension EtherType {
  /// The names that lines use.
  static let names = Tokens([
    0x00fe: "GRE-OSI", 0x0200: "PUP", 0x0500: "Sprite", 0x0600: "NS", 0x0707: "GeoNet (old)", 0x0800: "IPv4",
    0x0806: "ARP", 0x1000: "Trail", 0x1111: "CALM FAST", 0x6001: "MOP DL", 0x6002: "MOP RC", 0x6003: "DN",
    0x6004: "LAT", 0x6007: "SCA", 0x6558: "TEB", 0x8035: "Reverse ARP", 0x8038: "Lanbridge", 0x803c: "DEC DNS",
    0x803e: "DEC DTS", 0x805b: "VEXP", 0x805c: "VPROD", 0x809b: "Appletalk", 0x80f3: "Appletalk ARP",
    0x8100: "802.1Q", 0x8137: "IPX", 0x86dd: "IPv6", 0x8808: "MPCP", 0x8809: "Slow Protocols", 0x880b: "PPP",
    0x8847: "MPLS unicast", 0x8848: "MPLS multicast", 0x8863: "PPPoE D", 0x8864: "PPPoE S",
    0x886f: "MS NLB heartbeat", 0x8870: "Jumbo", 0x888e: "EAPOL", 0x8899: "Realtek protocols", 0x88a2: "AoE",
    0x88a8: "802.1Q-QinQ", 0x88ca: "TIPC", 0x88cc: "LLDP", 0x88e5: "802.1AE MACsec", 0x88f7: "PTP", 0x8902: "CFM",
    0x893a: "IEEE1905.1", 0x8947: "GeoNet", 0x894f: "NSH", 0x9000: "Loopback", 0x9100: "802.1Q-9100",
    0x9200: "802.1Q-9200", 0xabcd: "CFM (old)", 0xd28b: "Arista Vendor Specific Protocol", 0xfefe: "OSI",
  ])
}
