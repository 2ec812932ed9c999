internal import Synchronization
internal import System

/// Blocks of packets on their way from the thread that captures to the one that prints.
final class PacketQueue: Sendable {
  /// Bytes of packets that may wait.
  private static let capacity = 4 << 20
  /// Empty blocks that are kept for use again.
  private static let spares = 8

  private struct State {
    var waiting: [PacketBlock] = []
    var spare: [PacketBlock] = []
    var size = 0
    var isClosed = false
    var isInterrupted = false
    var end = (lost: 0, unprinted: 0)
    var failure: OutputError?
  }

  private let state = Mutex(State())
  private let filled: EventBox
  private let drained: EventBox
  private let onFailure: @Sendable () -> Void

  /// An empty queue.
  ///
  /// - Parameter onFailure: called when lines cannot be written any more, by the thread that finds out.
  /// - Throws: `SystemCallError` when there is no descriptor left.
  init(onFailure: @escaping @Sendable () -> Void) throws(SystemCallError) {
    filled = try EventBox()
    drained = try EventBox()
    self.onFailure = onFailure
  }

  /// Hands a block over and gives an empty one for it.
  ///
  /// - Returns: whether more is waiting now than should.
  func hand(_ block: inout PacketBlock) throws(OutputError) -> Bool {
    let full = block
    let (spare, isFull, failure) = state.withLock { state in
      state.waiting.append(full)
      state.size += full.size
      return (state.spare.popLast() ?? PacketBlock(), state.size > Self.capacity, state.failure)
    }
    block = spare
    filled.event.set()
    if let failure { throw failure }
    return isFull
  }

  /// Whether so little is waiting that more may come.
  var hasRoom: Bool { state.withLock { $0.size <= Self.capacity / 2 || $0.failure != nil } }

  /// Waits until no more is waiting than should.
  func waitForRoom() throws(OutputError) {
    while true {
      let (isFull, failure) = state.withLock { ($0.size > Self.capacity, $0.failure) }
      if let failure { throw failure }
      guard isFull else { return }
      // A poll that fails costs only the sleep.
      _ = try? drained.event.wait(milliseconds: 100)
      drained.event.clear()
    }
  }

  /// Says that no block comes any more.
  func close() {
    state.withLock { $0.isClosed = true }
    filled.event.set()
  }

  /// Says how many packets were lost behind the last one, or are not to be printed.
  func note(lostAtEnd lost: Int = 0, unprintedAtEnd unprinted: Int = 0) {
    state.withLock { state in
      state.end.lost += lost
      state.end.unprinted += unprinted
    }
  }

  /// Packets lost behind the last one, and those behind it that are not to be printed.
  var end: (lost: Int, unprinted: Int) { state.withLock { $0.end } }

  /// Says that no line is to wait for a name any more.
  func interrupt(_ names: SystemNames?) {
    state.withLock { $0.isInterrupted = true }
    names?.hurry(true)
  }

  /// Whether `interrupt` was called.
  var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

  /// All blocks that wait, in their order; `nil` when there are none and never will be. Sleeps while there are none.
  func take() -> [PacketBlock]? {
    while true {
      let (blocks, isClosed) = state.withLock { state in
        let blocks = state.waiting
        state.waiting = []
        return (blocks, state.isClosed)
      }
      if !blocks.isEmpty { return blocks }
      if isClosed { return nil }
      _ = try? filled.event.wait()
      filled.event.clear()
    }
  }

  /// Gives a block back that has been printed, and leaves one without packets and room for it.
  func giveBack(_ block: inout PacketBlock) {
    let size = block.size
    block.removeAll()
    // Two that share their room would both lose it.
    var empty = PacketBlock()
    swap(&block, &empty)
    state.withLock { state in
      state.size -= size
      if state.spare.count < Self.spares { state.spare.append(empty) }
    }
    drained.event.set()
  }

  /// Whether nothing is waiting.
  var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// Says that lines cannot be written any more, for the other side to hear of.
  func fail(_ error: OutputError) {
    state.withLock { $0.failure = error }
    drained.event.set()
    onFailure()
  }

  /// Why lines could not be written.
  var failure: OutputError? { state.withLock { $0.failure } }
}
