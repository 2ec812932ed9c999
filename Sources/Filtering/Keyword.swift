/// The reserved words of the filter language; spellings that mean the same are one case.
///
/// Source: pcap-filter(7) of libpcap 1.10.3.
enum Keyword: String, CaseIterable, Sendable {
  case src, dst
  case link, arp, rarp, ip, sctp, tcp, udp, icmp, igmp, igrp, pim, vrrp, carp, radio
  case ip6, icmp6, ah, esp
  case atalk, aarp, decnet, lat, sca, moprc, mopdl
  case iso, esis, isis, l1, l2, iih, lsp, snp, csnp, psnp, clnp
  case stp, ipx, netbeui
  case host, net, mask, port, portrange, proto, protochain, gateway
  case type, subtype, direction, addr1, addr2, addr3, addr4, ra, ta
  case less, greater, byte, broadcast, multicast
  case and, or, not
  case length, inbound, outbound, ifindex
  case vlan, mpls, pppoed, pppoes, geneve
  case lane, llc, metac, bcc, oam, oamf4, oamf4ec, oamf4sc, sc, ilmic, vpi, vci, connectmsg, metaconnect
  case ifname, ruleset, rulenum, subrulenum, reason, action
  case fisu, lssu, msu, hfisu, hlssu, hmsu, sio, opc, dpc, sls, hsio, hopc, hdpc, hsls

  /// Other spellings.
  private static let synonyms: [String: Keyword] = [
    "ether": .link, "ppp": .link, "slip": .link, "fddi": .link, "tr": .link, "wlan": .link,
    "es-is": .esis, "is-is": .isis, "dir": .direction, "len": .length,
    "address1": .addr1, "address2": .addr2, "address3": .addr3, "address4": .addr4,
    "on": .ifname, "rset": .ruleset, "rnr": .rulenum, "srnr": .subrulenum, "lsu": .lssu,
  ]

  /// Every spelling.
  private static let spellings: [String: Keyword] = {
    var table = synonyms
    for keyword in allCases { table[keyword.rawValue] = keyword }
    return table
  }()

  /// The reserved word of a spelling.
  init?(spelling: String) {
    guard let keyword = Self.spellings[spelling] else { return nil }
    self = keyword
  }

  /// Every spelling, in no order: what a mistyped word may have been meant to be.
  static var allSpellings: some Collection<String> { spellings.keys }
}
