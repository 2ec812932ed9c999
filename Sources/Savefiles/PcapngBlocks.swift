internal import Bytes
internal import System

/// The blocks of a pcapng file, one after the other:
///
///     0 type (4)   4 total length (4)   8 contents   total length again (4)
///
/// Blocks of types that are not known here are passed over without being held in memory, unless all are wanted
/// (draft-ietf-opsawg-pcapng section 3.1).
struct PcapngBlocks {
  /// What comes next in a file.
  enum Step {
    /// A block of a type that is wanted, which lies whole in the buffer.
    case block(PcapngBlockType, length: Int)
    case end
    /// A stream has not got it yet.
    case later
  }

  static let headerLength = 8
  static let trailerLength = 4

  /// The order of every integer of the section.
  var order: ByteOrder
  /// Bytes of a block at most; more is damage.
  var maximumLength = 16 << 20
  /// Where in the file the block begins that is being read.
  private(set) var offset = 0
  /// A block that is being passed over: its length, and the bytes of it to drop before its trailer.
  private var passing: (length: UInt32, left: Int)?

  /// Whether blocks of all types are wanted.
  let wantsAll: Bool

  init(order: ByteOrder, wantsAll: Bool = false) {
    self.order = order
    self.wantsAll = wantsAll
  }

  /// Brings the next block that is wanted into the buffer. The header of a section tells the order of all behind it.
  mutating func next(in input: inout SavefileInput) throws(SavefileError) -> Step {
    while true {
      if let passing {
        guard try finishPassing(passing.length, in: &input) else { return .later }
      }
      offset = input.offset
      switch try input.supply(Self.headerLength) {
      case .ready: break
      case .later: return .later
      case .end:
        guard input.buffer.count > 0 else { return .end }
        throw error(.blockCut(needed: Self.headerLength, found: input.buffer.count))
      }
      let type = PcapngBlockType(rawValue: input.buffer.unread.load(fromByteOffset: 0, as: UInt32.self, order))
      if type == .sectionHeader {
        guard try learnOrder(in: &input) else { return .later }
      }
      let length = input.buffer.unread.load(fromByteOffset: 4, as: UInt32.self, order)
      try check(length)
      guard wantsAll || type.isKnown else {
        passing = (length, Int(length) - Self.trailerLength)
        continue
      }
      guard try hasBlock(length, in: &input) else { return .later }
      return .block(type, length: Int(length))
    }
  }

  /// A fault of the block that is being read.
  func error(_ reason: SavefileError.Reason) -> SavefileError { SavefileError(reason, at: offset) }

  /// Looks at the byte order of a section that begins.
  ///
  /// - Returns: whether its magic number is there already.
  private mutating func learnOrder(in input: inout SavefileInput) throws(SavefileError) -> Bool {
    switch try input.supply(PcapngSectionHeader.leastKnown) {
    case .ready: break
    case .later: return false
    case .end: throw error(.blockCut(needed: PcapngSectionHeader.leastKnown, found: input.buffer.count))
    }
    guard let beginning = PcapngSectionHeader.Beginning(input.buffer.unread) else {
      let magic = input.buffer.unread.load(fromByteOffset: Self.headerLength, as: UInt32.self, order)
      throw error(.badByteOrderMagic(magic))
    }
    order = beginning.order
    return true
  }

  private func check(_ length: UInt32) throws(SavefileError) {
    let minimum = Self.headerLength + Self.trailerLength
    guard length >= minimum else { throw error(.blockTooShort(length: length, minimum: minimum)) }
    guard length % 4 == 0 else { throw error(.blockUnaligned(length: length)) }
    guard length <= maximumLength else { throw error(.blockTooLong(length: length, maximum: maximumLength)) }
  }

  /// Whether the whole block is in the buffer, after it has been brought there if it can be.
  private func hasBlock(_ length: UInt32, in input: inout SavefileInput) throws(SavefileError) -> Bool {
    switch try input.supply(Int(length)) {
    case .later: return false
    case .end: throw error(.blockCut(needed: Int(length), found: input.buffer.count))
    case .ready:
      let trailer = input.buffer.unread.load(
        fromByteOffset: Int(length) - Self.trailerLength, as: UInt32.self, order)
      guard trailer == length else { throw error(.blockLengthsDiffer(header: length, trailer: trailer)) }
      return true
    }
  }

  /// Whether a block that is being passed over is over.
  private mutating func finishPassing(_ length: UInt32, in input: inout SavefileInput) throws(SavefileError) -> Bool {
    while let left = passing?.left, left > 0 {
      let count = min(left, input.buffer.count)
      input.buffer.drop(count)
      passing?.left = left - count
      guard left > count else { break }
      guard try supply(1, ofBlockOf: length, in: &input) else { return false }
    }
    guard try supply(Self.trailerLength, ofBlockOf: length, in: &input) else { return false }
    let trailer = input.buffer.unread.load(fromByteOffset: 0, as: UInt32.self, order)
    guard trailer == length else { throw error(.blockLengthsDiffer(header: length, trailer: trailer)) }
    input.buffer.drop(Self.trailerLength)
    passing = nil
    return true
  }

  private func supply(
    _ count: Int, ofBlockOf length: UInt32, in input: inout SavefileInput
  ) throws(SavefileError) -> Bool {
    switch try input.supply(count) {
    case .ready: return true
    case .later: return false
    case .end:
      let found = input.offset + input.buffer.count - offset
      throw error(.blockCut(needed: Int(length), found: found))
    }
  }
}
