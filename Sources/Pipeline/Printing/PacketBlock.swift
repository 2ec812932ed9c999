internal import Bytes
internal import Packets

/// Packets copied out of their source, to be rendered by another thread.
struct PacketBlock: Sendable {
  private struct Record: Sendable {
    let timestamp: Timestamp
    let originalLength: Int
    let linkType: LinkType
    let interfaceIndex: UInt32
    let direction: PacketDirection
    let checksumState: ChecksumState
    let lostBefore: UInt32
    let number: Int
    let unprinted: Int
    let end: Int
  }

  /// Bytes that a packet takes besides its own, about.
  private static let overhead = 64

  private var bytes: [UInt8] = []
  private var records: [Record] = []

  /// A block without packets.
  init() {}

  var count: Int { records.count }
  /// Memory in use, about.
  var size: Int { bytes.count + records.count * Self.overhead }

  /// Appends a packet.
  ///
  /// - Parameters:
  ///   - number: its number, from 1 on.
  ///   - unprinted: packets before it that are not to be printed.
  mutating func append(_ packet: borrowing CapturedPacket, number: Int, unprinted: Int) {
    bytes.append(contentsOf: packet.bytes)
    records.append(
      Record(
        timestamp: packet.timestamp, originalLength: packet.originalLength, linkType: packet.linkType,
        interfaceIndex: packet.interfaceIndex, direction: packet.direction, checksumState: packet.checksumState,
        lostBefore: packet.lostBefore, number: number, unprinted: unprinted, end: bytes.count))
  }

  /// Forgets the packets and keeps the room.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
  }

  /// A packet, in place.
  @_lifetime(borrow self)
  func packet(_ index: Int) -> CapturedPacket {
    let record = records[index]
    let start = index == 0 ? 0 : records[index - 1].end
    var packet = CapturedPacket(
      timestamp: record.timestamp, originalLength: record.originalLength, linkType: record.linkType,
      bytes: bytes.rawSpan.extracting(start..<record.end))
    packet.interfaceIndex = record.interfaceIndex
    packet.direction = record.direction
    packet.checksumState = record.checksumState
    packet.lostBefore = record.lostBefore
    return packet
  }

  /// The number of a packet, and how many before it are not to be printed.
  func place(_ index: Int) -> (number: Int, unprinted: Int) { (records[index].number, records[index].unprinted) }
}
