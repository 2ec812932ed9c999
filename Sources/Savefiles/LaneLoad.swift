internal import Bytes
internal import Synchronization
internal import System

/// A buffer on its way to the thread that writes it.
final class LaneLoad: Sendable {
  // A class because arrays cannot hold what cannot be copied.

  /// What is in it.
  struct Facts {
    /// Packets that were handed over before.
    var packetsBefore = 0
    /// Packets that end in it.
    var packets = 0
    /// Bytes of the record which goes on at its beginning that were handed over before; 0 for one that begins there.
    var begun = 0
  }

  private let buffer: Mutex<WriteBuffer>

  init(capacity: Int) { buffer = Mutex(WriteBuffer(capacity: capacity)) }

  /// Gives its buffer for another one.
  func exchange(_ other: inout WriteBuffer) { buffer.withLock { swap(&$0, &other) } }

  /// Takes what is in another buffer behind what is in its own, where there is room for it.
  ///
  /// - Returns: whether there was.
  func join(_ other: inout WriteBuffer) -> Bool {
    let isTaken = buffer.withLock { buffer in
      guard other.count <= buffer.room else { return false }
      buffer.append(other.bytes)
      return true
    }
    if isTaken { other.removeAll() }
    return isTaken
  }
}
