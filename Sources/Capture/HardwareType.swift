import Packets

/// Kinds of network devices by their ARPHRD numbers (`linux/if_arp.h`).
enum HardwareType {
  static let ethernet = 1
  static let loopback = 772
  static let can = 280

  /// Packets begin with IP: CSLIP, SLIP and its kin, ADAPT, DLCI, raw HDLC, tunnels, SIT, NONE.
  static let withoutHeader: Set<Int> = [15, 256, 257, 258, 259, 264, 518, 768, 776, 0xfffe]

  static let fibreChannel = 784...787

  static let linkTypes: [Int: LinkType] = [
    2: LinkType(rawValue: 2),  // experimental Ethernet, EN3MB
    3: .ax25KISS,
    4: LinkType(rawValue: 4),  // PRONET
    5: LinkType(rawValue: 5),  // CHAOS
    6: .tokenRing,
    7: .arcnetLinux,
    18: .ipOVERFC,
    23: .ethernet,  // METRICOM
    280: .canSocketcan,
    513: .cHDLC,
    770: .frelay,
    772: .ethernet,
    773: .ltalk,
    774: .fddi,
    800: .tokenRing,
    801: .ieee80211,
    802: .prismHeader,
    803: .ieee80211Radio,
    804: .ieee802154Nofcs,
    826: .vsock,
  ]

  /// ATM and PPP have no one kind of header; what IrDA, LAPD and netlink are is in the kernel's address of a packet.
  static let cookedLinkTypes: [Int: LinkType] = [
    19: .linuxSLL, 512: .linuxSLL, 783: .linuxIRDA, 824: .netlink, 8445: .linuxLAPD,
  ]

  static let switchTags: [String: LinkType] = [
    "brcm": .dsaTAGBRCM, "brcm-prepend": .dsaTAGBRCMPrepend, "dsa": .dsaTAGDSA, "edsa": .dsaTAGEDSA,
  ]

  /// IrDA, 802.11 in its three forms, 802.15.4 in its two, 6LoWPAN.
  static let wireless: Set<Int> = [783, 801, 802, 803, 804, 805, 825]
}
