internal import Bytes
internal import Packets

/// What stands before the bytes of a packet in the three kinds of packet block
/// (draft-ietf-opsawg-pcapng sections 4.3, 4.4 and appendix A), without header and trailer:
///
///     enhanced   0 interface (4)   4 time, high (4)   8 time, low (4)   12 captured length (4)   16 original length (4)
///     obsolete   0 interface (2)   2 drops (2)   4 time, high (4)   8 time, low (4)   12 captured (4)   16 original (4)
///     simple     0 original length (4)
struct PcapngPacketBlock {
  let type: PcapngBlockType
  let order: ByteOrder
  private(set) var interface: UInt32 = 0
  /// The time in the interface's unit; a simple block has none.
  private(set) var ticks: UInt64 = 0
  let capturedLength: UInt32
  let originalLength: UInt32
  /// Packets lost since the one before, as the obsolete block tells.
  private(set) var drops: UInt32 = 0
  private let fixedLength: Int

  /// Whether it has no room for a time.
  var isSimple: Bool { type == .simplePacket }

  static let largestFixedLength = 20

  private enum Code {
    static let flags: UInt16 = 2
    static let drops: UInt16 = 4
  }

  /// Reads what stands before the packet.
  ///
  /// - Parameter snapshotLength: bytes of a packet of the first interface at most, which a simple block does not tell.
  init(
    _ type: PcapngBlockType, _ contents: RawSpan, _ order: ByteOrder, snapshotLength: Int
  ) throws(SavefileFault) {
    self.type = type
    self.order = order
    fixedLength = type == .simplePacket ? 4 : 20
    guard contents.byteCount >= fixedLength else { throw SavefileFault(.blockContentsCut(type: type.rawValue)) }
    guard type != .simplePacket else {
      originalLength = contents.load(fromByteOffset: 0, as: UInt32.self, order)
      capturedLength = UInt32(min(Int(originalLength), snapshotLength))
      return
    }
    let high = contents.load(fromByteOffset: 4, as: UInt32.self, order)
    let low = contents.load(fromByteOffset: 8, as: UInt32.self, order)
    ticks = UInt64(high) << 32 | UInt64(low)
    capturedLength = contents.load(fromByteOffset: 12, as: UInt32.self, order)
    originalLength = contents.load(fromByteOffset: 16, as: UInt32.self, order)
    guard type == .packet else {
      interface = contents.load(fromByteOffset: 0, as: UInt32.self, order)
      return
    }
    interface = UInt32(contents.load(fromByteOffset: 0, as: UInt16.self, order))
    let drops = contents.load(fromByteOffset: 2, as: UInt16.self, order)
    // All ones stand for a number that is not known.
    self.drops = drops == .max ? 0 : UInt32(drops)
  }

  /// The packet, with what its options tell.
  @_lifetime(copy contents)
  func packet(
    in contents: RawSpan, _ timestamp: Timestamp, _ linkType: LinkType, snapshotLength: Int
  ) throws(SavefileFault) -> CapturedPacket {
    let length = Int(capturedLength)
    guard length <= snapshotLength else {
      throw SavefileFault(.packetOverSnapshotLength(length: capturedLength, snapshotLength: snapshotLength))
    }
    guard contents.has(length, at: fixedLength) else {
      throw SavefileFault(.blockContentsCut(type: type.rawValue))
    }
    var packet = CapturedPacket(
      timestamp: timestamp, originalLength: Int(originalLength), linkType: linkType,
      bytes: contents.extracting(fixedLength..<(fixedLength + length)))
    packet.interfaceIndex = interface
    packet.lostBefore = drops
    packet.clockTicks = ticks
    packet.isSimple = isSimple
    packet.isSwapped = order != .native
    guard type != .simplePacket else { return packet }
    packet.rawOptions = contents.suffix(from: fixedLength + (length + 3) & ~3)
    if packet.rawOptions.byteCount > 0 { applyOptions(to: &packet) }
    return packet
  }

  /// Reads the options as far as they are whole: what is broken behind a packet does not make it worse.
  @_lifetime(packet: copy packet)
  private func applyOptions(to packet: inout CapturedPacket) {
    var options = PcapngOptions(packet.rawOptions, order)
    while let option = try? options.next(), option.code != 0 {
      switch (option.code, option.length) {
      case (Code.flags, 4):
        let flags = options.bytes.load(fromByteOffset: option.offset, as: UInt32.self, order)
        packet.direction = flags & 3 == 1 ? .inbound : flags & 3 == 2 ? .outbound : .unknown
      case (Code.drops, 8):
        let count = options.bytes.load(fromByteOffset: option.offset, as: UInt64.self, order)
        packet.lostBefore = UInt32(clamping: count)
      default: break
      }
    }
  }
}
