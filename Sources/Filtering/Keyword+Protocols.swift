extension Keyword {
  /// Whether the word names a protocol, and so may stand before other qualifiers and before `[`.
  var isProtocol: Bool {
    switch self {
    case .link, .arp, .rarp, .ip, .sctp, .tcp, .udp, .icmp, .igmp, .igrp, .pim, .vrrp, .carp, .radio, .ip6, .icmp6,
      .ah, .esp, .atalk, .aarp, .decnet, .lat, .sca, .moprc, .mopdl, .iso, .esis, .isis, .l1, .l2, .iih, .lsp, .snp,
      .csnp, .psnp, .clnp, .stp, .ipx, .netbeui:
      true
    default: false
    }
  }
}
