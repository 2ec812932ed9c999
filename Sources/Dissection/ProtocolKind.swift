/// Which protocol a layer is. One case each, in the order in which ports are asked when two of them name a protocol.
public enum ProtocolKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  // Link
  case ethernet, vlan, llc, snap, raw, loopback, cooked, cooked2
  case ppp, pppHDLC, chdlc, slip, macsec, atm
  // Network
  case ipv4, ipv6, arp, icmp, igmp, dvmrp, stp, configurationTest, connectivityFault, vrrp, pim, ospf
  case hopByHop, destinationOptions, routing, fragment, mobility, authentication, esp, decrypted, ipcomp, icmpv6
  // Tunnels
  case gre, mpls, nsh, pppoe
  // Inside PPP and C-HDLC
  case pppControl, chap, pap, multilinkPPP, slarp
  // Transport
  case tcp, udp, dccp, sctp
  // Application, over TCP
  case smtp, whois, resp, ssh, ftp, http, rtsp, dnsStream, rpkiRouter, rpcRecord
  // Application, over UDP
  case rpc, dns, bootp, tftp, kerberos, ntp, syslog, timed, lwres, multicastDNS, natTraversal, vat, zephyr, rx
  case radius, sflow, sip
  // Tunnels over UDP
  case vxlan, vxlanGPE, geneve, otv
  // Application, over UDP, asked last
  case someip
  // Application, where the user says so
  case rtp, rtcp, netflow, zmtp
}

extension ProtocolKind {
  /// Whether it is part of the link layer: what `-x` leaves out of a dump when it stands in front.
  @inlinable public var isLink: Bool { self < .ipv4 }
}

extension ProtocolKind: Comparable {
  /// The order of the cases.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
