/// How the memory of a ring is cut into blocks.
struct RingGeometry: Equatable {
  /// Bytes of a block: a power of two of pages, as the kernel takes no others.
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
  /// Blocks that a ring has at least: one is read and one written into, and the others are what may wait.
  private static let fewestBlocks = 8

  /// A geometry for a capture.
  ///
  /// Large blocks cost least; but the kernel writes into one block while another is read, and nobody is woken before one
  /// is full, so that a small ring needs small ones. A block holds the largest usual packet; a larger packet is cut, which
  /// its lengths tell. A ring for whole packets so has a MiB at least, and a smaller one only where packets are cut. With
  /// `isImmediate` a block is handed over after a few milliseconds, mostly empty: more and smaller blocks then last longer.
  /// So is one with `isMerged`, for which others wait, a little later.
  init(byteCount: Int?, snapshotLength: Int, isImmediate: Bool, isMerged: Bool = false) {
    let wanted = max(byteCount ?? Self.defaultByteCount, 1)
    let packet = min(snapshotLength, Self.largestUsualPacket) + Self.overhead
    let smallest = max(Self.powerOfTwo(notBelow: packet), Self.smallestBlock)
    let ceiling = isImmediate ? smallest : Self.largestBlock
    blockSize = max(min(Self.powerOfTwo(notBelow: wanted / Self.fewestBlocks), ceiling), smallest)
    blockCount = max((wanted - 1) / blockSize + 1, Self.fewestBlocks)
    retireMilliseconds = isImmediate ? 4 : isMerged ? 10 : 100
  }

  private static func powerOfTwo(notBelow value: Int) -> Int {
    var power = pageSize
    while power < value { power <<= 1 }
    return power
  }
}
