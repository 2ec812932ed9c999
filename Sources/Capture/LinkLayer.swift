package import Packets

/// What the packets of a network device are, and how they are to be taken from it.
package struct LinkLayer: Equatable {
  /// The usual link type.
  package var linkType: LinkType
  /// All that may be asked for with `-y`, the usual one among them.
  package var offered: [LinkType]
  /// Whether the kernel is to take link-layer headers off, which are then replaced by a header of our own.
  package var isCooked: Bool
  /// The ARPHRD number when nothing is known about it.
  package var unknownHardware: Int?

  /// What the pseudo-device of all devices gives: packets behind a cooked header.
  package static let any = LinkLayer(linkType: .linuxSLL2, offered: [.linuxSLL, .linuxSLL2], isCooked: true)

  init(linkType: LinkType, offered: [LinkType] = [], isCooked: Bool = false, unknownHardware: Int? = nil) {
    self.linkType = linkType
    self.offered = offered.isEmpty ? [linkType] : offered
    self.isCooked = isCooked
    self.unknownHardware = unknownHardware
  }

  /// What a device of a kind gives (`linux/if_arp.h`); the same answers as libpcap's.
  ///
  /// - Parameters:
  ///   - hardware: its ARPHRD number.
  ///   - isWireless: whether it is a Wi-Fi device, which has no DOCSIS on it.
  ///   - switchTag: how a switch chip behind it marks frames (DSA), `nil` without one.
  package init(hardware: Int, name: String, isWireless: Bool, switchTag: String?) {
    if hardware == HardwareType.ethernet {
      self = Self.ethernet(name: name, isWireless: isWireless, switchTag: switchTag)
    } else if HardwareType.withoutHeader.contains(hardware) {
      self.init(linkType: .raw)
    } else if let linkType = HardwareType.linkTypes[hardware] {
      self.init(linkType: linkType)
    } else if HardwareType.fibreChannel.contains(hardware) {
      self.init(linkType: .fc2, offered: [.fc2, .fc2WITHFrameDelims, .ipOVERFC])
    } else if let linkType = HardwareType.cookedLinkTypes[hardware] {
      self.init(linkType: linkType, isCooked: true)
    } else {
      self.init(linkType: .linuxSLL, isCooked: true, unknownHardware: hardware)
    }
  }

  private static func ethernet(name: String, isWireless: Bool, switchTag: String?) -> LinkLayer {
    // Some phones call a device Ethernet whose packets begin with IP.
    if name.hasPrefix("cdma_rmnet") { return LinkLayer(linkType: .raw) }
    if name.hasPrefix("isdn") || name.hasPrefix("isdY") { return LinkLayer(linkType: .linuxSLL, isCooked: true) }
    if isWireless { return LinkLayer(linkType: .ethernet) }
    if let tag = switchTag, let tagged = HardwareType.switchTags[tag] { return LinkLayer(linkType: tagged) }
    // A cable modem's head end may put DOCSIS frames on the wire inside Ethernet framing.
    return LinkLayer(linkType: .ethernet, offered: [.ethernet, .docsis])
  }
}
