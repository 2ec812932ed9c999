import Bytes
import Dissection
import Packets

extension Summary {
  static let cooked = Summary(kind: .cooked, mark: "sll") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try CookedFrame(packet.bytes(of: layer))
    let address = frame.addressLength == 6 ? frame.address : nil
    let head = CookedHead(packetType: frame.packetType, interfaceIndex: nil, address: address, type: frame.type)
    if options.showsLinkHeader { head.append(to: &out, layer.length, options) }
    try packet.summarizeCookedPayload(of: index, head, into: &out, options)
  }

  static let cooked2 = Summary(kind: .cooked2, mark: "sll2") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try CookedFrame2(packet.bytes(of: layer))
    let address = frame.addressLength == 6 ? frame.address : nil
    let head = CookedHead(
      packetType: UInt16(frame.packetType), interfaceIndex: frame.interfaceIndex, address: address, type: frame.type)
    head.appendInterface(to: &out, options)
    if options.showsLinkHeader { head.append(to: &out, layer.length, options) }
    try packet.summarizeCookedPayload(of: index, head, into: &out, options)
  }
}

/// What lines tell of a cooked header of either version.
private struct CookedHead {
  let packetType: UInt16
  /// `nil` in the first version, which does not have it.
  let interfaceIndex: UInt32?
  /// `nil` when the address is not one of Ethernet.
  let address: MACAddress?
  let type: EtherType

  /// The first thing in a line of the second version: where the packet went through, and which way.
  func appendInterface(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    let start = out.count
    out.append(string: interfaceIndex.flatMap(options.interfaceName) ?? "?")
    out.append(repeating: UInt8(ascii: " "), count: 5 - (out.count - start))
    out.append(" ")
    let direction = Self.directions[packetType] ?? "?"
    out.append(direction)
    out.append(repeating: UInt8(ascii: " "), count: 4 - direction.utf8CodeUnitCount)
  }

  /// Writes what `-e` tells.
  func append(to out: inout TextBuffer, _ length: Int, _ options: borrowing RenderOptions) {
    if let interfaceIndex {
      out.append("ifindex ")
      out.append(interfaceIndex)
      out.append(" ")
    } else {
      let direction = Self.directions[packetType] ?? "?"
      out.append(repeating: UInt8(ascii: " "), count: 3 - direction.utf8CodeUnitCount)
      out.append(direction)
      out.append(" ")
    }
    if let address {
      out.append(station: address, options)
      out.append(" ")
    }
    guard options.quietness == 0 else { return }
    switch type.rawValue {
    case 1: out.append("802.3")
    case 4: out.append("802.2")
    default:
      out.append("ethertype ")
      out.append(type.isLength ? "Unknown" : EtherType.names[type.rawValue] ?? "Unknown")
      out.append(" (0x")
      out.append(hex: type.rawValue, width: 4)
      out.append(")")
    }
    out.append(", length ")
    out.append(length)
    out.append(": ")
  }

  private static let directions = Tokens([0: "In", 1: "B", 2: "M", 3: "P", 4: "Out"])
}

extension DissectedPacket {
  /// Writes what is behind a cooked header, and behind the tags that stand there.
  fileprivate func summarizeCookedPayload(
    of index: Int, _ head: CookedHead, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var at = index
    var type = head.type
    while type == .vlan, at + 1 < layers.count, layers[at + 1].kind == .vlan {
      at += 1
      guard let tag = try? VLANTag(bytes(of: layers[at])) else {
        throw out.giveUp("vlan")
      }
      if options.showsLinkHeader { out.write(atMost: 32) { tag.appendControl(to: &$0) } }
      type = tag.hasLength ? EtherType(rawValue: 4) : tag.type
      guard options.quietness == 0 else { continue }
      out.append("ethertype ")
      out.append(EtherType.names[type.rawValue] ?? "Unknown")
      out.append(", ")
    }
    // Other tags than 802.1Q's are not looked into here.
    let isTagged = at + 1 < layers.count && layers[at + 1].kind == .vlan
    if !isTagged, try summarize(at + 1, into: &out, options) { return }
    if !type.isLength, !options.showsLinkHeader {
      head.append(to: &out, layers[index].length - 4 * (at - index), options)
    }
    if options.dumpsUnknown { out.append(hexAndASCII: payload(of: layers[at])) }
  }
}
