extension Registry {
  /// One line a protocol.
  static let protocols: [Entry] = [
    // Link
    Entry(EthernetFrame.self),
    Entry(VLANTag.self),
    // Network
    Entry(IPv4Packet.self),
    Entry(IPv6Packet.self),
    // Transport
    Entry(TCPSegment.self),
    Entry(UDPDatagram.self),
  ]
}
