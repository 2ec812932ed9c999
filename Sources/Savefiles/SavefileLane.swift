internal import Bytes
internal import System

/// A thread that writes a savefile, and the buffers that wait for it: whoever fills them goes on while the file stalls,
/// as long as there is room for more.
final class SavefileLane: Sendable {
  // A class because the thread and the one that fills buffers share it.

  /// A buffer on its way.
  private final class Load: @unchecked Sendable {
    // Sendable because it belongs to one thread after the other.
    var buffer: WriteBuffer
    /// Packets before it, and in it.
    var packetsBefore: Int
    var packets = 0
    init(_ buffer: consuming WriteBuffer, packetsBefore: Int) {
      self.buffer = buffer
      self.packetsBefore = packetsBefore
    }
  }

  private struct State {
    var waiting: [Load] = []
    var spares: [Load] = []
    /// Buffers that wait or are being written.
    var count = 0
    var isClosed = false
    var isDone = false
    var failure: SavefileWriteError?
  }

  /// What the thread does, and the file as long as it does it.
  private final class Work: @unchecked Sendable {
    // Sendable because it is made by one thread and from then on belongs to another.
    private var file: FileDescriptor?
    private let layout: RecordLayout
    private let state: Monitor<State>
    private var hasHeader = false

    init(_ file: consuming FileDescriptor, _ layout: RecordLayout, _ state: Monitor<State>) {
      self.file = consume file
      self.layout = layout
      self.state = state
    }

    /// Writes until there is nothing more to come, and closes the file; when it cannot, only empties the buffers.
    func run() {
      guard let file = file.take() else { return }
      var failure: SavefileWriteError?
      var packets = 0
      while let load = next() {
        if failure == nil {
          failure = write(load, to: file)
          packets = load.packetsBefore + load.packets
        }
        load.buffer.removeAll()
        finish(load, failure)
      }
      do throws(SystemCallError) {
        try file.close()
      } catch {
        failure = failure ?? SavefileWriteError(cause: error, wholePackets: packets)
      }
      state.change { state in
        state.failure = failure
        state.isDone = true
      }
    }

    private func next() -> Load? {
      let next: Load?? = state.wait { state in
        if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
        return state.isClosed ? .some(nil) : nil
      }
      return next ?? nil
    }

    private func write(_ load: Load, to file: borrowing FileDescriptor) -> SavefileWriteError? {
      var written = 0
      do throws(SystemCallError) {
        try load.buffer.flush(to: file, written: &written)
        hasHeader = true
        return nil
      } catch {
        let whole = layout.wholeRecords(in: load.buffer.bytes, upTo: written, hasHeader: hasHeader)
        // What cannot be cut, a pipe or a file on a broken disk, stays as it is: the first error is the one to tell.
        try? file.retract(written - whole.end)
        return SavefileWriteError(cause: error, wholePackets: load.packetsBefore + whole.count)
      }
    }

    private func finish(_ load: Load, _ failure: SavefileWriteError?) {
      state.change { state in
        state.count -= 1
        state.failure = failure
        if state.spares.count < SavefileLane.mostSpares { state.spares.append(load) }
      }
    }
  }

  private static let mostSpares = 4

  private let state = Monitor(State())
  private let mostBuffers: Int
  private let bufferSize: Int

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - file: what it writes; closed at the end.
  ///   - bufferSize: bytes of each buffer.
  ///   - capacity: bytes that may wait.
  /// - Throws: `SystemCallError` when there is no thread to be had.
  init(
    _ file: consuming FileDescriptor, _ layout: RecordLayout, bufferSize: Int, capacity: Int
  ) throws(SystemCallError) {
    self.bufferSize = bufferSize
    mostBuffers = max(capacity / bufferSize, 1)
    let work = Work(file, layout, state)
    _ = try Thread { work.run() }
  }

  /// Hands a buffer over and empties it; waits while too many are on their way.
  ///
  /// - Parameters:
  ///   - packets: packets in it.
  ///   - packetsBefore: packets handed over before.
  /// - Throws: `SavefileWriteError` when an earlier one could not be written.
  func hand(_ buffer: inout WriteBuffer, packets: Int, packetsBefore: Int) throws(SavefileWriteError) {
    let (spare, failure): (Load?, SavefileWriteError?) = state.wait { state in
      if let failure = state.failure { return (nil, failure) }
      return state.count < self.mostBuffers ? (state.spares.popLast(), nil) : nil
    }
    if let failure { throw failure }
    let load = spare ?? Load(WriteBuffer(capacity: bufferSize), packetsBefore: 0)
    (load.packets, load.packetsBefore) = (packets, packetsBefore)
    swap(&load.buffer, &buffer)
    state.change { state in
      state.waiting.append(load)
      state.count += 1
    }
  }

  /// Waits until all that was handed over is written.
  ///
  /// - Throws: `SavefileWriteError` when it could not be.
  func drain() throws(SavefileWriteError) {
    let failure: SavefileWriteError?? = state.wait { $0.count == 0 ? .some($0.failure) : nil }
    if let failure = failure ?? nil { throw failure }
  }

  /// Waits until all is written and the file is closed.
  ///
  /// - Throws: `SavefileWriteError` when it could not be.
  func close() throws(SavefileWriteError) {
    state.change { $0.isClosed = true }
    let failure: SavefileWriteError?? = state.wait { $0.isDone ? .some($0.failure) : nil }
    if let failure = failure ?? nil { throw failure }
  }
}
