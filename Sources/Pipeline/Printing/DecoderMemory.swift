internal import Bytes
internal import Packets
internal import System

/// What the process that captures and the one that decodes share: a block of packets, and how far it is printed.
///
/// A packet in the block is a header of 40 bytes and its own bytes: seconds (8 bytes), nanoseconds (8), original length,
/// captured length, link type, interface, packets lost before it (4 each), direction and state of the checksum (1 each),
/// and two bytes of nothing; the highest byte first.
struct DecoderMemory: Sendable {
  /// The words.
  enum Word: Int, CaseIterable {
    /// Packets in the block, and bytes.
    case count, byteCount
    /// Packets of earlier blocks.
    case before
    /// Whether the block is at work.
    case isBusy
    /// The packet that is being decoded, and the first whose line is not written.
    case current, unwritten
    /// One more than the packet that ended a decoder; 0 for none.
    case poison
    /// What the decoder does, and a number that grows with whatever it does.
    case work, beat
  }

  /// What a decoder does.
  enum Work: UInt32 {
    case waiting, decoding, writing
  }

  private static let headerLength = 40
  /// Room for a block of the queue, with the longest packet that there is behind it.
  private static let capacity = 1 << 20

  private let memory: SharedMemory

  /// Memory without a block.
  ///
  /// - Throws: `SystemCallError` when there is none.
  init() throws(SystemCallError) { memory = try SharedMemory(words: Word.allCases.count, capacity: Self.capacity) }

  subscript(_ word: Word) -> Int {
    get { Int(memory[word.rawValue]) }
    nonmutating set { memory[word.rawValue] = UInt32(truncatingIfNeeded: newValue) }
  }

  var work: Work {
    get { Work(rawValue: memory[Word.work.rawValue]) ?? .waiting }
    nonmutating set { memory[Word.work.rawValue] = newValue.rawValue }
  }

  /// Something has been done.
  func beat() { memory[Word.beat.rawValue] &+= 1 }

  /// Begins a block.
  func clear() {
    for word in [Word.count, .byteCount, .current, .unwritten, .poison] { self[word] = 0 }
  }

  /// Puts a packet into the block.
  ///
  /// - Returns: whether there was room for it.
  func append(_ packet: borrowing CapturedPacket) -> Bool {
    let start = self[.byteCount]
    // None is longer than the memory; if one were, its beginning would do for a line.
    let room = Self.capacity - start - Self.headerLength
    guard room >= packet.bytes.byteCount || start == 0 else { return false }
    let captured = min(packet.bytes.byteCount, room)
    memory.put(packet.timestamp.seconds, at: start)
    memory.put(packet.timestamp.nanoseconds, at: start + 8)
    memory.put(UInt32(truncatingIfNeeded: packet.originalLength), at: start + 16)
    memory.put(UInt32(truncatingIfNeeded: captured), at: start + 20)
    memory.put(UInt32(packet.linkType.rawValue), at: start + 24)
    memory.put(packet.interfaceIndex, at: start + 28)
    memory.put(packet.lostBefore, at: start + 32)
    memory.put(packet.direction.rawValue, at: start + 36)
    memory.put(packet.checksumState.rawValue, at: start + 37)
    memory.put(packet.bytes.extracting(first: captured), at: start + Self.headerLength)
    self[.byteCount] = start + Self.headerLength + captured
    self[.count] += 1
    return true
  }

  /// The bytes of the block.
  var block: RawSpan {
    @_lifetime(borrow self)
    borrowing get { memory.bytes.extracting(first: min(self[.byteCount], Self.capacity)) }
  }

  /// The packet that begins at an offset of a block, and where the next one does; `nil` behind the last.
  @_lifetime(copy block)
  static func packet(in block: RawSpan, at offset: Int) -> CapturedPacket? {
    guard block.byteCount - offset >= headerLength else { return nil }
    let captured = Int(block.load32(offset + 20))
    guard captured <= block.byteCount - offset - headerLength else { return nil }
    var packet = CapturedPacket(
      timestamp: Timestamp(
        seconds: Int64(bitPattern: block.load64(offset)), nanoseconds: Int64(bitPattern: block.load64(offset + 8))),
      originalLength: Int(block.load32(offset + 16)),
      linkType: LinkType(rawValue: .init(truncatingIfNeeded: block.load32(offset + 24))),
      bytes: block.extracting((offset + headerLength)..<(offset + headerLength + captured)))
    packet.interfaceIndex = block.load32(offset + 28)
    packet.lostBefore = block.load32(offset + 32)
    packet.direction = PacketDirection(rawValue: block.load8(offset + 36)) ?? .unknown
    packet.checksumState = ChecksumState(rawValue: block.load8(offset + 37)) ?? .unknown
    return packet
  }

  /// Where the packet behind this one begins.
  static func offset(behind packet: borrowing CapturedPacket, at offset: Int) -> Int {
    offset + headerLength + packet.bytes.byteCount
  }
}
