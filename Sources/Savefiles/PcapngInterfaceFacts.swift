public import Packets

/// What a pcapng file tells of an interface (draft-ietf-opsawg-pcapng section 4.2).
public struct PcapngInterfaceFacts: Hashable, Sendable {
  /// What its packets are.
  public var linkType: LinkType
  /// Bytes of a packet that were kept at most; 0 for no limit.
  public var snapshotLength: UInt32
  /// What else is told: all but the resolution of timestamps, which the writer sets, and their offset.
  public var options: [PcapngOption]

  /// Facts of an interface.
  public init(linkType: LinkType, snapshotLength: UInt32, options: [PcapngOption] = []) {
    self.linkType = linkType
    self.snapshotLength = snapshotLength
    self.options = options
  }

  /// Adds the name that the system has for it.
  public mutating func add(name: String) { options.append(PcapngOption(2, name)) }

  /// Adds what it is, in words.
  public mutating func add(description: String) { options.append(PcapngOption(3, description)) }

  /// Adds an IPv4 address with its mask.
  public mutating func add(_ address: IPv4Address, mask: UInt32) {
    options.append(PcapngOption(4, Self.bytes(address.rawValue) + Self.bytes(mask)))
  }

  /// Adds an IPv6 address with the bits of its prefix.
  public mutating func add(_ address: IPv6Address, prefixLength: UInt8) {
    options.append(PcapngOption(5, Self.bytes(address.rawValue) + [prefixLength]))
  }

  /// Adds its hardware address.
  public mutating func add(_ address: MACAddress) {
    options.append(PcapngOption(6, Array(Self.bytes(address.rawValue)[2...])))
  }

  /// Adds its speed in bits a second.
  public mutating func add(speed: UInt64) { options.append(PcapngOption(8, integer: speed)) }

  /// Adds the expression that packets were chosen by.
  public mutating func add(filter: String) { options.append(PcapngOption(11, [0] + Array(filter.utf8))) }

  /// Adds the operating system of the machine that it is of.
  public mutating func add(system: String) { options.append(PcapngOption(12, system)) }

  /// An integer in network order.
  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
