/// What a pcapng block holds (draft-ietf-opsawg-pcapng section 11.1).
struct PcapngBlockType: RawRepresentable, Equatable {
  var rawValue: UInt32

  /// The beginning of a section; the same in both byte orders.
  static let sectionHeader = PcapngBlockType(rawValue: 0x0a0d_0d0a)
  static let interfaceDescription = PcapngBlockType(rawValue: 1)
  /// The obsolete packet block.
  static let packet = PcapngBlockType(rawValue: 2)
  static let simplePacket = PcapngBlockType(rawValue: 3)
  static let interfaceStatistics = PcapngBlockType(rawValue: 5)
  static let enhancedPacket = PcapngBlockType(rawValue: 6)

  /// Whether its contents are looked at here.
  var isKnown: Bool { isPacket || self == .interfaceDescription || self == .sectionHeader }

  /// Whether it holds a packet.
  var isPacket: Bool { self == .enhancedPacket || self == .simplePacket || self == .packet }
}
