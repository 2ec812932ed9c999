internal import Dissection
public import Filtering
internal import Packets
internal import Rendering
public import Savefiles
public import System

/// Takes the packets of a pcap file with several threads, and hands them on in their order.
///
/// The file is cut into chunks. A worker reads one, finds its records and does what can be done without knowing the
/// chunks before: filter and dissect. Where records begin in the middle of a file is guessed; when the chunk's turn has
/// come, it is known, and what was guessed wrong is done again. In its turn the chunk gets its place in the count and
/// what its lines need to know of earlier packets. Then lines are rendered, again side by side. The thread that called
/// writes what is ready, chunk by chunk, and works like the others while nothing is. Nobody runs further ahead than there
/// are chunks in memory.
public final class Crew: Sendable {
  /// The file must be at least this long for a crew to be of use: before, it is read by one alone.
  public static let worthwhileLength = 2 << 20

  /// Bytes of the file that a worker takes at once.
  private let chunkLength: Int

  /// How a run ended.
  public struct Outcome: Sendable {
    /// Where in the file the first record stands that was not taken.
    public var position: Int
    /// Packets taken, those of earlier runs included.
    public var taken: Int
    /// Whether `attend` ended it.
    public var wasStopped: Bool
  }

  /// A chunk, which belongs to whoever's step it is.
  private final class Slot: @unchecked Sendable {
    // Sendable because the steps below hand it from one thread to the next under the monitor's lock.
    var chunk: Chunk
    init(_ chunk: consuming Chunk) { self.chunk = chunk }
  }

  /// What has to be done in order; it belongs to the worker whose turn it is.
  private final class Order: @unchecked Sendable {
    // Sendable as a slot is.
    var tracker = ConversationTracker()
  }

  private struct Progress {
    /// The next chunk that nobody has taken on yet.
    var claimed: Int
    /// The chunk whose turn it is to settle, where it begins, and how many packets were taken before it.
    var turn: Int
    var position: Int
    var taken: Int
    /// The first chunk that is not written yet.
    var written: Int
    /// Which chunks are ready to be written, by slot.
    var isReady: [Bool]
    /// How many chunks there are, once that is known.
    var end: Int?
    /// Whether nothing more is wanted.
    var isStopped = false
    /// Packets written.
    var delivered = 0
    /// Packets among them and between them that the filter has not looked into.
    var overlooked = OverlookedCounts()

    /// The next chunk to work on; `nil` when there is no room for it, or no more are wanted.
    mutating func claim() -> Int? {
      guard !isStopped, end == nil, claimed < written + isReady.count else { return nil }
      claimed += 1
      return claimed - 1
    }

    /// Goes on with the chunk that `position` lies in.
    mutating func restart(firstOffset: Int, chunkLength: Int) {
      turn = (position - firstOffset) / chunkLength
      (claimed, written) = (turn, turn)
      for slot in isReady.indices { isReady[slot] = false }
      (end, isStopped) = (nil, false)
    }
  }

  private let file: Int32
  private let slots: [Slot]
  private let limit: Int?
  private let firstOffset: Int
  private let order = Order()
  private let threads: Int
  private let progress: Monitor<Progress>

  /// A crew for a file, at whose beginning it starts.
  ///
  /// - Parameters:
  ///   - file: must stay open as long as the crew is there.
  ///   - threads: how many work, the one that writes among them.
  ///   - limit: packets to take; `nil` for all.
  public convenience init(
    _ stretches: PcapStretch, _ file: borrowing FileDescriptor, filter: CompiledFilter?, preparation: Preparation,
    threads: Int, limit: Int?
  ) {
    // For lines, little enough to stay in a core's own cache with all that is made of it, from reading to rendering.
    var chunkLength = 512 << 10
    if case .lines = preparation { chunkLength = 256 << 10 }
    self.init(
      stretches, file, filter: filter, preparation: preparation, threads: threads, limit: limit,
      chunkLength: chunkLength)
  }

  /// The same with chunks of another length, so that small files have many.
  init(
    _ stretches: PcapStretch, _ file: borrowing FileDescriptor, filter: CompiledFilter?, preparation: Preparation,
    threads: Int, limit: Int?, chunkLength: Int
  ) {
    self.file = file.number
    self.limit = limit
    self.chunkLength = chunkLength
    firstOffset = stretches.firstOffset
    self.threads = max(1, threads)
    if case .lines(let options) = preparation {
      order.tracker = options.tracker()
    }
    let capacity = chunkLength + Chunk.margin
    slots = (0..<(self.threads + 2)).map { _ in
      Slot(
        Chunk(
          stretches, filter: filter, preparation: preparation, capacity: capacity))
    }
    progress = Monitor(
      Progress(
        claimed: 0, turn: 0, position: stretches.firstOffset, taken: 0, written: 0,
        isReady: [Bool](repeating: false, count: slots.count)))
  }

