/// What a reader has met besides packets and a writer has not written yet.
///
/// A reader adds what stands before a packet before it lends it; whoever writes the packet takes that first. So it comes
/// out in its place, whatever a filter does to the packets between.
public final class SideBlocks {
  // A class because a reader and the writer of its packets share it.

  /// Bytes that are kept at most before somebody has to take them.
  private static let enough = 1 << 20
  private static let tooMuch = 64 << 20

  private var waiting: [SideBlock] = []
  private var byteCount = 0

  /// Nothing yet.
  public init() {}

  /// Whether there is nothing.
  public var isEmpty: Bool { waiting.isEmpty }

  /// Whether no more should come before these are taken.
  var isFull: Bool { byteCount >= Self.enough }

  /// Whether more would be too much even where nobody can take them.
  var isOverfull: Bool { byteCount >= Self.tooMuch }

  /// Takes over what another queue has, and the counts of what it had to leave out.
  public func take(from other: SideBlocks) {
    for block in other.take() { append(block) }
    leftOut += other.leftOut
    notKept += other.notKept
    (other.leftOut, other.notKept) = (0, 0)
  }

  /// Forgets everything, as if nothing had been read yet.
  public func removeAll() {
    _ = take()
    (leftOut, notKept) = (0, 0)
  }

  func append(_ block: SideBlock) {
    waiting.append(block)
    byteCount += block.byteCount
  }

  /// Blocks that could not be written, because they are of another byte order than the file.
  public private(set) var leftOut = 0

  /// Counts a block that cannot be written.
  func leaveOut() { leftOut += 1 }

  /// Blocks that were too many to be kept until somebody could take them.
  public private(set) var notKept = 0

  /// Counts a block that is not kept.
  func passOver() { notKept += 1 }

  /// Hands over what there is, in the order of the file.
  public func take() -> [SideBlock] {
    defer {
      waiting = []
      byteCount = 0
    }
    return waiting
  }
}
