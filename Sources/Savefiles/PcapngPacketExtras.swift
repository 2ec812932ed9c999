/// What each packet of a pcapng file gets besides what is known of it, unless it brings that along.
public struct PcapngPacketExtras: Sendable {
  /// Whether it gets a number, from 1 on in each file.
  public var numbersPackets = false
  /// What makes the hash that it gets; `nil` for none.
  public var checksum: PacketChecksum?

  /// Nothing.
  public init() {}

  var isNone: Bool { !numbersPackets && checksum == nil }
}
