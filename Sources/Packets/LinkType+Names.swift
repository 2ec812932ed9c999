extension LinkType {
  /// The DLT name without its prefix (`EN10MB`), `nil` for a number nobody has named.
  public var name: String? { Self.entry(of: self)?.name }

  /// A few words on it (`Ethernet`), `nil` for a number nobody has named.
  public var description: String? { Self.entry(of: self)?.description }

  /// The number that Linux's libpcap uses for it.
  public var dlt: Int { Self.entry(of: self)?.dlt ?? Int(rawValue) }

  /// The link type of a DLT name, in any case and with or without `DLT_`.
  public init?(name: String) {
    let upper = name.uppercased()
    let bare = upper.hasPrefix("DLT_") ? String(upper.dropFirst(4)) : upper
    guard let entry = Self.names.first(where: { $0.name == bare }) else { return nil }
    self.init(rawValue: entry.number)
  }

  /// The link type of a DLT number of Linux's libpcap.
  public init(dlt: Int) {
    self.init(rawValue: Self.names.first { $0.dlt == dlt }?.number ?? UInt16(truncatingIfNeeded: dlt))
  }

  private struct Entry {
    let number: UInt16
    let dlt: Int
    let name: String
    let description: String
  }

  private static func entry(of linkType: LinkType) -> Entry? {
    names.first { $0.number == linkType.rawValue }
  }

  private static let names: [Entry] = [
    Entry(number: 0, dlt: 0, name: "NULL", description: "BSD loopback"),
    Entry(number: 1, dlt: 1, name: "EN10MB", description: "Ethernet"),
    Entry(number: 6, dlt: 6, name: "IEEE802", description: "Token ring"),
    Entry(number: 7, dlt: 7, name: "ARCNET", description: "BSD ARCNET"),
    Entry(number: 8, dlt: 8, name: "SLIP", description: "SLIP"),
    Entry(number: 9, dlt: 9, name: "PPP", description: "PPP"),
    Entry(number: 10, dlt: 10, name: "FDDI", description: "FDDI"),
    Entry(number: 50, dlt: 50, name: "PPP_SERIAL", description: "PPP over serial"),
    Entry(number: 51, dlt: 51, name: "PPP_ETHER", description: "PPPoE"),
    Entry(number: 99, dlt: 99, name: "SYMANTEC_FIREWALL", description: "Symantec Firewall"),
    Entry(number: 100, dlt: 11, name: "ATM_RFC1483", description: "RFC 1483 LLC-encapsulated ATM"),
    Entry(number: 101, dlt: 12, name: "RAW", description: "Raw IP"),
    Entry(number: 102, dlt: 15, name: "SLIP_BSDOS", description: "BSD/OS SLIP"),
    Entry(number: 103, dlt: 16, name: "PPP_BSDOS", description: "BSD/OS PPP"),
    Entry(number: 104, dlt: 104, name: "C_HDLC", description: "Cisco HDLC"),
    Entry(number: 105, dlt: 105, name: "IEEE802_11", description: "802.11"),
    Entry(number: 106, dlt: 19, name: "ATM_CLIP", description: "Linux Classical IP over ATM"),
    Entry(number: 107, dlt: 107, name: "FRELAY", description: "Frame Relay"),
    Entry(number: 108, dlt: 108, name: "LOOP", description: "OpenBSD loopback"),
    Entry(number: 109, dlt: 109, name: "ENC", description: "OpenBSD encapsulated IP"),
    Entry(number: 113, dlt: 113, name: "LINUX_SLL", description: "Linux cooked v1"),
    Entry(number: 114, dlt: 114, name: "LTALK", description: "Localtalk"),
    Entry(number: 117, dlt: 117, name: "PFLOG", description: "OpenBSD pflog file"),
    Entry(number: 119, dlt: 119, name: "PRISM_HEADER", description: "802.11 plus Prism header"),
    Entry(number: 122, dlt: 122, name: "IP_OVER_FC", description: "RFC 2625 IP-over-Fibre Channel"),
    Entry(number: 123, dlt: 123, name: "SUNATM", description: "Sun raw ATM"),
    Entry(number: 127, dlt: 127, name: "IEEE802_11_RADIO", description: "802.11 plus radiotap header"),
    Entry(number: 129, dlt: 129, name: "ARCNET_LINUX", description: "Linux ARCNET"),
    Entry(number: 130, dlt: 130, name: "JUNIPER_MLPPP", description: "Juniper Multi-Link PPP"),
    Entry(number: 131, dlt: 131, name: "JUNIPER_MLFR", description: "Juniper Multi-Link Frame Relay"),
    Entry(number: 132, dlt: 132, name: "JUNIPER_ES", description: "Juniper Encryption Services PIC"),
    Entry(number: 133, dlt: 133, name: "JUNIPER_GGSN", description: "Juniper GGSN PIC"),
    Entry(number: 134, dlt: 134, name: "JUNIPER_MFR", description: "Juniper FRF.16 Frame Relay"),
    Entry(number: 135, dlt: 135, name: "JUNIPER_ATM2", description: "Juniper ATM2 PIC"),
    Entry(number: 136, dlt: 136, name: "JUNIPER_SERVICES", description: "Juniper Advanced Services PIC"),
    Entry(number: 137, dlt: 137, name: "JUNIPER_ATM1", description: "Juniper ATM1 PIC"),
    Entry(number: 138, dlt: 138, name: "APPLE_IP_OVER_IEEE1394", description: "Apple IP-over-IEEE 1394"),
    Entry(number: 139, dlt: 139, name: "MTP2_WITH_PHDR", description: "SS7 MTP2 with Pseudo-header"),
    Entry(number: 140, dlt: 140, name: "MTP2", description: "SS7 MTP2"),
    Entry(number: 141, dlt: 141, name: "MTP3", description: "SS7 MTP3"),
    Entry(number: 142, dlt: 142, name: "SCCP", description: "SS7 SCCP"),
    Entry(number: 143, dlt: 143, name: "DOCSIS", description: "DOCSIS"),
    Entry(number: 144, dlt: 144, name: "LINUX_IRDA", description: "Linux IrDA"),
    Entry(number: 163, dlt: 163, name: "IEEE802_11_RADIO_AVS", description: "802.11 plus AVS radio information header"),
    Entry(number: 164, dlt: 164, name: "JUNIPER_MONITOR", description: "Juniper Passive Monitor PIC"),
    Entry(number: 165, dlt: 165, name: "BACNET_MS_TP", description: "BACnet MS/TP"),
    Entry(number: 166, dlt: 166, name: "PPP_PPPD", description: "PPP for pppd, with direction flag"),
    Entry(number: 167, dlt: 167, name: "JUNIPER_PPPOE", description: "Juniper PPPoE"),
    Entry(number: 168, dlt: 168, name: "JUNIPER_PPPOE_ATM", description: "Juniper PPPoE/ATM"),
    Entry(number: 169, dlt: 169, name: "GPRS_LLC", description: "GPRS LLC"),
    Entry(number: 170, dlt: 170, name: "GPF_T", description: "GPF-T"),
    Entry(number: 171, dlt: 171, name: "GPF_F", description: "GPF-F"),
    Entry(number: 174, dlt: 174, name: "JUNIPER_PIC_PEER", description: "Juniper PIC Peer"),
    Entry(number: 175, dlt: 175, name: "ERF_ETH", description: "Ethernet with Endace ERF header"),
    Entry(number: 176, dlt: 176, name: "ERF_POS", description: "Packet-over-SONET with Endace ERF header"),
    Entry(number: 177, dlt: 177, name: "LINUX_LAPD", description: "Linux vISDN LAPD"),
    Entry(number: 178, dlt: 178, name: "JUNIPER_ETHER", description: "Juniper Ethernet"),
    Entry(number: 179, dlt: 179, name: "JUNIPER_PPP", description: "Juniper PPP"),
    Entry(number: 180, dlt: 180, name: "JUNIPER_FRELAY", description: "Juniper Frame Relay"),
    Entry(number: 181, dlt: 181, name: "JUNIPER_CHDLC", description: "Juniper C-HDLC"),
    Entry(number: 182, dlt: 182, name: "MFR", description: "FRF.16 Frame Relay"),
    Entry(number: 183, dlt: 183, name: "JUNIPER_VP", description: "Juniper Voice PIC"),
    Entry(number: 184, dlt: 184, name: "A429", description: "Arinc 429"),
    Entry(number: 185, dlt: 185, name: "A653_ICM", description: "Arinc 653 Interpartition Communication"),
    Entry(number: 186, dlt: 186, name: "USB_FREEBSD", description: "USB with FreeBSD header"),
    Entry(number: 187, dlt: 187, name: "BLUETOOTH_HCI_H4", description: "Bluetooth HCI UART transport layer"),
    Entry(number: 188, dlt: 188, name: "IEEE802_16_MAC_CPS", description: "IEEE 802.16 MAC Common Part Sublayer"),
    Entry(number: 189, dlt: 189, name: "USB_LINUX", description: "USB with Linux header"),
    Entry(number: 190, dlt: 190, name: "CAN20B", description: "Controller Area Network (CAN) v. 2.0B"),
    Entry(number: 191, dlt: 191, name: "IEEE802_15_4_LINUX", description: "IEEE 802.15.4 with Linux padding"),
    Entry(number: 192, dlt: 192, name: "PPI", description: "Per-Packet Information"),
    Entry(
      number: 193, dlt: 193, name: "IEEE802_16_MAC_CPS_RADIO",
      description: "IEEE 802.16 MAC Common Part Sublayer plus radiotap header"),
    Entry(number: 194, dlt: 194, name: "JUNIPER_ISM", description: "Juniper Integrated Service Module"),
    Entry(number: 195, dlt: 195, name: "IEEE802_15_4", description: "IEEE 802.15.4 with FCS"),
    Entry(number: 196, dlt: 196, name: "SITA", description: "SITA pseudo-header"),
    Entry(number: 197, dlt: 197, name: "ERF", description: "Endace ERF header"),
    Entry(number: 198, dlt: 198, name: "RAIF1", description: "Ethernet with u10 Networks pseudo-header"),
    Entry(number: 199, dlt: 199, name: "IPMB_KONTRON", description: "IPMB with Kontron pseudo-header"),
    Entry(number: 200, dlt: 200, name: "JUNIPER_ST", description: "Juniper Secure Tunnel"),
    Entry(
      number: 201, dlt: 201, name: "BLUETOOTH_HCI_H4_WITH_PHDR",
      description: "Bluetooth HCI UART transport layer plus pseudo-header"),
    Entry(number: 202, dlt: 202, name: "AX25_KISS", description: "AX.25 with KISS header"),
    Entry(number: 209, dlt: 209, name: "IPMB_LINUX", description: "IPMB with Linux/Pigeon Point pseudo-header"),
    Entry(number: 215, dlt: 215, name: "IEEE802_15_4_NONASK_PHY", description: "IEEE 802.15.4 with non-ASK PHY data"),
    Entry(number: 216, dlt: 216, name: "LINUX_EVDEV", description: "Linux evdev events"),
    Entry(number: 219, dlt: 219, name: "MPLS", description: "MPLS with label as link-layer header"),
    Entry(number: 220, dlt: 220, name: "USB_LINUX_MMAPPED", description: "USB with padded Linux header"),
    Entry(number: 221, dlt: 221, name: "DECT", description: "DECT"),
    Entry(number: 222, dlt: 222, name: "AOS", description: "AOS Space Data Link protocol"),
    Entry(number: 223, dlt: 223, name: "WIHART", description: "Wireless HART"),
    Entry(number: 224, dlt: 224, name: "FC_2", description: "Fibre Channel FC-2"),
    Entry(
      number: 225, dlt: 225, name: "FC_2_WITH_FRAME_DELIMS",
      description: "Fibre Channel FC-2 with frame delimiters"),
    Entry(number: 226, dlt: 226, name: "IPNET", description: "Solaris ipnet"),
    Entry(number: 227, dlt: 227, name: "CAN_SOCKETCAN", description: "CAN-bus with SocketCAN headers"),
    Entry(number: 228, dlt: 228, name: "IPV4", description: "Raw IPv4"),
    Entry(number: 229, dlt: 229, name: "IPV6", description: "Raw IPv6"),
    Entry(number: 230, dlt: 230, name: "IEEE802_15_4_NOFCS", description: "IEEE 802.15.4 without FCS"),
    Entry(number: 231, dlt: 231, name: "DBUS", description: "D-Bus"),
    Entry(number: 232, dlt: 232, name: "JUNIPER_VS", description: "Juniper Virtual Server"),
    Entry(number: 233, dlt: 233, name: "JUNIPER_SRX_E2E", description: "Juniper SRX E2E"),
    Entry(number: 234, dlt: 234, name: "JUNIPER_FIBRECHANNEL", description: "Juniper Fibre Channel"),
    Entry(number: 235, dlt: 235, name: "DVB_CI", description: "DVB-CI"),
    Entry(number: 236, dlt: 236, name: "MUX27010", description: "MUX27010"),
    Entry(number: 237, dlt: 237, name: "STANAG_5066_D_PDU", description: "STANAG 5066 D_PDUs"),
    Entry(number: 238, dlt: 238, name: "JUNIPER_ATM_CEMIC", description: "Juniper ATM CEMIC"),
    Entry(number: 239, dlt: 239, name: "NFLOG", description: "Linux netfilter log messages"),
    Entry(number: 240, dlt: 240, name: "NETANALYZER", description: "Ethernet with Hilscher netANALYZER pseudo-header"),
    Entry(
      number: 241, dlt: 241, name: "NETANALYZER_TRANSPARENT",
      description: "Ethernet with Hilscher netANALYZER pseudo-header and with preamble and SFD"),
    Entry(number: 242, dlt: 242, name: "IPOIB", description: "RFC 4391 IP-over-Infiniband"),
    Entry(number: 243, dlt: 243, name: "MPEG_2_TS", description: "MPEG-2 transport stream"),
    Entry(number: 244, dlt: 244, name: "NG40", description: "ng40 protocol tester Iub/Iur"),
    Entry(number: 245, dlt: 245, name: "NFC_LLCP", description: "NFC LLCP PDUs with pseudo-header"),
    Entry(number: 246, dlt: 246, name: "PFSYNC", description: "Packet filter state syncing"),
    Entry(number: 247, dlt: 247, name: "INFINIBAND", description: "InfiniBand"),
    Entry(number: 248, dlt: 248, name: "SCTP", description: "SCTP"),
    Entry(number: 249, dlt: 249, name: "USBPCAP", description: "USB with USBPcap header"),
    Entry(number: 250, dlt: 250, name: "RTAC_SERIAL", description: "Schweitzer Engineering Laboratories RTAC packets"),
    Entry(number: 251, dlt: 251, name: "BLUETOOTH_LE_LL", description: "Bluetooth Low Energy air interface"),
    Entry(number: 253, dlt: 253, name: "NETLINK", description: "Linux netlink"),
    Entry(number: 254, dlt: 254, name: "BLUETOOTH_LINUX_MONITOR", description: "Bluetooth Linux Monitor"),
    Entry(
      number: 255, dlt: 255, name: "BLUETOOTH_BREDR_BB",
      description: "Bluetooth Basic Rate/Enhanced Data Rate baseband packets"),
    Entry(
      number: 256, dlt: 256, name: "BLUETOOTH_LE_LL_WITH_PHDR",
      description: "Bluetooth Low Energy air interface with pseudo-header"),
    Entry(number: 257, dlt: 257, name: "PROFIBUS_DL", description: "PROFIBUS data link layer"),
    Entry(number: 258, dlt: 258, name: "PKTAP", description: "Apple DLT_PKTAP"),
    Entry(number: 259, dlt: 259, name: "EPON", description: "Ethernet with 802.3 Clause 65 EPON preamble"),
    Entry(number: 260, dlt: 260, name: "IPMI_HPM_2", description: "IPMI trace packets"),
    Entry(number: 261, dlt: 261, name: "ZWAVE_R1_R2", description: "Z-Wave RF profile R1 and R2 packets"),
    Entry(number: 262, dlt: 262, name: "ZWAVE_R3", description: "Z-Wave RF profile R3 packets"),
    Entry(
      number: 263, dlt: 263, name: "WATTSTOPPER_DLM",
      description: "WattStopper Digital Lighting Management (DLM) and Legrand Nitoo Open protocol"),
    Entry(number: 264, dlt: 264, name: "ISO_14443", description: "ISO 14443 messages"),
    Entry(number: 265, dlt: 265, name: "RDS", description: "IEC 62106 Radio Data System groups"),
    Entry(number: 266, dlt: 266, name: "USB_DARWIN", description: "USB with Darwin header"),
    Entry(number: 267, dlt: 267, name: "OPENFLOW", description: "OpenBSD DLT_OPENFLOW"),
    Entry(number: 268, dlt: 268, name: "SDLC", description: "IBM SDLC frames"),
    Entry(number: 269, dlt: 269, name: "TI_LLN_SNIFFER", description: "TI LLN sniffer frames"),
    Entry(number: 271, dlt: 271, name: "VSOCK", description: "Linux vsock"),
    Entry(number: 272, dlt: 272, name: "NORDIC_BLE", description: "Nordic Semiconductor Bluetooth LE sniffer frames"),
    Entry(number: 273, dlt: 273, name: "DOCSIS31_XRA31", description: "Excentis XRA-31 DOCSIS 3.1 RF sniffer frames"),
    Entry(number: 274, dlt: 274, name: "ETHERNET_MPACKET", description: "802.3br mPackets"),
    Entry(number: 275, dlt: 275, name: "DISPLAYPORT_AUX", description: "DisplayPort AUX channel monitoring data"),
    Entry(number: 276, dlt: 276, name: "LINUX_SLL2", description: "Linux cooked v2"),
    Entry(number: 278, dlt: 278, name: "OPENVIZSLA", description: "OpenVizsla USB"),
    Entry(number: 279, dlt: 279, name: "EBHSCR", description: "Elektrobit High Speed Capture and Replay (EBHSCR)"),
    Entry(number: 280, dlt: 280, name: "VPP_DISPATCH", description: "VPP graph dispatch tracer"),
    Entry(number: 281, dlt: 281, name: "DSA_TAG_BRCM", description: "Broadcom tag"),
    Entry(number: 282, dlt: 282, name: "DSA_TAG_BRCM_PREPEND", description: "Broadcom tag (prepended)"),
    Entry(number: 283, dlt: 283, name: "IEEE802_15_4_TAP", description: "IEEE 802.15.4 with pseudo-header"),
    Entry(number: 284, dlt: 284, name: "DSA_TAG_DSA", description: "Marvell DSA"),
    Entry(number: 285, dlt: 285, name: "DSA_TAG_EDSA", description: "Marvell EDSA"),
    Entry(number: 286, dlt: 286, name: "ELEE", description: "ELEE lawful intercept packets"),
    Entry(number: 287, dlt: 287, name: "Z_WAVE_SERIAL", description: "Z-Wave serial frames between host and chip"),
    Entry(number: 288, dlt: 288, name: "USB_2_0", description: "USB 2.0/1.1/1.0 as transmitted over the cable"),
    Entry(number: 289, dlt: 289, name: "ATSC_ALP", description: "ATSC Link-Layer Protocol packets"),
  ]
}
