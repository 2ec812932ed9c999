import Packets

/// Where in a packet things are, for a link type and for what a filter has looked into so far.
///
/// `vlan`, `mpls`, `pppoes`, `geneve` and `lane` make another layout of it, which holds for everything to their right.
/// Offsets wrap at 32 bits: -1 is where nothing is.
struct LinkLayout: Equatable {
  /// An offset, part of which may be known only when a packet is there.
  struct Offset: Equatable {
    var variable: Slot?
    var constant: UInt32

    init(_ constant: UInt32, from variable: Slot? = nil) {
      self.variable = variable
      self.constant = constant
    }

    /// A load at a distance from the offset.
    func load(_ size: Value.Size, _ distance: UInt32) -> Value {
      .load(size, base: variable.map(Value.slot), offset: constant &+ distance)
    }
  }

  /// The offset that stands for one which is not there.
  static let nowhere = UInt32.max

  /// What the innermost link header looked into is.
  var linkType: LinkType
  /// Where that header begins.
  var header: Offset
  /// Where it says what follows; `nil` when it does not.
  var typeField: Offset?
  /// Where its payload begins.
  var payload: Offset
  /// Where in the payload the network header begins, behind LLC and SNAP if there are any.
  var network: UInt32
  /// Where in the payload the network header begins when there is no SNAP.
  var networkNoSNAP: UInt32
  /// Whether the link is a LAN emulated over ATM.
  var isEmulatedLAN = false
  /// MPLS labels looked at so far.
  var labels = 0
  /// 802.1Q tags looked at so far.
  var tags = 0
  /// Whether this is inside a tunnel.
  var isTunnelled = false

  /// The layout of packets that begin with the header of a link type.
  init(_ linkType: LinkType) {
    self.linkType = linkType
    header = Offset(0)
    let entry = Self.entry(of: linkType)
    typeField = entry.type.map { Offset($0) }
    payload = Offset(entry.payload)
    network = entry.network
    networkNoSNAP = entry.noSNAP
    adjustForVariableHeaders()
  }

  private mutating func adjustForVariableHeaders() {
    if linkType.hasRadioHeader {
      header = Offset(0, from: .linkHeader)
      typeField = Offset(24, from: .linkHeader)
    }
    if linkType.is80211 || linkType == .pflog { payload = Offset(0, from: .linkPayload) }
    if linkType == .netanalyzer { header = Offset(4) }
    if linkType == .netanalyzerTransparent { header = Offset(12) }
  }

  // MARK: Other layouts

  /// Behind an 802.1Q tag that stands in the packet.
  func behindTag() -> LinkLayout {
    var layout = self
    layout.payload.constant &+= 4
    layout.typeField?.constant &+= 4
    layout.tags += 1
    return layout
  }

  /// Behind an 802.1Q tag that the kernel has taken out.
  func behindTakenTag() -> LinkLayout {
    var layout = self
    layout.tags += 1
    return layout
  }

  /// Behind an MPLS label.
  func behindLabel() -> LinkLayout {
    var layout = self
    layout.network &+= 4
    layout.networkNoSNAP &+= 4
    layout.labels += 1
    return layout
  }

  /// Inside a PPPoE session: PPP, without HDLC.
  func insidePPPoE() -> LinkLayout {
    var layout = self
    layout.linkType = .ppp
    layout.isEmulatedLAN = false
    layout.header = Offset(payload.constant &+ network &+ 6, from: payload.variable)
    layout.typeField = layout.header
    layout.payload = Offset(layout.header.constant &+ 2, from: payload.variable)
    layout.network = 0
    layout.networkNoSNAP = 0
    return layout
  }

  /// Inside an Ethernet LAN emulated over ATM.
  func insideEmulatedLAN() -> LinkLayout {
    var layout = self
    layout.linkType = .ethernet
    layout.isEmulatedLAN = true
    layout.header = Offset(6)
    layout.typeField = Offset(18)
    layout.payload = Offset(20)
    layout.network = 0
    layout.networkNoSNAP = 3
    return layout
  }

  /// Inside a tunnel whose offsets have been kept in slots.
  func insideTunnel(type: Slot, header: Slot, payload: Slot) -> LinkLayout {
    var layout = self
    layout.linkType = .ethernet
    layout.isEmulatedLAN = false
    layout.isTunnelled = true
    layout.typeField = Offset(0, from: type)
    layout.header = Offset(0, from: header)
    layout.payload = Offset(0, from: payload)
    layout.network = 0
    layout.networkNoSNAP = 3
    layout.tags = 0
    return layout
  }
}

extension LinkType {
  /// Whether an 802.11 header is behind a radio header of variable length.
  var hasRadioHeader: Bool {
    self == .prismHeader || self == .ieee80211Radio || self == .ieee80211RadioAVS || self == .ppi
  }

  /// Whether there is an 802.11 header.
  var is80211: Bool { self == .ieee80211 || hasRadioHeader }

  /// Whether addresses and types are those of Ethernet.
  var isEthernetLike: Bool { self == .ethernet || self == .netanalyzer || self == .netanalyzerTransparent }

  var isPPP: Bool { self == .ppp || self == .pppPPPD || self == .pppSerial || self == .pppEther }

  var isSS7: Bool { self == .mtp2 || self == .erf || self == .mtp2WITHPHDR }

  /// The link types of Juniper that begin with its magic number.
  var isJuniper: Bool {
    switch self {
    case .juniperMFR, .juniperMLFR, .juniperMlppp, .juniperATM1, .juniperATM2, .juniperPppoe, .juniperPppoeATM,
      .juniperGGSN, .juniperES, .juniperMonitor, .juniperServices, .juniperEther, .juniperPPP, .juniperFrelay,
      .juniperChdlc, .juniperVP, .juniperST, .juniperISM, .juniperVS, .juniperSRXE2E, .juniperFibrechannel,
      .juniperATMCemic:
      true
    default: false
    }
  }
}
