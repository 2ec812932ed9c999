internal import Bytes

/// Looks for the next block of a pcapng file behind damage: one of a known type with the same length at both ends, and
/// another such header behind it.
struct PcapngSearch {
  private static let types: Set<UInt32> = [0x0a0d_0d0a, 1, 2, 3, 4, 5, 6, 9, 10, 0x0bad, 0x4000_0bad]
  /// Bytes of a block at most that is looked for.
  private static let longest = 1 << 20

  private let order: ByteOrder
  private let maximumLength: Int

  init(_ blocks: PcapngBlocks) {
    order = blocks.order
    maximumLength = min(blocks.maximumLength, Self.longest)
  }

  /// Goes to the next block.
  ///
  /// - Returns: whether there is one.
  func run(in input: inout SavefileInput) throws(SavefileError) -> Bool {
    try input.search(window: maximumLength + PcapngBlocks.headerLength) { bytes, limit, isEnd in
      var place = 0
      while place < limit, bytes.has(PcapngBlocks.headerLength, at: place) {
        if let end = end(of: place, in: bytes), isEnd && end == bytes.byteCount || header(in: bytes, at: end) != nil {
          return place
        }
        place += 1
      }
      return nil
    }
  }

  /// Where the block at a place ends; `nil` when there is none.
  private func end(of place: Int, in bytes: RawSpan) -> Int? {
    guard let (length, order) = header(in: bytes, at: place), bytes.has(length, at: place) else { return nil }
    let trailer = bytes.load(fromByteOffset: place + length - 4, as: UInt32.self, order)
    return Int(trailer) == length ? place + length : nil
  }

  /// The length that a block's header at a place tells, and its byte order; `nil` when there is none.
  private func header(in bytes: RawSpan, at place: Int) -> (length: Int, order: ByteOrder)? {
    guard bytes.has(12, at: place) else { return nil }
    let type = bytes.load(fromByteOffset: place, as: UInt32.self, order)
    var order = order
    if type == PcapngBlockType.sectionHeader.rawValue {
      guard let beginning = PcapngSectionHeader.Beginning(bytes.suffix(from: place)) else { return nil }
      order = beginning.order
    } else if !Self.types.contains(type) {
      return nil
    }
    let length = Int(bytes.load(fromByteOffset: place + 4, as: UInt32.self, order))
    guard length >= 12, length % 4 == 0, length <= maximumLength else { return nil }
    return (length, order)
  }
}
