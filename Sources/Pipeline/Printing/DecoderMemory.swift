internal import Bytes
internal import Packets
internal import System

/// What the process that captures and the one that decodes share: packets, and how far they are printed.
///
/// Packets stay when they are printed, for another decoder to see what this one has seen, until there is no room for more.
///
/// A packet is a header of 52 bytes and its own bytes: seconds, nanoseconds, number (8 bytes each), original
/// length, captured length, link type, interface, packets lost before it, packets before it that are not printed (4 each),
/// direction, state of the checksum, and whether it has ended a decoder (1 each), and a byte of nothing; the highest byte
/// first. Behind all packets stand the names of interfaces by their numbers, 16 bytes each.
struct DecoderMemory: Sendable {
  /// The words.
  enum Word: Int, CaseIterable {
    /// Packets, and bytes of them.
    case count, byteCount
    /// Whether something was asked of the decoder that it has not answered.
    case isBusy
    /// The packet that is being decoded, and the first whose line is not written.
    case current, unwritten
    /// The decoder, and whether there is a copy of it that knows what it knew before the first of these packets.
    case decoder, hasCopy
    /// What the decoder does, and a number that grows with whatever it does.
    case work, beat
  }

  /// What a decoder does.
  enum Work: UInt32 {
    case waiting, decoding, writing
  }

  private static let headerLength = 52
  private static let poisonOffset = 50
  /// Bytes of packets: enough that what takes place when they are full costs next to nothing.
  static let capacity = 4 << 20
  /// Interfaces that have room for their names, and bytes of one with the zero at its end.
  private static let mostNames = 1 << 12
  private static let nameLength = 16

  private let memory: SharedMemory

  /// Memory without a block.
  ///
  /// - Throws: `SystemCallError` when there is none.
  init() throws(SystemCallError) {
    memory = try SharedMemory(
      words: Word.allCases.count, capacity: Self.capacity + Self.mostNames * Self.nameLength)
  }

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

  /// Forgets all packets.
  func clear() {
    for word in [Word.count, .byteCount, .current, .unwritten] { self[word] = 0 }
  }

  /// Puts a packet behind the others.
  ///
  /// - Parameters:
  ///   - number: its number, from 1 on.
  ///   - unprinted: packets before it that are not to be printed.
  /// - Returns: whether there was room for it.
  func append(_ packet: borrowing CapturedPacket, number: Int, unprinted: Int) -> Bool {
    let start = self[.byteCount]
    // None is longer than the memory; if one were, its beginning would do for a line.
    let room = Self.capacity - start - Self.headerLength
    guard room >= packet.bytes.byteCount || start == 0 else { return false }
    let captured = min(packet.bytes.byteCount, room)
    memory.put(packet.timestamp.seconds, at: start)
    memory.put(packet.timestamp.nanoseconds, at: start + 8)
    memory.put(Int64(number), at: start + 16)
    memory.put(UInt32(truncatingIfNeeded: packet.originalLength), at: start + 24)
    memory.put(UInt32(truncatingIfNeeded: captured), at: start + 28)
    memory.put(UInt32(packet.linkType.rawValue), at: start + 32)
    memory.put(packet.interfaceIndex, at: start + 36)
    memory.put(packet.lostBefore, at: start + 40)
    memory.put(UInt32(clamping: unprinted), at: start + 44)
    memory.put(packet.direction.rawValue, at: start + 48)
    memory.put(packet.checksumState.rawValue, at: start + 49)
    memory.put(UInt16(0), at: start + Self.poisonOffset)
    memory.put(packet.bytes.extracting(first: captured), at: start + Self.headerLength)
    self[.byteCount] = start + Self.headerLength + captured
    self[.count] += 1
    return true
  }

  /// The bytes of all packets.
  var block: RawSpan {
    @_lifetime(borrow self)
    borrowing get { memory.bytes.extracting(first: min(self[.byteCount], Self.capacity)) }
  }

  /// The packet that begins at an offset of a block, and where the next one does; `nil` behind the last.
  @_lifetime(copy block)
  static func packet(in block: RawSpan, at offset: Int) -> CapturedPacket? {
    guard block.byteCount - offset >= headerLength else { return nil }
    let captured = Int(block.load32(offset + 28))
    guard captured <= block.byteCount - offset - headerLength else { return nil }
    var packet = CapturedPacket(
      timestamp: Timestamp(
        seconds: Int64(bitPattern: block.load64(offset)), nanoseconds: Int64(bitPattern: block.load64(offset + 8))),
      originalLength: Int(block.load32(offset + 24)),
      linkType: LinkType(rawValue: .init(truncatingIfNeeded: block.load32(offset + 32))),
      bytes: block.extracting((offset + headerLength)..<(offset + headerLength + captured)))
    packet.interfaceIndex = block.load32(offset + 36)
    packet.lostBefore = block.load32(offset + 40)
    packet.direction = PacketDirection(rawValue: block.load8(offset + 48)) ?? .unknown
    packet.checksumState = ChecksumState(rawValue: block.load8(offset + 49)) ?? .unknown
    return packet
  }

  /// The number of the packet that begins at an offset of a block, and how many before it are not to be printed.
  static func place(in block: RawSpan, at offset: Int) -> (number: Int, unprinted: Int) {
    (Int(Int64(bitPattern: block.load64(offset + 16))), Int(block.load32(offset + 44)))
  }

  /// Marks a packet, by its index, as one that ended a decoder.
  ///
  /// - Returns: its number; 0 when there is none.
  func poison(_ index: Int) -> Int {
    var (at, offset) = (0, 0)
    while let packet = Self.packet(in: block, at: offset) {
      if at == index {
        memory.put(UInt8(1), at: offset + Self.poisonOffset)
        return Self.place(in: block, at: offset).number
      }
      (at, offset) = (at + 1, Self.offset(behind: packet, at: offset))
    }
    return 0
  }

  /// Whether the packet that begins at an offset of a block has ended a decoder.
  static func isPoison(in block: RawSpan, at offset: Int) -> Bool { block.load8(offset + poisonOffset) != 0 }

  /// Where the packet behind this one begins.
  static func offset(behind packet: borrowing CapturedPacket, at offset: Int) -> Int {
    offset + headerLength + packet.bytes.byteCount
  }

  /// Tells the name of an interface; none of those that have no room.
  func setName(_ name: String, of interface: Int) {
    let bytes = Array(name.utf8.prefix(Self.nameLength - 1))
    guard interface < Self.mostNames else { return }
    memory.put(bytes.rawSpan, at: Self.capacity + interface * Self.nameLength)
  }

  /// The name of an interface; `nil` when it was not told.
  func name(of interface: UInt32) -> String? {
    guard interface < Self.mostNames else { return nil }
    let start = Self.capacity + Int(interface) * Self.nameLength
    let bytes = memory.bytes.extracting(start..<(start + Self.nameLength))
    var name = ""
    for index in 0..<Self.nameLength {
      let byte = bytes.load8(index)
      guard byte != 0 else { break }
      name.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return name.isEmpty ? nil : name
  }
}
