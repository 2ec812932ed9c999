internal import System

/// The buffers that wait for the thread that writes a savefile, and those that come back from it.
final class LaneQueue: Sendable {
  // A class because the thread and the one that fills buffers share it.

  /// What comes next.
  enum Arrival {
    /// A buffer.
    case load(LaneLoad.Facts)
    /// Nothing, in the time there was.
    case nothing
    /// Nothing any more.
    case end
  }

  private struct State {
    var waiting: [(load: LaneLoad, facts: LaneLoad.Facts)] = []
    var spares: [LaneLoad] = []
    /// Whether the thread has a buffer.
    var isBusy = false
    var isClosed = false
    var isDone = false
    var failure: SavefileWriteError?
  }

  /// How somebody who has something to hand over is answered.
  private enum Answer {
    case joined
    case room(LaneLoad?)
    case failed(SavefileWriteError)
  }

  private static let mostSpares = 4

  private let state = Monitor(State())
  private let mostBuffers: Int
  /// Bytes of each buffer.
  let bufferSize: Int

  /// An empty queue for so many bytes.
  init(bufferSize: Int, capacity: Int) {
    self.bufferSize = bufferSize
    mostBuffers = max(capacity / bufferSize, 1)
  }

  /// Adds a buffer and empties it; waits while too many are on their way.
  ///
  /// - Returns: what went wrong with an earlier one.
  func add(_ buffer: inout WriteBuffer, _ facts: LaneLoad.Facts) -> SavefileWriteError? {
    let answer: Answer = state.wait { state in
      if let failure = state.failure { return .failed(failure) }
      // Small ones that wait behind a file which stalls are one.
      if let last = state.waiting.last, last.facts.begun == 0, facts.begun == 0, last.load.join(&buffer) {
        state.waiting[state.waiting.count - 1].facts.packets += facts.packets
        return .joined
      }
      let count = state.waiting.count + (state.isBusy ? 1 : 0)
      return count < self.mostBuffers ? .room(state.spares.popLast()) : nil
    }
    switch answer {
    case .joined: return nil
    case .failed(let failure): return failure
    case .room(let spare):
      let load = spare ?? LaneLoad(capacity: bufferSize)
      load.exchange(&buffer)
      state.change { $0.waiting.append((load, facts)) }
      return nil
    }
  }

  /// Waits until everything is written, or nothing will be any more.
  ///
  /// - Returns: why not.
  func waitUntilEmpty() -> SavefileWriteError? {
    let failure: SavefileWriteError?? = state.wait { state in
      state.isDone || !state.isBusy && state.waiting.isEmpty ? .some(state.failure) : nil
    }
    return failure ?? nil
  }

  /// Nothing more comes: the thread ends with what it has.
  func endAdding() { state.change { $0.isClosed = true } }

  /// Waits until everything is written and the thread has ended.
  ///
  /// - Returns: what went wrong.
  func close() -> SavefileWriteError? {
    endAdding()
    let failure: SavefileWriteError?? = state.wait { $0.isDone ? .some($0.failure) : nil }
    return failure ?? nil
  }

  /// Brings the next buffer to the thread, when it has written the one before.
  ///
  /// - Parameters:
  ///   - buffer: an empty one, which is given for it.
  ///   - milliseconds: how long to wait; `nil` for as long as it takes.
  func next(_ buffer: inout WriteBuffer, milliseconds: Int? = nil) -> Arrival {
    state.change { $0.isBusy = false }
    guard let milliseconds else { return state.wait { Self.take(from: &$0, into: &buffer) } }
    return state.wait(milliseconds: milliseconds) { Self.take(from: &$0, into: &buffer) } ?? .nothing
  }

  private static func take(from state: inout State, into buffer: inout WriteBuffer) -> Arrival? {
    guard !state.waiting.isEmpty else { return state.isClosed ? .end : nil }
    let (load, facts) = state.waiting.removeFirst()
    load.exchange(&buffer)
    if state.spares.count < mostSpares { state.spares.append(load) }
    state.isBusy = true
    return .load(facts)
  }

  /// The thread has ended.
  func end(with failure: SavefileWriteError?) {
    state.change { state in
      state.waiting = []
      state.isBusy = false
      state.failure = failure
      state.isDone = true
    }
  }
}