  /// Packets handed on so far.
  public var delivered: Int { progress.look { $0.delivered } }

  /// Where in the file the first packet stands that is not settled yet, in bytes.
  public var position: Int { progress.look { $0.position } }

  /// Packets up to there that the filter turned away without having looked into them.
  public var overlooked: OverlookedCounts { progress.look { $0.overlooked } }

  /// Takes packets until the file ends or breaks, the limit is reached, or `attend` wants an end.
  ///
  /// Called again, it goes on where it stopped.
  ///
  /// - Parameter attend: called after every chunk; anything but `goOn` ends the run.
  /// - Returns: how it ended; `nil` when there are no threads to be had.
  /// - Throws: `LoopError` when the file cannot be read or the sink takes no more.
  public func run<Sink: OutputSink & ~Copyable>(
    to sink: inout Sink, attend: (inout Sink) throws(OutputError) -> PacketLoop.Wish
  ) throws(LoopError<SavefileError>) -> Outcome? {
    progress.change { $0.restart(firstOffset: firstOffset, chunkLength: chunkLength) }
    guard let workers = try? ThreadGroup(count: threads - 1, { [self] in work() }) else { return nil }
    var failure: LoopError<SavefileError>?
    var wasStopped = false
    do throws(LoopError<SavefileError>) {
      wasStopped = try deliver(to: &sink, attend)
    } catch {
      failure = error
    }
    progress.change { $0.isStopped = true }
    workers.join()
    if let failure { throw failure }
    return progress.look { Outcome(position: $0.position, taken: $0.delivered, wasStopped: wasStopped) }
  }

  // MARK: The thread that writes

  /// - Returns: whether `attend` ended it.
  private func deliver<Sink: OutputSink & ~Copyable>(
    to sink: inout Sink, _ attend: (inout Sink) throws(OutputError) -> PacketLoop.Wish
  ) throws(LoopError<SavefileError>) -> Bool {
    while true {
      switch nextTask() {
      case .work(let index): process(index)
      case .write(let index):
        let slot = slots[index % slots.count]
        if let error = slot.chunk.failure { throw .source(SavefileError(.system(error), at: slot.chunk.start)) }
        let wish: PacketLoop.Wish
        do throws(OutputError) {
          try slot.chunk.deliver(to: &sink)
          try sink.settle(isIdle: false)
          wish = try attend(&sink)
        } catch {
          throw .output(error)
        }
        progress.change { state in
          state.isReady[index % slots.count] = false
          state.written += 1
          state.delivered += slot.chunk.count
          state.overlooked += slot.chunk.overlooked
        }
        if wish != .goOn { return true }
      case .end: return false
      }
    }
  }

  /// What the thread that writes does next.
  private enum Task {
    case write(Int), work(Int), end
  }

  /// Waits until there is something to do.
  private func nextTask() -> Task {
    progress.wait { state in
      if state.isReady[state.written % slots.count] { return .write(state.written) }
      if let end = state.end, state.written >= end { return .end }
      return state.claim().map { .work($0) }
    }
  }

  // MARK: The threads that work

  private func work() {
    while let index = claim() { process(index) }
  }

  /// Waits for the next chunk to work on; `nil` when no more are wanted.
  private func claim() -> Int? {
    progress.wait { state in
      if state.isStopped || state.end != nil { return .some(nil) }
      return state.claim().map { .some($0) }
    }
  }

  /// Takes a chunk from the file to its text.
  private func process(_ index: Int) {
    let file = FileDescriptor(borrowing: file)
    let slot = slots[index % slots.count]
    let from = firstOffset + index * chunkLength
    let to = from + chunkLength
    slot.chunk.scan(file, from: from, to: to, start: index == 0 ? from : nil)
    guard let place = awaitTurn(of: index) else { return }
    if slot.chunk.start != place.position { slot.chunk.rescan(file, from: place.position, to: to) }
    slot.chunk.settle(behind: place.taken, limit: limit, &order.tracker)
    progress.change { state in
      state.turn += 1
      state.position = slot.chunk.end
      state.taken += slot.chunk.count
      if slot.chunk.isLast { state.end = index + 1 }
    }
    slot.chunk.render()
    progress.change { $0.isReady[index % slots.count] = true }
  }

  /// Waits until all chunks before one have settled; `nil` when it is no longer wanted.
  private func awaitTurn(of index: Int) -> (position: Int, taken: Int)? {
    progress.wait { state in
      if state.isStopped || state.end != nil { return .some(nil) }
      return state.turn == index ? .some((state.position, state.taken)) : nil
    }
  }
}
