internal import Bytes
internal import Packets

/// The options of a packet that is written (draft-ietf-opsawg-pcapng section 4.3).
struct PcapngPacketOptions {
  private(set) var bytes: [UInt8] = []

  private enum Code {
    static let flags: UInt16 = 2
    static let drops: UInt16 = 4
    static let packetID: UInt16 = 5
    static let queue: UInt16 = 6
    /// Options of others: those that may be copied into another file, and those that may not.
    static let custom: ClosedRange<UInt16> = 2988...2989
    static let customNotCopied: ClosedRange<UInt16> = 19372...19373
  }

  /// What is known of a packet, and the options that it brings along, those that say the same excepted.
  ///
  /// - Parameter order: that of the packet's own options.
  init(of packet: borrowing CapturedPacket, order: ByteOrder) {
    var hasFlags = false
    if packet.rawOptions.byteCount > 0 { hasFlags = copy(packet.rawOptions, order) }
    if !hasFlags, let flags = Self.flags(of: packet) { bytes.append(PcapngOption(Code.flags, integer: flags)) }
    if packet.lostBefore > 0 {
      bytes.append(PcapngOption(Code.drops, integer: UInt64(packet.lostBefore)))
    }
    if !bytes.isEmpty { bytes.append(UInt32(0)) }
  }

  /// Copies options in this machine's byte order, as far as they are whole.
  ///
  /// - Returns: whether flags are among them.
  private mutating func copy(_ raw: RawSpan, _ order: ByteOrder) -> Bool {
    var options = PcapngOptions(raw, order)
    var hasFlags = false
    while let option = try? options.next(), option.code != 0 {
      // Losses are told from what is known of them, and what may not be copied is not.
      if option.code == Code.drops || Code.customNotCopied.contains(option.code) { continue }
      if option.code == Code.flags { hasFlags = true }
      var value = (0..<option.length).map { options.bytes.load8(option.offset + $0) }
      if order != .native { Self.swap(&value, option.code) }
      bytes.append(PcapngOption(option.code, value))
    }
    return hasFlags
  }

  /// Turns the integers of a value round.
  private static func swap(_ value: inout [UInt8], _ code: UInt16) {
    switch code {
    case Code.flags, Code.packetID, Code.queue: value.reverse()
    case Code.custom where value.count >= 4: value[..<4].reverse()
    default: break
    }
  }

  /// Direction in bits 0 and 1, kind of receiver in bits 2 to 4; `nil` when neither is known.
  private static func flags(of packet: borrowing CapturedPacket) -> UInt32? {
    let direction: UInt32 =
      switch packet.direction {
      case .inbound: 1
      case .outbound: 2
      case .unknown: 0
      }
    let flags = direction | receiver(of: packet) << 2
    return flags == 0 ? nil : flags
  }

  /// 1 for one, 2 for a group, 3 for all, 4 for somebody else; 0 when that is not known.
  private static func receiver(of packet: borrowing CapturedPacket) -> UInt32 {
    let bytes = packet.bytes
    switch packet.linkType {
    case .ethernet:
      guard packet.direction != .unknown, bytes.has(6, at: 0) else { return 0 }
      let address = UInt64(bytes.load32(0)) << 16 | UInt64(bytes.load16(4))
      return address == MACAddress.broadcast.rawValue ? 3 : MACAddress(rawValue: address).isMulticast ? 2 : 1
    case .linuxSLL: return bytes.has(2, at: 0) ? receiver(packetType: Int(bytes.load16(0))) : 0
    case .linuxSLL2: return bytes.has(11, at: 0) ? receiver(packetType: Int(bytes.load8(10))) : 0
    default: return 0
    }
  }

  /// The same from what Linux calls it (`linux/if_packet.h`): to this machine, to all, to a group, to somebody else.
  private static func receiver(packetType: Int) -> UInt32 {
    let kinds: [UInt32] = [1, 3, 2, 4]
    return kinds.indices.contains(packetType) ? kinds[packetType] : 0
  }
}
