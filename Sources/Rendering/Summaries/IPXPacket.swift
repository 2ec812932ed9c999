import Bytes
import Dissection
import Packets

extension Summary {
  static let ipx = Summary(kind: .ipx, mark: "ipx") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    if packet.isBehindEtherType(index) { out.append("(NOV-ETHII) ") }
    if !options.showsLinkHeader { out.append("IPX ") }
    let header = try IPXPacket(bytes)
    out.append(header.source)
    out.append(" > ")
    out.append(header.destination)
    out.append(": ")
    guard header.length >= IPXPacket.headerLength else {
      return out.append("[length ", header.length, " < 30] (invalid)")
    }
    let length = header.length - IPXPacket.headerLength
    let content = bytes.suffix(from: IPXPacket.headerLength)
    switch header.destination.socket {
    case IPXPacket.Socket.core: out.append("ipx-ncp ", length)
    case IPXPacket.Socket.advertising: try content.appendAdvertising(length, to: &out, options)
    case IPXPacket.Socket.routing: try content.appendRouting(length, to: &out)
    case IPXPacket.Socket.netBIOS: out.append("ipx-netbios ", length)
    case IPXPacket.Socket.diagnostics: out.append("ipx-diags ", length)
    case IPXPacket.Socket.datagram: out.append("ipx-nwlink-dgm ", length)
    case IPXPacket.Socket.gateway: try packet.summarize(index + 1, into: &out, options)
    default:
      out.append("ipx-#", hex: header.destination.socket)
      out.append(" ", length)
    }
  }
}

extension DissectedPacket {
  /// Whether an EtherType leads to a layer, not an LLC header or a number of PPP.
  fileprivate func isBehindEtherType(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    switch layers[index - 1].kind {
    case .llc, .ppp, .pppHDLC, .pppoe: return false
    default: return true
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(_ address: IPXPacket.Address) {
    append(network: address.network, address.node)
    append(".", hex: address.socket, width: 4)
  }

  fileprivate mutating func append(network: UInt32, _ node: MACAddress) {
    append(hex: network, width: 8)
    append(".")
    append(node)
  }

  fileprivate mutating func append(service number: UInt16, _ options: borrowing RenderOptions) {
    if options.names != nil, let name = IPXServices.names[number] { return append(name) }
    append(hex: number, width: 4)
  }
}

extension RawSpan {
  /// Writes a message of the Service Advertising Protocol.
  ///
  /// - Parameter length: its bytes as the header tells.
  fileprivate func appendAdvertising(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let command = try uint16(at: 0)
    guard length >= 2 else { return out.append(" (invalid)") }
    switch command {
    case 1, 3:
      out.append(command == 1 ? "ipx-sap-req" : "ipx-sap-nearest-req")
      let service = try uint16(at: 2)
      out.append(" ")
      out.append(service: service, options)
    case 2, 4:
      out.append(command == 2 ? "ipx-sap-resp" : "ipx-sap-nearest-resp")
      var at = 2
      for _ in 0..<8 where at < length {
        guard try appendService(at: at, length - at, to: &out, options) else { return out.append(" (invalid)") }
        at += 64
      }
    default: out.append("ipx-sap-?", hex: command)
    }
  }

  /// Writes a service: its type, name and address; returns whether it fits in.
  private func appendService(
    at offset: Int, _ room: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let type = try uint16(at: offset)
    guard room >= 2 else { return false }
    out.append(" ")
    out.append(service: type, options)
    out.append(" '")
    guard room >= 50 else {
      out.append("'")
      return false
    }
    let name = prefix(48, from: offset + 2)
    if out.append(untilZero: name) == nil { try name.require(48) }
    out.append("'")
    try require(10, at: offset + 50)
    guard room >= 60 else { return false }
    out.append(" addr ")
    out.append(network: load32(offset + 50), MACAddress(rawValue: load48(offset + 54)))
    try require(4, at: offset + 60)
    return room >= 64
  }

  /// Writes a message of the Routing Information Protocol.
  ///
  /// - Parameter length: its bytes as the header tells.
  fileprivate func appendRouting(_ length: Int, to out: inout TextBuffer) throws(Truncation) {
    let command = try uint16(at: 0)
    guard length >= 2 else { return out.append(" (invalid)") }
    switch command {
    case 1, 2: out.append(command == 1 ? "ipx-rip-req" : "ipx-rip-resp")
    default: return out.append("ipx-rip-?", hex: command)
    }
    var at = 2
    for _ in 0..<(command == 1 ? 1 : 50) where at < length {
      guard length - at >= 8 else { return out.append(" (invalid)") }
      let route = try bytes(at: at, count: 8)
      out.append(" ", hex: route.load32(0), width: 8)
      out.append("/", route.load16(4))
      out.append(".", route.load16(6))
      at += 8
    }
  }
}
