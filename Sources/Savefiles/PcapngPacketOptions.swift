internal import Bytes
internal import Packets
internal import System

/// The options of a packet that is written (draft-ietf-opsawg-pcapng section 4.3).
///
/// Those that packets of a capture have stand for themselves, so that nothing is allocated for them.
struct PcapngPacketOptions {
  /// The way that the packet went, see `flags(of:)`; `nil` when nothing is known.
  private var flags: UInt32?
  /// Packets that were lost before it; `nil` for none.
  private var drops: UInt64?
  /// The others, as they stand in the file.
  private var others: [UInt8] = []
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
    if let checksum = extras.checksum, !has(Code.hash) {
      var hash: [UInt8] = [Self.crc32]
      hash.append(checksum(packet.bytes), order)
      others.append(PcapngOption(Code.hash, hash), order)
    }
    if extras.numbersPackets, !has(Code.packetID) {
      others.append(PcapngOption(Code.packetID, integer: UInt64(max(0, number)), order), order)
    }
    if !isCopied, !has(Code.flags) { flags = Self.flags(of: packet) }
    if packet.lostBefore > 0, !has(Code.drops) { drops = UInt64(packet.lostBefore) }
  }

  /// Bytes that they take.
  var byteCount: Int {
    let count = others.count + (flags == nil ? 0 : 8) + (drops == nil ? 0 : 12)
    return count == 0 ? 0 : count + 4
  }

  /// Puts them behind what stands in a buffer, which has room for them.
  func put(into buffer: inout WriteBuffer, _ order: ByteOrder) {
    guard byteCount > 0 else { return }
    let isNative = order == .native
    @inline(__always)
    func put(_ value: some FixedWidthInteger & BitwiseCopyable) { buffer.append(isNative ? value : value.byteSwapped) }
    if !others.isEmpty { buffer.append(others.rawSpan) }
    if let flags {
      put(Code.flags)
      put(UInt16(4))
      put(flags)
    }
    if let drops {
      put(Code.drops)
      put(UInt16(8))
      put(drops)
    }
    put(UInt32(0))
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
      others.append(PcapngOption(option.code, value), newOrder)
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
    switch packetType {
    case 0: 1
    case 1: 3
    case 2: 2
    case 3: 4
    default: 0
    }
  }
}
