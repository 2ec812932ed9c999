import Bytes
import Packets

extension IPProtocol {
  /// Whether the line of what it carries has the addresses, with ports behind them.
  var hasPorts: Bool { self == .tcp || self == .udp || self == .sctp || self == .dccp }

  /// The names that the details of a header use.
  static let names = Tokens([
    0: "Options", 1: "ICMP", 2: "IGMP", 4: "IPIP", 6: "TCP", 8: "EGP", 9: "IGRP", 17: "UDP", 33: "DCCP", 41: "IPv6",
    43: "Routing", 44: "Fragment", 46: "RSVP", 47: "GRE", 50: "ESP", 51: "AH", 55: "Mobile IP", 58: "ICMPv6",
    59: "no-next-header", 60: "Options", 77: "unknown", 88: "EIGRP", 89: "OSPF", 103: "PIM", 108: "Compressed IP",
    112: "VRRP", 113: "PGM", 132: "SCTP", 135: "Mobility",
  ])
}

extension TextBuffer {
  /// Appends a blank and a protocol's name in protocols(5), or its number.
  mutating func append(protocolName number: IPProtocol, _ options: borrowing RenderOptions) {
    append(" ip-proto-")
    append(number.rawValue)
  }

  /// Appends what there is to say of a protocol that no summary explains.
  mutating func append(unknown number: IPProtocol, length: Int, _ options: borrowing RenderOptions) {
    append(protocolName: number, options)
    append(" ")
    append(length)
  }
}
