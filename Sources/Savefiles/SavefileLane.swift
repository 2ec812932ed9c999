internal import System

/// A thread that writes a savefile, and the buffers that wait for it: whoever fills them goes on while the file stalls,
/// as long as there is room for more.
final class SavefileLane: Sendable {
  // A class because it is shared by all who have the output that it belongs to, and ends with the last of them.

  private let queue: LaneQueue

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - work: what it does, and the file.
  ///   - bufferSize: bytes of each buffer.
  ///   - room: that of what may wait.
  /// - Throws: `SystemCallError` when there is no thread to be had.
  init<Work: LaneWork & ~Copyable>(
    _ work: consuming Work, bufferSize: Int, in room: QueueRoom
  ) throws(SystemCallError) {
    let queue = LaneQueue(bufferSize: bufferSize, in: room)
    let parcel = Parcel(work)
    _ = try Thread {
      guard let work = parcel.take() else { return }
      queue.end(with: work.run(queue))
    }
    self.queue = queue
  }

  deinit { queue.endAdding() }

  /// Hands a buffer over and empties it; waits while too many are on their way.
  ///
  /// - Throws: `SavefileWriteError` when an earlier one could not be written.
  func hand(_ buffer: inout WriteBuffer, _ facts: LaneLoad.Facts) throws(SavefileWriteError) {
    if let failure = queue.add(&buffer, facts) { throw failure }
  }

  /// Waits until all is written and the file is closed.
  ///
  /// - Throws: `SavefileWriteError` when it could not be.
  func close() throws(SavefileWriteError) {
    if let failure = queue.close() { throw failure }
  }
}
