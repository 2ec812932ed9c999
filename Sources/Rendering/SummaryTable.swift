import Dissection

extension Summary {
  /// The summaries by the number of their kind; `nil` for a protocol that has no line of its own.
  static let table: [Summary?] = {
    var table = [Summary?](repeating: nil, count: ProtocolKind.allCases.count)
    for summary in all { table[Int(summary.kind.rawValue)] = summary }
    return table
  }()

  /// One line a protocol.
  private static let all: [Summary] = [
    // Link
    .ethernet, .vlan, .llc, .snap, .raw, .loopback, .cooked, .cooked2,
    .ppp, .pppHDLC, .chdlc, .slip, .macsec, .atm, .configurationTest, .connectivityFault,
    .unpaddedSNAP, .fddi, .tokenRing, .frameRelay, .multilinkFrameRelay, .wlan, .paddedWLAN, .radiotap, .prism, .avs,
    .ppi,
    .wpan, .wpanTap, .ipoib, .symantec, .fireWire, .ipOverFibreChannel, .classicalIP, .encapsulation,
    .dsa, .edsa, .broadcomTagged, .broadcomTag, .ipnet, .vsock, .pktap, .arcnet, .linuxARCNET,
    // Network
    .ipv4, .ipv6, .arp, .icmp, .igmp, .dvmrp, .stp, .vrrp, .pim, .ospf, .eigrp, .rsvp, .eapol, .osiPadding, .osi,
    .clnp, .esis, .isis,
    .hopByHop, .destinationOptions, .routing, .fragment, .mobility, .authentication, .esp, .decrypted, .ipcomp,
    .icmpv6,
    // Link control
    .lldp, .cdp, .dtp, .udld, .vtp, .slow, .mpcp, .realtek, .nlb, .ipx,
    // Tunnels
    .gre, .mpls, .nsh, .vxlan, .l2tp, .vxlanGPE, .geneve, .otv, .natTraversal, .pppoe,
    // Inside PPP and C-HDLC
    .pppControl, .chap, .pap, .multilinkPPP, .slarp,
    // Inside Frame Relay
    .q933,
    // Transport
    .tcp, .udp, .dccp, .sctp, .pgm,
    // Application, over TCP
    .telnet, .smtp, .whois, .bgp, .msdp, .pptp, .resp, .ssh, .beep, .ftp, .http, .rtsp, .dnsStream, .rpkiRouter,
    .rpcRecord,
    // Application, over UDP
    .rpc, .dns, .bootp, .tftp, .ntp, .snmp, .ptp, .isakmp, .syslog, .dhcpv6, .multicastDNS, .rx, .radius, .vqp, .sip,
    .autoRP, .rip, .ripng, .aodv, .broadcomIntercept,
    .kerberos, .timed, .lwres, .vat, .zephyr, .sflow, .someip,
    .bfd, .hsrp, .lisp, .ahcp, .babel, .olsr, .ldp, .lspPing,
    // Application, where the user says so
    .rtp, .rtcp, .netflow, .zmtp,
  ]
}
