/// What a pcapng block holds (draft-ietf-opsawg-pcapng section 11.1).
struct PcapngBlockType: RawRepresentable, Equatable {
  var rawValue: UInt32

  /// The beginning of a section; the same in both byte orders.
  static let sectionHeader = PcapngBlockType(rawValue: 0x0a0d_0d0a)
  static let interfaceDescription = PcapngBlockType(rawValue: 1)
  /// The obsolete packet block.
  static let packet = PcapngBlockType(rawValue: 2)
  static let simplePacket = PcapngBlockType(rawValue: 3)
  static let nameResolution = PcapngBlockType(rawValue: 4)
  static let interfaceStatistics = PcapngBlockType(rawValue: 5)
  static let enhancedPacket = PcapngBlockType(rawValue: 6)

  static let journal = PcapngBlockType(rawValue: 9)
  static let decryptionSecrets = PcapngBlockType(rawValue: 10)
  /// What others have agreed on among themselves: one that may be copied into another file, and one that may not.
  static let custom = PcapngBlockType(rawValue: 0x0bad)
  static let customNotCopied = PcapngBlockType(rawValue: 0x4000_0bad)

  /// Whether its contents are looked at here.
  var isKnown: Bool { isPacket || self == .interfaceDescription || self == .sectionHeader }

  /// Whether it may stand in a file that is made of another.
  var mayBeCopied: Bool { self != .customNotCopied }

  /// Whether it holds a packet.
  var isPacket: Bool { self == .enhancedPacket || self == .simplePacket || self == .packet }
}
