extension Registry {
  /// One line a protocol.
  static let protocols: [Entry] = [
    // Link
    Entry(EthernetFrame.self),
    Entry(VLANTag.self),
    Entry(LLCHeader.self),
    Entry(SNAPHeader.self),
    Entry(RawPacket.self),
    Entry(LoopbackFrame.self),
    Entry(CookedFrame.self),
    Entry(CookedFrame2.self),
    Entry(PPPFrame.self),
    Entry(PPPHDLCFrame.self),
    Entry(CHDLCFrame.self),
    Entry(SLIPFrame.self),
    // Network
    Entry(IPv4Packet.self),
    Entry(IPv6Packet.self),
    Entry(HopByHopOptions.self),
    Entry(DestinationOptions.self),
    Entry(RoutingHeader.self),
    Entry(FragmentHeader.self),
    Entry(MobilityHeader.self),
    Entry(AuthenticationHeader.self),
    Entry(EncapsulatedPayload.self),
    Entry(CompressedPayload.self),
    Entry(ICMPv6Message.self),
    Entry(ARPPacket.self),
    Entry(ICMPMessage.self),
    Entry(IGMPMessage.self),
    // Tunnels
    Entry(GREHeader.self),
    Entry(MPLSLabelStack.self),
    Entry(NSHHeader.self),
    Entry(VXLANHeader.self),
    Entry(VXLANGPEHeader.self),
    Entry(GeneveHeader.self),
    Entry(OTVHeader.self),
    Entry(PPPoEHeader.self),
    // Inside PPP and C-HDLC
    Entry(PPPControlPacket.self),
    Entry(CHAPPacket.self),
    Entry(PAPPacket.self),
    Entry(MultilinkPPPHeader.self),
    Entry(SLARPMessage.self),
    // Transport
    Entry(TCPSegment.self),
    Entry(UDPDatagram.self),
    // Application, over TCP
    Entry(SMTPMessage.self),
    Entry(WHOISMessage.self),
    Entry(FTPMessage.self),
    Entry(HTTPMessage.self),
    Entry(RTSPMessage.self),
    Entry(DNSStreamMessage.self),
    // Application, over UDP
    Entry(DNSMessage.self),
    Entry(MulticastDNSMessage.self),
    Entry(SIPMessage.self),
  ]
}
