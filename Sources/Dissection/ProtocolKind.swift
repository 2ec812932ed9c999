/// Which protocol a layer is. One case each, in the order in which ports are asked when two of them name a protocol.
public enum ProtocolKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  // Link
  case ethernet, vlan, llc, snap, raw, loopback, cooked, cooked2
  case ppp, pppHDLC, chdlc, slip, macsec, atm
  case unpaddedSNAP, fddi, tokenRing, frameRelay, multilinkFrameRelay
  case wlan, paddedWLAN, radiotap, prism, avs, ppi, wpan, wpanTap
  case ipoib, symantec, fireWire, ipOverFibreChannel, classicalIP, encapsulation, dsa, edsa, broadcomTagged, broadcomTag
  case ipnet, vsock, pktap, arcnet, linuxARCNET
  // Network
  case ipv4, ipv6, arp, icmp, igmp, dvmrp, stp, configurationTest, connectivityFault, vrrp, pim, ospf, eigrp, rsvp
  case eapol, eap, osiPadding, osi, clnp, esis, isis
  case hopByHop, destinationOptions, routing, fragment, mobility, authentication, esp, decrypted, ipcomp, icmpv6
  // Link control
  case lldp, cdp, dtp, udld, vtp, slow, mpcp, realtek, nlb, ipx
  // Tunnels
  case gre, mpls, nsh, pppoe
  // Inside PPP and C-HDLC
  case pppControl, chap, pap, multilinkPPP, slarp
  // Inside Frame Relay
  case q933
  // Transport
  case tcp, udp, dccp, sctp, pgm
  // Application, over TCP
  case telnet, smtp, whois, bgp, pptp, resp, ssh, beep, ftp, http, rtsp, dnsStream, msdp, rpkiRouter
  // Application, over UDP
  case rpc, dns, multicastDNS, timed, tftp, bootp, rip, aodv, isakmp, natTraversal, snmp, ntp, kerberos, l2tp, vat,
    zephyr, rx
  case ripng, dhcpv6, ahcp, babel, autoRP, radius, hsrp, lwres, ldp, olsr, lspPing, broadcomIntercept, bfd, vqp, sflow,
    sip
  case syslog
  // Application, over TCP, asked behind what is over both
  case rpcRecord
  // Tunnels over UDP
  case otv, vxlan, geneve, lisp, vxlanGPE
  // Application, over UDP, asked last
  case ptp, someip
  // Application, where the user says so
  case rtp, rtcp, netflow, zmtp
}

extension ProtocolKind {
  /// Whether it is part of the link layer: what `-x` leaves out of a dump when it stands in front.
  @inlinable public var isLink: Bool { self < .ipv4 }

  /// Whether it is one of those that many packets have, and nothing that it carries is looked into.
  @inlinable public var carriesNothing: Bool {
    switch self {
    case .dns, .http, .ssh, .smtp, .ftp, .telnet, .ntp, .snmp, .syslog: true
    default: false
    }
  }

  /// Whether what is inside it may read up to the end of what carries it, whatever length it declares: as tcpdump does.
  @inlinable var endsWithWhatCarriesIt: Bool { self == .udp || self == .pppoe || self == .ppp }
}

extension ProtocolKind: Comparable {
  /// The order of the cases.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
