import Packets

/// What a packet can be in that a filter looks into only where a word of its own says so; the raw value is that word.
public enum Encapsulation: String, CaseIterable, Sendable {
  /// An 802.1Q or 802.1ad tag.
  case vlan
  /// An MPLS label.
  case mpls
  /// A PPPoE session.
  case pppoes

  /// What an EtherType stands for; `nil` when it is none of these.
  init?(etherType: UInt32) {
    switch LinkProtocol(rawValue: etherType) {
    case .vlan, .serviceVLAN, .qinq: self = .vlan
    case .mpls: self = .mpls
    case .pppoeSession: self = .pppoes
    default: return nil
    }
  }

  /// The EtherTypes that stand for it.
  var etherTypes: [LinkProtocol] {
    switch self {
    case .vlan: [.vlan, .serviceVLAN, .qinq]
    case .mpls: [.mpls]
    case .pppoes: [.pppoeSession]
    }
  }

  /// Those that a filter for packets of a link type has words for.
  static func known(on linkType: LinkType) -> [Encapsulation] {
    if linkType.isEthernetLike { return allCases }
    if linkType == .cHDLC { return [.mpls, .pppoes] }
    return linkType == .linuxSLL || linkType == .linuxSLL2 ? [.pppoes] : []
  }
}
