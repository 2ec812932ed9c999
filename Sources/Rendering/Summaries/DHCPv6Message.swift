import Bytes
import Dissection
import Packets

extension Summary {
  static let dhcpv6 = Summary(kind: .dhcpv6, mark: "dhcp6") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.untilSnapshotEnd(from: index)
    try DHCPv6Text(bytes, options).append(0..<packet.layers[index].length, depth: 0, to: &out)
  }
}

/// Writes a DHCPv6 message.
struct DHCPv6Text: ~Escapable {
  /// Options in options and messages in messages that are told; deeper ones count as cut.
  static let depthLimit = 100

  let bytes: RawSpan
  let isVerbose: Bool
  let options: RenderOptions

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ options: borrowing RenderOptions) {
    self.bytes = bytes
    self.options = copy options
    isVerbose = options.verbosity > 0
  }

  /// Writes the message that stands in a range of the bytes.
  func append(_ range: Range<Int>, depth: Int, to out: inout TextBuffer) throws(Truncation) {
    out.append("dhcp6")
    let start = range.lowerBound
    guard let message = try? DHCPv6Message(bytes.suffix(from: start)) else {
      return out.append(truncationMark: "dhcp6")
    }
    out.append(" ")
    out.append(message.type, named: Self.messageNames, orElse: "msgtype-")
    guard isVerbose else { return }
    out.append(" (")
    if message.isRelayed {
      let link = try message.link
      out.append("linkaddr=")
      out.append(host: link, options)
      let peer = try message.peer
      out.append(" peeraddr=")
      out.append(host: peer, options)
    } else {
      out.append("xid=")
      out.append(hex: message.transaction)
    }
    let options = start + message.headerLength
    try append(optionsIn: options..<max(options, range.upperBound), depth: depth, to: &out)
    out.append(")")
  }

  static let messageNames = Tokens([
    1: "solicit", 2: "advertise", 3: "request", 4: "confirm", 5: "renew", 6: "rebind", 7: "reply", 8: "release",
    9: "decline", 10: "reconfigure", 11: "inf-req", 12: "relay-fwd", 13: "relay-reply", 14: "leasequery",
    15: "leasequery-reply",
  ])
}
