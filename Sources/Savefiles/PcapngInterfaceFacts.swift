public import Packets

/// What a pcapng file tells of an interface (draft-ietf-opsawg-pcapng section 4.2).
public struct PcapngInterfaceFacts: Hashable, Sendable {
  /// What its packets are.
  public var linkType: LinkType
  /// Bytes of a packet that were kept at most; 0 for no limit.
  public var snapshotLength: UInt32
  /// What else is told, in this machine's byte order.
  public var options: [PcapngOption]
  /// Whether the packets bring times in the unit that the options tell, as those of a pcapng file do; otherwise the
  /// writer has a unit of its own.
  public internal(set) var hasOwnClock = false

  /// Facts of an interface.
  public init(linkType: LinkType, snapshotLength: UInt32, options: [PcapngOption] = []) {
    self.linkType = linkType
    self.snapshotLength = snapshotLength
    self.options = options
  }

  /// The options that tell the unit of times and what is to be added to them.
  private static let clock: Set<UInt16> = [9, 14]
  /// The options whose values are integers: speeds and the offset of times.
  private static let integers: Set<UInt16> = [8, 10, 14, 16, 17]

  /// The same with times in nanoseconds, as the writer makes them where packets do not bring them.
  var withoutClock: PcapngInterfaceFacts {
    var facts = self
    facts.hasOwnClock = false
    facts.options = options.filter { !Self.clock.contains($0.code) } + [PcapngOption(9, [9])]
    return facts
  }

  /// Turns the integers of an option's value round.
  static func swap(_ value: inout [UInt8], of code: UInt16) {
    if integers.contains(code) { value.reverse() }
    if PcapngOption.custom.contains(code) { PcapngOption.swapCustom(&value) }
  }

  /// The name that the system has for it; `nil` when that is not told.
  public var name: String? { text(2) }

  /// What it is, in words.
  public var description: String? { text(3) }

  /// The expression that packets were chosen by.
  public var filter: String? {
    // A byte before it tells what kind of filter it is: 0 for a text.
    guard let value = options.first(where: { $0.code == 11 })?.value, value.first == 0 else { return nil }
    return String(decoding: value.dropFirst(), as: UTF8.self)
  }

  /// The operating system of its machine.
  public var system: String? { text(12) }

  /// What somebody wants to be known of it.
  public var comments: [String] {
    options.filter { $0.code == 1 }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  private func text(_ code: UInt16) -> String? {
    options.first { $0.code == code }.map { String(decoding: $0.value, as: UTF8.self) }
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
