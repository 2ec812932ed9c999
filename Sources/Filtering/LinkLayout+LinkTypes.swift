import Packets

extension LinkLayout {
  /// The constant offsets that a link type implies.
  struct Entry {
    /// Where the header says what follows; `nil` when it does not.
    var type: UInt32?
    /// Where the payload begins.
    var payload: UInt32
    /// Where in the payload the network header begins.
    var network: UInt32
    /// The same when there is no SNAP header.
    var noSNAP: UInt32

    init(_ type: UInt32?, _ payload: UInt32, _ network: UInt32 = 0, _ noSNAP: UInt32 = 0) {
      self.type = type
      self.payload = payload
      self.network = network
      self.noSNAP = noSNAP
    }

    /// A link type of which only the bytes can be looked at.
    static let opaque = Entry(nil, nowhere, nowhere, nowhere)
  }

  /// The offsets of a link type, as libpcap 1.10.3 has them.
  static func entry(of linkType: LinkType) -> Entry { table[linkType] ?? .opaque }

  private static let table: [LinkType: Entry] = [
    .arcnet: Entry(2, 6),
    .arcnetLinux: Entry(4, 8),
    .ethernet: Entry(12, 14, 0, 3),
    .netanalyzer: Entry(16, 18, 0, 3),
    .netanalyzerTransparent: Entry(24, 26, 0, 3),
    .slip: Entry(nil, 16),
    .slipBsdos: Entry(nil, 24),
    .null: Entry(0, 4),
    .loop: Entry(0, 4),
    .enc: Entry(0, 12),
    .ppp: Entry(2, 4),
    .pppPPPD: Entry(2, 4),
    .pppSerial: Entry(2, 4),
    .cHDLC: Entry(2, 4),
    .pppEther: Entry(6, 8),
    .pppBsdos: Entry(5, 24),
    .fddi: Entry(13, 13, 8, 3),
    .tokenRing: Entry(14, 14, 8, 3),
    .ieee80211: Entry(24, 0, 8, 3),
    .prismHeader: Entry(24, 0, 8, 3),
    .ieee80211Radio: Entry(24, 0, 8, 3),
    .ieee80211RadioAVS: Entry(24, 0, 8, 3),
    .ppi: Entry(24, 0, 8, 3),
    .atmRfc1483: Entry(0, 0, 8, 3),
    .atmCLIP: Entry(0, 0, 8, 3),
    .sunatm: Entry(4, 4, 8, 3),
    .raw: Entry(nil, 0),
    .ipv4: Entry(nil, 0),
    .ipv6: Entry(nil, 0),
    .linuxSLL: Entry(14, 16),
    .linuxSLL2: Entry(0, 20),
    .ltalk: Entry(nil, 0),
    .ipOVERFC: Entry(16, 16, 8, 3),
    .frelay: Entry(nil, 0),
    .mfr: Entry(nil, 0, 4, 0),
    .appleIPOVERIeee1394: Entry(16, 18),
    .symantecFirewall: Entry(6, 44),
    .pflog: Entry(0, 0),
    .juniperMFR: Entry(4, 4, 0, nowhere),
    .juniperMLFR: Entry(4, 4, 0, nowhere),
    .juniperMlppp: Entry(4, 4, 0, nowhere),
    .juniperPPP: Entry(4, 4, 0, nowhere),
    .juniperChdlc: Entry(4, 4, 0, nowhere),
    .juniperFrelay: Entry(4, 4, 0, nowhere),
    .juniperATM1: Entry(4, 4, 0, 10),
    .juniperATM2: Entry(8, 8, 0, 10),
    .juniperPppoe: Entry(16, 14, 18, 21),
    .juniperEther: Entry(16, 14, 18, 21),
    .juniperPppoeATM: Entry(4, 6, 0, nowhere),
    .juniperGGSN: Entry(6, 12, 0, nowhere),
    .juniperES: Entry(6, nowhere, nowhere, nowhere),
    .juniperMonitor: Entry(12, 12, 0, nowhere),
    .juniperServices: Entry(12, nowhere, nowhere, nowhere),
    .juniperVP: Entry(18, nowhere, nowhere, nowhere),
    .juniperST: Entry(18, nowhere, nowhere, nowhere),
    .juniperISM: Entry(8, nowhere, nowhere, nowhere),
    .juniperVS: Entry(8, nowhere, nowhere, nowhere),
    .juniperSRXE2E: Entry(8, nowhere, nowhere, nowhere),
    .juniperFibrechannel: Entry(8, nowhere, nowhere, nowhere),
    .juniperATMCemic: Entry(8, nowhere, nowhere, nowhere),
    .pfsync: Entry(nil, 4),
    .ipnet: Entry(1, 24, 0, nowhere),
  ]
}
