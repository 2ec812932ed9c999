/// Whom a packet is for (`linux/if_packet.h`, `sll_pkttype`).
package enum PacketType {
  /// Sent by this machine.
  package static let outgoing: UInt32 = 4
}
