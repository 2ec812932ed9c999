/// What the first bytes of a captured packet are.
///
/// The raw value is the LINKTYPE number of a savefile, which everyone agrees on; the DLT numbers that programs use
/// differ from it in a few places and between systems. Names and descriptions are those that `-y`, `-L` and the banner
/// speak. Source: the LINKTYPE registry of tcpdump.org, `pcap/dlt.h`.
public struct LinkType: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The number on the wire.
  public var rawValue: UInt16
  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// BSD loopback.
  public static let null = LinkType(rawValue: 0)
  /// Ethernet.
  public static let ethernet = LinkType(rawValue: 1)
  /// Token ring.
  public static let tokenRing = LinkType(rawValue: 6)
  /// BSD ARCNET.
  public static let arcnet = LinkType(rawValue: 7)
  /// SLIP.
  public static let slip = LinkType(rawValue: 8)
  /// PPP.
  public static let ppp = LinkType(rawValue: 9)
  /// FDDI.
  public static let fddi = LinkType(rawValue: 10)
  /// PPP over serial.
  public static let pppSerial = LinkType(rawValue: 50)
  /// PPPoE.
  public static let pppEther = LinkType(rawValue: 51)
  /// Symantec Firewall.
  public static let symantecFirewall = LinkType(rawValue: 99)
  /// RFC 1483 LLC-encapsulated ATM.
  public static let atmRfc1483 = LinkType(rawValue: 100)
  /// Raw IP.
  public static let raw = LinkType(rawValue: 101)
  /// BSD/OS SLIP.
  public static let slipBsdos = LinkType(rawValue: 102)
  /// BSD/OS PPP.
  public static let pppBsdos = LinkType(rawValue: 103)
  /// Cisco HDLC.
  public static let cHDLC = LinkType(rawValue: 104)
  /// 802.11.
  public static let ieee80211 = LinkType(rawValue: 105)
  /// Linux Classical IP over ATM.
  public static let atmCLIP = LinkType(rawValue: 106)
  /// Frame Relay.
  public static let frelay = LinkType(rawValue: 107)
  /// OpenBSD loopback.
  public static let loop = LinkType(rawValue: 108)
  /// OpenBSD encapsulated IP.
  public static let enc = LinkType(rawValue: 109)
  /// Linux cooked v1.
  public static let linuxSLL = LinkType(rawValue: 113)
  /// Localtalk.
  public static let ltalk = LinkType(rawValue: 114)
  /// OpenBSD pflog file.
  public static let pflog = LinkType(rawValue: 117)
  /// 802.11 plus Prism header.
  public static let prismHeader = LinkType(rawValue: 119)
  /// RFC 2625 IP-over-Fibre Channel.
  public static let ipOVERFC = LinkType(rawValue: 122)
  /// Sun raw ATM.
  public static let sunatm = LinkType(rawValue: 123)
  /// 802.11 plus radiotap header.
  public static let ieee80211Radio = LinkType(rawValue: 127)
  /// Linux ARCNET.
  public static let arcnetLinux = LinkType(rawValue: 129)
  /// Juniper Multi-Link PPP.
  public static let juniperMlppp = LinkType(rawValue: 130)
  /// Juniper Multi-Link Frame Relay.
  public static let juniperMLFR = LinkType(rawValue: 131)
  /// Juniper Encryption Services PIC.
  public static let juniperES = LinkType(rawValue: 132)
  /// Juniper GGSN PIC.
  public static let juniperGGSN = LinkType(rawValue: 133)
  /// Juniper FRF.16 Frame Relay.
  public static let juniperMFR = LinkType(rawValue: 134)
  /// Juniper ATM2 PIC.
  public static let juniperATM2 = LinkType(rawValue: 135)
  /// Juniper Advanced Services PIC.
  public static let juniperServices = LinkType(rawValue: 136)
  /// Juniper ATM1 PIC.
  public static let juniperATM1 = LinkType(rawValue: 137)
  /// Apple IP-over-IEEE 1394.
  public static let appleIPOVERIeee1394 = LinkType(rawValue: 138)
  /// SS7 MTP2 with Pseudo-header.
  public static let mtp2WITHPHDR = LinkType(rawValue: 139)
  /// SS7 MTP2.
  public static let mtp2 = LinkType(rawValue: 140)
  /// SS7 MTP3.
  public static let mtp3 = LinkType(rawValue: 141)
  /// SS7 SCCP.
  public static let sccp = LinkType(rawValue: 142)
  /// DOCSIS.
  public static let docsis = LinkType(rawValue: 143)
  /// Linux IrDA.
  public static let linuxIRDA = LinkType(rawValue: 144)
  /// 802.11 plus AVS radio information header.
  public static let ieee80211RadioAVS = LinkType(rawValue: 163)
  /// Juniper Passive Monitor PIC.
  public static let juniperMonitor = LinkType(rawValue: 164)
  /// BACnet MS/TP.
  public static let bacnetMSTP = LinkType(rawValue: 165)
  /// PPP for pppd, with direction flag.
  public static let pppPPPD = LinkType(rawValue: 166)
  /// Juniper PPPoE.
  public static let juniperPppoe = LinkType(rawValue: 167)
  /// Juniper PPPoE/ATM.
  public static let juniperPppoeATM = LinkType(rawValue: 168)
  /// GPRS LLC.
  public static let gprsLLC = LinkType(rawValue: 169)
  /// GPF-T.
  public static let gpfT = LinkType(rawValue: 170)
  /// GPF-F.
  public static let gpfF = LinkType(rawValue: 171)
  /// Juniper PIC Peer.
  public static let juniperPICPEER = LinkType(rawValue: 174)
  /// Ethernet with Endace ERF header.
  public static let erfETH = LinkType(rawValue: 175)
  /// Packet-over-SONET with Endace ERF header.
  public static let erfPOS = LinkType(rawValue: 176)
  /// Linux vISDN LAPD.
  public static let linuxLAPD = LinkType(rawValue: 177)
  /// Juniper Ethernet.
  public static let juniperEther = LinkType(rawValue: 178)
  /// Juniper PPP.
  public static let juniperPPP = LinkType(rawValue: 179)
  /// Juniper Frame Relay.
  public static let juniperFrelay = LinkType(rawValue: 180)
  /// Juniper C-HDLC.
  public static let juniperChdlc = LinkType(rawValue: 181)
  /// FRF.16 Frame Relay.
  public static let mfr = LinkType(rawValue: 182)
  /// Juniper Voice PIC.
  public static let juniperVP = LinkType(rawValue: 183)
  /// Arinc 429.
  public static let a429 = LinkType(rawValue: 184)
  /// Arinc 653 Interpartition Communication.
  public static let a653ICM = LinkType(rawValue: 185)
  /// USB with FreeBSD header.
  public static let usbFreebsd = LinkType(rawValue: 186)
  /// Bluetooth HCI UART transport layer.
  public static let bluetoothHCIH4 = LinkType(rawValue: 187)
  /// IEEE 802.16 MAC Common Part Sublayer.
  public static let ieee80216MACCPS = LinkType(rawValue: 188)
  /// USB with Linux header.
  public static let usbLinux = LinkType(rawValue: 189)
  /// Controller Area Network (CAN) v. 2.0B.
  public static let can20b = LinkType(rawValue: 190)
  /// IEEE 802.15.4 with Linux padding.
  public static let ieee802154Linux = LinkType(rawValue: 191)
  /// Per-Packet Information.
  public static let ppi = LinkType(rawValue: 192)
  /// IEEE 802.16 MAC Common Part Sublayer plus radiotap header.
  public static let ieee80216MACCPSRadio = LinkType(rawValue: 193)
  /// Juniper Integrated Service Module.
  public static let juniperISM = LinkType(rawValue: 194)
  /// IEEE 802.15.4 with FCS.
  public static let ieee802154 = LinkType(rawValue: 195)
  /// SITA pseudo-header.
  public static let sita = LinkType(rawValue: 196)
  /// Endace ERF header.
  public static let erf = LinkType(rawValue: 197)
  /// Ethernet with u10 Networks pseudo-header.
  public static let raif1 = LinkType(rawValue: 198)
  /// IPMB with Kontron pseudo-header.
  public static let ipmbKontron = LinkType(rawValue: 199)
  /// Juniper Secure Tunnel.
  public static let juniperST = LinkType(rawValue: 200)
  /// Bluetooth HCI UART transport layer plus pseudo-header.
  public static let bluetoothHCIH4WITHPHDR = LinkType(rawValue: 201)
  /// AX.25 with KISS header.
  public static let ax25KISS = LinkType(rawValue: 202)
  /// IPMB with Linux/Pigeon Point pseudo-header.
  public static let ipmbLinux = LinkType(rawValue: 209)
  /// IEEE 802.15.4 with non-ASK PHY data.
  public static let ieee802154NonaskPHY = LinkType(rawValue: 215)
  /// Linux evdev events.
  public static let linuxEvdev = LinkType(rawValue: 216)
  /// MPLS with label as link-layer header.
  public static let mpls = LinkType(rawValue: 219)
  /// USB with padded Linux header.
  public static let usbLinuxMmapped = LinkType(rawValue: 220)
  /// DECT.
  public static let dect = LinkType(rawValue: 221)
  /// AOS Space Data Link protocol.
  public static let aos = LinkType(rawValue: 222)
  /// Wireless HART.
  public static let wihart = LinkType(rawValue: 223)
  /// Fibre Channel FC-2.
  public static let fc2 = LinkType(rawValue: 224)
  /// Fibre Channel FC-2 with frame delimiters.
  public static let fc2WITHFrameDelims = LinkType(rawValue: 225)
  /// Solaris ipnet.
  public static let ipnet = LinkType(rawValue: 226)
  /// CAN-bus with SocketCAN headers.
  public static let canSocketcan = LinkType(rawValue: 227)
  /// Raw IPv4.
  public static let ipv4 = LinkType(rawValue: 228)
  /// Raw IPv6.
  public static let ipv6 = LinkType(rawValue: 229)
  /// IEEE 802.15.4 without FCS.
  public static let ieee802154Nofcs = LinkType(rawValue: 230)
  /// D-Bus.
  public static let dbus = LinkType(rawValue: 231)
  /// Juniper Virtual Server.
  public static let juniperVS = LinkType(rawValue: 232)
  /// Juniper SRX E2E.
  public static let juniperSRXE2E = LinkType(rawValue: 233)
  /// Juniper Fibre Channel.
  public static let juniperFibrechannel = LinkType(rawValue: 234)
  /// DVB-CI.
  public static let dvbCI = LinkType(rawValue: 235)
  /// MUX27010.
  public static let mux27010 = LinkType(rawValue: 236)
  /// STANAG 5066 D_PDUs.
  public static let stanag5066DPDU = LinkType(rawValue: 237)
  /// Juniper ATM CEMIC.
  public static let juniperATMCemic = LinkType(rawValue: 238)
  /// Linux netfilter log messages.
  public static let nflog = LinkType(rawValue: 239)
  /// Ethernet with Hilscher netANALYZER pseudo-header.
  public static let netanalyzer = LinkType(rawValue: 240)
  /// Ethernet with Hilscher netANALYZER pseudo-header and with preamble and SFD.
  public static let netanalyzerTransparent = LinkType(rawValue: 241)
  /// RFC 4391 IP-over-Infiniband.
  public static let ipoib = LinkType(rawValue: 242)
  /// MPEG-2 transport stream.
  public static let mpeg2TS = LinkType(rawValue: 243)
  /// ng40 protocol tester Iub/Iur.
  public static let ng40 = LinkType(rawValue: 244)
  /// NFC LLCP PDUs with pseudo-header.
  public static let nfcLLCP = LinkType(rawValue: 245)
  /// Packet filter state syncing.
  public static let pfsync = LinkType(rawValue: 246)
  /// InfiniBand.
  public static let infiniband = LinkType(rawValue: 247)
  /// SCTP.
  public static let sctp = LinkType(rawValue: 248)
  /// USB with USBPcap header.
  public static let usbpcap = LinkType(rawValue: 249)
  /// Schweitzer Engineering Laboratories RTAC packets.
  public static let rtacSerial = LinkType(rawValue: 250)
  /// Bluetooth Low Energy air interface.
  public static let bluetoothLELL = LinkType(rawValue: 251)
  /// Linux netlink.
  public static let netlink = LinkType(rawValue: 253)
  /// Bluetooth Linux Monitor.
  public static let bluetoothLinuxMonitor = LinkType(rawValue: 254)
  /// Bluetooth Basic Rate/Enhanced Data Rate baseband packets.
  public static let bluetoothBredrBB = LinkType(rawValue: 255)
  /// Bluetooth Low Energy air interface with pseudo-header.
  public static let bluetoothLELLWITHPHDR = LinkType(rawValue: 256)
  /// PROFIBUS data link layer.
  public static let profibusDL = LinkType(rawValue: 257)
  /// Apple DLT_PKTAP.
  public static let pktap = LinkType(rawValue: 258)
  /// Ethernet with 802.3 Clause 65 EPON preamble.
  public static let epon = LinkType(rawValue: 259)
  /// IPMI trace packets.
  public static let ipmiHPM2 = LinkType(rawValue: 260)
  /// Z-Wave RF profile R1 and R2 packets.
  public static let zwaveR1R2 = LinkType(rawValue: 261)
  /// Z-Wave RF profile R3 packets.
  public static let zwaveR3 = LinkType(rawValue: 262)
  /// WattStopper Digital Lighting Management (DLM) and Legrand Nitoo Open protocol.
  public static let wattstopperDLM = LinkType(rawValue: 263)
  /// ISO 14443 messages.
  public static let iso14443 = LinkType(rawValue: 264)
  /// IEC 62106 Radio Data System groups.
  public static let rds = LinkType(rawValue: 265)
  /// USB with Darwin header.
  public static let usbDarwin = LinkType(rawValue: 266)
  /// OpenBSD DLT_OPENFLOW.
  public static let openflow = LinkType(rawValue: 267)
  /// IBM SDLC frames.
  public static let sdlc = LinkType(rawValue: 268)
  /// TI LLN sniffer frames.
  public static let tiLLNSniffer = LinkType(rawValue: 269)
  /// Linux vsock.
  public static let vsock = LinkType(rawValue: 271)
  /// Nordic Semiconductor Bluetooth LE sniffer frames.
  public static let nordicBLE = LinkType(rawValue: 272)
  /// Excentis XRA-31 DOCSIS 3.1 RF sniffer frames.
  public static let docsis31Xra31 = LinkType(rawValue: 273)
  /// 802.3br mPackets.
  public static let ethernetMpacket = LinkType(rawValue: 274)
  /// DisplayPort AUX channel monitoring data.
  public static let displayportAUX = LinkType(rawValue: 275)
  /// Linux cooked v2.
  public static let linuxSLL2 = LinkType(rawValue: 276)
  /// OpenVizsla USB.
  public static let openvizsla = LinkType(rawValue: 278)
  /// Elektrobit High Speed Capture and Replay (EBHSCR).
  public static let ebhscr = LinkType(rawValue: 279)
  /// VPP graph dispatch tracer.
  public static let vppDispatch = LinkType(rawValue: 280)
  /// Broadcom tag.
  public static let dsaTAGBRCM = LinkType(rawValue: 281)
  /// Broadcom tag (prepended).
  public static let dsaTAGBRCMPrepend = LinkType(rawValue: 282)
  /// IEEE 802.15.4 with pseudo-header.
  public static let ieee802154TAP = LinkType(rawValue: 283)
  /// Marvell DSA.
  public static let dsaTAGDSA = LinkType(rawValue: 284)
  /// Marvell EDSA.
  public static let dsaTAGEDSA = LinkType(rawValue: 285)
  /// ELEE lawful intercept packets.
  public static let elee = LinkType(rawValue: 286)
  /// Z-Wave serial frames between host and chip.
  public static let zWAVESerial = LinkType(rawValue: 287)
  /// USB 2.0/1.1/1.0 as transmitted over the cable.
  public static let usb20 = LinkType(rawValue: 288)
  /// ATSC Link-Layer Protocol packets.
  public static let atscALP = LinkType(rawValue: 289)
}
