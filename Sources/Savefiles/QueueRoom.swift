internal import System

/// The memory that there is for what waits for savefiles, which all that are written at the same time share.
public final class QueueRoom: Sendable {
  // A class because it is the same for all of them.

  private let left: Monitor<Int>

  /// Room for so many bytes, one buffer at least.
  public init(byteCount: Int) { left = Monitor(max(byteCount, SavefileOutput.bufferSize)) }

  /// Takes a part of it; waits until there is so much.
  func take(_ count: Int) {
    left.wait { left -> Void? in
      guard count <= left else { return nil }
      left -= count
      return ()
    }
  }

  /// Gives a part back.
  func give(_ count: Int) { if count > 0 { left.change { $0 += count } } }
}
