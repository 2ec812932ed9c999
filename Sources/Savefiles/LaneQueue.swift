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

  private static let mostSpares = 4

  private let state = Monitor(State())
  private let room: QueueRoom
  /// Bytes of each buffer.
  let bufferSize: Int

  /// An empty queue whose buffers have room with those of others.
  init(bufferSize: Int, in room: QueueRoom) {
    self.bufferSize = bufferSize
    self.room = room
  }

  /// Adds a buffer and empties it; waits while there is no room for it.
  ///
  /// - Returns: what went wrong with an earlier one.
  func add(_ buffer: inout WriteBuffer, _ facts: LaneLoad.Facts) -> SavefileWriteError? {
    let isTaken = state.wait { state -> Bool? in
      guard state.failure == nil else { return false }
      // Small ones that wait behind a file which stalls are one.
      guard let last = state.waiting.last, last.facts.begun == 0, facts.begun == 0, last.load.join(&buffer) else {
        return false
      }
      state.waiting[state.waiting.count - 1].facts.packets += facts.packets
      return true
    }
    if isTaken { return nil }
    room.take(bufferSize)
    let spare = state.wait { state -> Result<LaneLoad?, SavefileWriteError>? in
      state.failure.map { .failure($0) } ?? .success(state.spares.popLast())
    }
    switch spare {
    case .failure(let failure):
      room.give(bufferSize)
      return failure
    case .success(let spare):
      let load = spare ?? LaneLoad(capacity: bufferSize)
      load.exchange(&buffer)
      state.change { $0.waiting.append((load, facts)) }
      return nil
    }
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
    endWriting()
    guard let milliseconds else { return state.wait { Self.take(from: &$0, into: &buffer) } }
    return state.wait(milliseconds: milliseconds) { Self.take(from: &$0, into: &buffer) } ?? .nothing
  }

  /// What the thread had is written.
  private func endWriting() {
    let wasBusy = state.change { state in
      defer { state.isBusy = false }
      return state.isBusy
    }
    if wasBusy { room.give(bufferSize) }
  }

  private static func take(from state: inout State, into buffer: inout WriteBuffer) -> Arrival? {
    guard !state.waiting.isEmpty else { return state.isClosed ? .end : nil }
    let (load, facts) = state.waiting.removeFirst()
    load.exchange(&buffer)
    if !state.isClosed, state.spares.count < mostSpares { state.spares.append(load) }
    state.isBusy = true
    return .load(facts)
  }

  /// The thread has ended.
  func end(with failure: SavefileWriteError?) {
    endWriting()
    let left = state.change { state in
      let left = state.waiting.count
      state.waiting = []
      state.failure = failure
      state.isDone = true
      return left
    }
    room.give(left * bufferSize)
  }
}
