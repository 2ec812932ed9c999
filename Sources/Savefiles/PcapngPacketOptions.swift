internal import Bytes
internal import Packets

/// The options of a packet that is written (draft-ietf-opsawg-pcapng section 4.3).
struct PcapngPacketOptions {
  private(set) var bytes: [UInt8] = []
  /// The options that the packet brings along, a bit for each of the first codes.
  private var brought: UInt64 = 0

  private enum Code {
    static let flags: UInt16 = 2
    static let hash: UInt16 = 3
    static let drops: UInt16 = 4
    static let packetID: UInt16 = 5
    static let queue: UInt16 = 6
  }

  /// What is known of a packet, and the options that it brings along.
  ///
  /// - Parameters:
  ///   - order: that of the file that is written.
  ///   - isCopied: whether the packet comes from a pcapng file, which has said of it what it knows.
  ///   - number: the packet's in the file.
  init(
    of packet: borrowing CapturedPacket, order: ByteOrder, isCopied: Bool, _ extras: PcapngPacketExtras, number: Int
  ) {
    if packet.rawOptions.byteCount > 0 {
      let from = packet.isSwapped ? ByteOrder.native.swapped : .native
      copy(packet.rawOptions, from: from, to: order)
    }
    if !isCopied, !has(Code.flags), let flags = Self.flags(of: packet) {
      bytes.append(PcapngOption(Code.flags, integer: flags, order), order)
    }
    if let checksum = extras.checksum, !has(Code.hash) {
      var hash: [UInt8] = [Self.crc32]
      hash.append(checksum(packet.bytes), order)
      bytes.append(PcapngOption(Code.hash, hash), order)
    }
    if !has(Code.drops), packet.lostBefore > 0 {
      bytes.append(PcapngOption(Code.drops, integer: UInt64(packet.lostBefore), order), order)
    }
    if extras.numbersPackets, !has(Code.packetID) {
      bytes.append(PcapngOption(Code.packetID, integer: UInt64(max(0, number)), order), order)
    }
    if !bytes.isEmpty { bytes.append(UInt32(0)) }
  }

  /// The way in which a hash was made, in its first byte.
  private static let crc32: UInt8 = 2

  private func has(_ code: UInt16) -> Bool { code < 64 && brought >> UInt64(code) & 1 == 1 }

  /// Copies options, as far as they are whole. What may not be copied is not.
  private mutating func copy(_ raw: RawSpan, from order: ByteOrder, to newOrder: ByteOrder) {
    var options = PcapngOptions(raw, order)
    while let option = try? options.next(), option.code != 0 {
      if PcapngOption.customNotCopied.contains(option.code) { continue }
      if option.code < 64 { brought |= 1 << UInt64(option.code) }
      var value = (0..<option.length).map { options.bytes.load8(option.offset + $0) }
      if order != newOrder { Self.swap(&value, option.code) }
      bytes.append(PcapngOption(option.code, value), newOrder)
    }
  }

  /// Turns the integers of a value round.
  private static func swap(_ value: inout [UInt8], _ code: UInt16) {
    switch code {
    case Code.flags, Code.drops, Code.packetID, Code.queue: value.reverse()
    case PcapngOption.custom: PcapngOption.swapCustom(&value)
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
