/// Names that lines use for the numbers of PPP.
enum PPPNames {
  /// Protocol numbers.
  static let protocols = Tokens([
    0x0021: "IP", 0x0023: "OSI", 0x0025: "NS", 0x0027: "DECNET", 0x0029: "APPLE", 0x002b: "IPX", 0x002d: "VJC IP",
    0x002f: "VJNC IP", 0x0031: "BRPDU", 0x0033: "STII", 0x0035: "VINES", 0x003d: "MLPPP", 0x0057: "IP6",
    0x00fd: "Compressed", 0x0201: "HELLO", 0x0231: "LUXCOM", 0x0233: "SNS", 0x0281: "MPLS", 0x0283: "MPLS",
    0x8021: "IPCP", 0x8023: "OSICP", 0x8025: "NSCP", 0x8027: "DECNETCP", 0x8029: "APPLECP", 0x802b: "IPXCP",
    0x8033: "STIICP", 0x8035: "VINESCP", 0x8057: "IP6CP", 0x80fd: "CCP", 0x8281: "MPLSCP", 0xc021: "LCP",
    0xc023: "PAP", 0xc025: "LQM", 0xc027: "SPAP", 0xc02b: "BACP", 0xc02d: "BAP", 0xc03d: "MLPPP-CP", 0xc123: "Old-SPAP",
    0xc223: "CHAP", 0xc227: "EAP",
  ])

  /// Codes of control packets.
  static let codes = Tokens([
    0: "Vendor-Extension", 1: "Conf-Request", 2: "Conf-Ack", 3: "Conf-Nack", 4: "Conf-Reject", 5: "Term-Request",
    6: "Term-Ack", 7: "Code-Reject", 8: "Prot-Reject", 9: "Echo-Request", 10: "Echo-Reply", 11: "Disc-Req",
    12: "Ident", 13: "Time-Rem", 14: "Reset-Req", 15: "Reset-Ack",
  ])

  /// Options of the link control protocol.
  static let linkOptions = Tokens([
    0: "Vend-Ext", 1: "MRU", 2: "ACCM", 3: "Auth-Prot", 4: "Qual-Prot", 5: "Magic-Num", 6: "deprecated(6)", 7: "PFC",
    8: "ACFC", 9: "FCS-Alt", 10: "SDP", 11: "Num-Mode", 12: "deprecated(12)", 13: "Call-Back", 14: "deprecated(14)",
    15: "deprecated(15)", 16: "deprecated(16)", 17: "MRRU", 18: "12-Bit seq #", 19: "End-Disc", 20: "Proprietary",
    21: "DCE-Id", 22: "MP+", 23: "Link-Disc", 24: "LCP-Auth-Opt", 25: "COBS", 26: "Prefix-elision",
    27: "Multilink-header-Form", 28: "I18N", 29: "SDL-over-SONET/SDH", 30: "PPP-Muxing",
  ])

  /// Options of IPv4's control protocol.
  static let ipv4Options = Tokens([
    1: "IP-Addrs", 2: "IP-Comp", 3: "IP-Addr", 4: "Home-Addr", 129: "Pri-DNS", 130: "Pri-NBNS", 131: "Sec-DNS",
    132: "Sec-NBNS",
  ])

  /// Options of IPv6's control protocol.
  static let ipv6Options = Tokens([1: "Interface-ID"])

  /// Options of the compression control protocol.
  static let compressionOptions = Tokens([
    0: "OUI", 1: "Pred-1", 2: "Pred-2", 3: "Puddle", 16: "HP-PPC", 17: "Stac-LZS", 18: "MPPC", 19: "Gand-FZA",
    20: "V.42bis", 21: "BSD-Comp", 23: "LZS-DCP", 24: "MVRCA", 25: "DEC", 26: "Deflate", 255: "Reserved",
  ])

  /// Options of the bandwidth allocation control protocol.
  static let bandwidthOptions = Tokens([1: "Favored-Peer"])
}
