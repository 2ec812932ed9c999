public import Packets

/// Where a protocol hangs: a key of the protocol below it. The child names its parent's key; the parent knows no child.
public enum Binding: Hashable, Sendable {
  /// The first layer of packets of a link type.
  case linkType(LinkType)
  /// Behind an EtherType: Ethernet, VLAN tags, SNAP with no organisation, cooked headers, GRE.
  case etherType(EtherType)
  /// Behind an IPv4 or IPv6 header.
  case ipProtocol(IPProtocol)
  /// A TCP port on either side.
  case tcpPort(UInt16)
  /// A UDP port on either side.
  case udpPort(UInt16)
  /// A UDP port of the sender.
  case udpSource(UInt16)
  /// A UDP port of the receiver.
  case udpDestination(UInt16)
  /// A UDP port of the receiver, of what looks like a call of Sun RPC.
  case rpcCall(UInt16)
  /// A UDP port of the sender, of what looks like a reply of Sun RPC.
  case rpcReply(UInt16)
  /// An LLC service access point, the same on both sides.
  case llc(UInt8)
  /// One of Cisco's own numbers behind a SNAP header.
  case cisco(UInt16)
  /// A PPP protocol number.
  case ppp(UInt16)
}

/// What a header says comes behind it.
public enum NextProtocol: Sendable {
  /// Nothing, or nothing that the header names.
  case none
  /// Whatever hangs at a key.
  case at(Binding)
  /// Whatever hangs at the sender's or the receiver's port; of two protocols the one registered first.
  case tcpPorts(UInt16, UInt16)
  /// Whatever hangs at the sender's or the receiver's port; of two protocols the one registered first.
  case udpPorts(UInt16, UInt16)
  /// The same, for what may be a call of Sun RPC.
  case rpcCall(UInt16, UInt16)
  /// The same, for what may be a reply of Sun RPC.
  case rpcReply(UInt16, UInt16)
  /// One certain protocol.
  case kind(ProtocolKind)
}
