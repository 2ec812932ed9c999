/// How the memory of a ring is cut into blocks.
struct RingGeometry: Equatable {
  /// Bytes of a block: whole pages, a power of two where there is room for many.
  let blockSize: Int
  /// Blocks.
  var blockCount: Int
  /// How long a block may wait for more packets, in milliseconds, before it is handed over.
  let retireMilliseconds: UInt32

  /// Bytes of the ring.
  var byteCount: Int { blockSize * blockCount }

  /// Bytes that a packet takes besides its own: the block's header and its own headers, with room to spare.
  private static let overhead = 512
  /// What a packet of TCP or UDP grows to at most before it is cut for the wire.
  private static let largestUsualPacket = 65_536
  private static let pageSize = 4096
  private static let largestBlock = 1 << 20
  private static let smallestBlock = 1 << 14
  private static let defaultByteCount = 8 << 20

  /// A geometry for a capture.
  ///
  /// Large blocks cost least; but the kernel writes into one block while another is read, and nobody is woken before one
  /// is full, so that a small ring needs small ones. A block holds the largest usual packet, and in a small ring not a page
  /// more, though the kernel takes a power of two of pages for it; a larger packet is cut, which its lengths tell. With
  /// `isImmediate` a block is handed over after a few milliseconds, mostly empty: more and smaller blocks then last longer.
  /// So is one with `isMerged`, for which others wait, a little later.
  init(byteCount: Int?, snapshotLength: Int, isImmediate: Bool, isMerged: Bool = false) {
    let wanted = max(byteCount ?? Self.defaultByteCount, 1)
    let packet = min(snapshotLength, Self.largestUsualPacket) + Self.overhead
    let smallest = max((packet + Self.pageSize - 1) / Self.pageSize * Self.pageSize, Self.smallestBlock)
    let ceiling = isImmediate ? Self.powerOfTwo(notBelow: smallest) : Self.largestBlock
    blockSize = max(min(Self.powerOfTwo(notBelow: wanted / 8), ceiling), smallest)
    blockCount = max((wanted - 1) / blockSize + 1, 2)
    retireMilliseconds = isImmediate ? 4 : isMerged ? 10 : 100
  }

  private static func powerOfTwo(notBelow value: Int) -> Int {
    var power = pageSize
    while power < value { power <<= 1 }
    return power
  }
}
