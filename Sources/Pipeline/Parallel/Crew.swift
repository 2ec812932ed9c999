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
/// are slots for what is ready.
public final class Crew: Sendable {
  /// The file must be at least this long for a crew to be of use: before, it is read by one alone.
  public static let worthwhileLength = 2 << 20

  /// Bytes of the file that a worker takes at once.
  private let chunkLength: Int
  /// Long enough that what each chunk costs once, the waiting for its turn among it, is little: two cores printed as fast
  /// with a quarter and with twice as much.
  private static let usualLength = 512 << 10
  /// Microseconds for which nobody who waits goes to sleep: most turns come sooner.
  private static let patience = 50
  /// Slots for what is ready beyond one for each worker: so far the others may run ahead of one that the machine has
  /// halted.
  private static let spareSlots = 4

  /// How a run ended.
  public struct Outcome: Sendable {
    /// Where in the file the first record stands that was not taken.
    public var position: Int
    /// Packets taken, those of earlier runs and those before the crew began included.
    public var taken: Int
    /// Whether `attend` ended it.
    public var wasStopped: Bool
  }

  /// What a crew takes of a file.
  public struct Task {
    /// How stretches of the file are read.
    public var stretches: PcapStretch
    /// What they are read from: stays open as long as the crew is there.
    public var fileNumber: Int32
    /// Where the first record stands.
    public var position: Int
    /// Packets taken before, of other files.
    public var taken = 0
    /// Packets to take with these; `nil` for all.
    public var limit: Int?
    /// Up to which time packets are taken: the first one behind it, whether the filter holds for it or not, ends it.
    public var bound: TimeBound?

    /// All packets from one on.
    ///
    /// - Parameter position: where its record stands; `nil` for the first one.
    public init(_ stretches: PcapStretch, _ file: borrowing FileDescriptor, from position: Int? = nil) {
      self.stretches = stretches
      fileNumber = file.number
      self.position = position ?? stretches.firstOffset
    }
  }

  /// A finished chunk, which belongs to whoever's step it is.
  private final class Slot: @unchecked Sendable {
    // Sendable because the steps below hand it from one thread to the next under the monitor's lock.
    var finished = FinishedChunk()
  }

  /// What has to be done in order; it belongs to the worker whose turn it is.
  private final class Order: @unchecked Sendable {
    // Sendable as a slot is.
    var history: LineHistory
    init(_ history: consuming LineHistory) { self.history = history }
  }

  /// A chunk that a worker has taken on, and the slot for what it makes of it.
  private struct Job {
    let index: Int
    let slot: Int
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
    /// The slots that nobody has, the one given back last at the end.
    var free: [Int]
    /// In which slots the chunks are that are ready to be written, by their numbers modulo that of slots.
    var ready: [Int?]
    /// How many chunks there are, once that is known.
    var end: Int?
    /// Whether nothing more is wanted.
    var isStopped = false
    /// Packets written, and taken before.
    var delivered: Int
    /// Packets among them and between them that the filter has not looked into.
    var overlooked = OverlookedCounts()

    /// The next chunk to work on; `nil` when there is no slot for it, or no more are wanted.
    ///
    /// - Parameter last: the slot that the worker had before, what is in which may still be in its cache.
    mutating func claim(after last: Int?) -> Job? {
      guard !isStopped, end == nil, let newest = free.indices.last else { return nil }
      let slot = free.remove(at: last.flatMap { free.lastIndex(of: $0) } ?? newest)
      claimed += 1
      return Job(index: claimed - 1, slot: slot)
    }

    /// The next chunk to write, if it is ready.
    var next: Job? { ready[written % ready.count].map { Job(index: written, slot: $0) } }

    /// Goes on with the chunk that `position` lies in.
    mutating func restart(chunkLength: Int) {
      turn = position / chunkLength
      (claimed, written) = (turn, turn)
      free = Array(ready.indices)
      for slot in ready.indices { ready[slot] = nil }
      (end, isStopped) = (nil, false)
      overlooked = OverlookedCounts()
    }
  }

  private let stretches: PcapStretch
  private let bound: TimeBound?
  private let filter: CompiledFilter?
  private let preparation: Preparation
  private let file: Int32
  private let slots: [Slot]
  private let limit: Int?
  private let order: Order
  private let threads: Int
  private let progress: Monitor<Progress>

  /// A crew for a file, or a part of one.
  ///
  /// - Parameter threads: how many work, the one that writes among them.
  public convenience init(_ task: Task, filter: CompiledFilter?, preparation: Preparation, threads: Int) {
    self.init(task, filter: filter, preparation: preparation, threads: threads, chunkLength: Self.usualLength)
  }

  /// The same with chunks of another length, so that small files have many.
  init(_ task: Task, filter: CompiledFilter?, preparation: Preparation, threads: Int, chunkLength: Int) {
    stretches = task.stretches
    file = task.fileNumber
    limit = task.limit
    bound = task.bound
    self.filter = filter
    self.preparation = preparation
    self.chunkLength = chunkLength
    self.threads = max(1, threads)
    // The sink's takes its place.
    order = Order(LineHistory(tracker: ConversationTracker(capacity: 0)))
    slots = (0..<(self.threads + Self.spareSlots)).map { _ in Slot() }
    progress = Monitor(
      Progress(
        claimed: 0, turn: 0, position: task.position, taken: task.taken, written: 0, free: [],
        ready: [Int?](repeating: nil, count: slots.count), delivered: task.taken))
  }

  /// Packets handed on so far, and taken before.
  public var taken: Int { progress.look { $0.delivered } }

  /// Where in the file the first packet stands that is not settled yet, in bytes.
  public var position: Int { progress.look { $0.position } }

  /// Packets of the last run that the filter turned away without having looked into them.
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
    progress.change { $0.restart(chunkLength: chunkLength) }
    sink.exchange(&order.history)
    defer { sink.exchange(&order.history) }
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
    var chunk = makeChunk()
    var last: Int?
    while true {
      switch nextStep(after: last) {
      case .work(let job):
        process(job, &chunk)
        last = job.slot
      case .write(let job):
        let slot = slots[job.slot]
        if let failure = slot.finished.failure { throw .source(failure) }
        let wish: PacketLoop.Wish
        do throws(OutputError) {
          try slot.finished.deliver(of: stretches, to: &sink)
          try sink.settle(isIdle: false)
          wish = try attend(&sink)
        } catch {
          throw .output(error)
        }
        progress.change { state in
          state.ready[job.index % slots.count] = nil
          state.free.append(job.slot)
          state.written += 1
          state.delivered += slot.finished.count
          state.overlooked += slot.finished.overlooked
        }
        if wish != .goOn { return true }
      case .end: return false
      }
    }
  }

  /// What the thread that writes does next.
  private enum Step {
    case write(Job), work(Job), end
  }

  /// Waits until there is something to do.
  private func nextStep(after last: Int?) -> Step {
    progress.wait(awakeFor: Self.patience) { state in
      if let job = state.next { return .write(job) }
      if let end = state.end, state.written >= end { return .end }
      return state.claim(after: last).map { .work($0) }
    }
  }

  // MARK: The threads that work

  private func work() {
    var chunk = makeChunk()
    var last: Int?
    while let job = claim(after: last) {
      process(job, &chunk)
      last = job.slot
    }
  }

  private func makeChunk() -> Chunk {
    Chunk(
      stretches, filter: filter, preparation: preparation, before: bound, capacity: chunkLength + Chunk.margin)
  }

  /// Waits for the next chunk to work on; `nil` when no more are wanted.
  private func claim(after last: Int?) -> Job? {
    progress.wait(awakeFor: Self.patience) { state in
      if state.isStopped || state.end != nil { return .some(nil) }
      return state.claim(after: last).map { .some($0) }
    }
  }

  /// Takes a chunk from the file to what is to be written.
  private func process(_ job: Job, _ chunk: inout Chunk) {
    let file = FileDescriptor(borrowing: file)
    // Where pages of memory begin, which are copied as a whole.
    let from = max(stretches.firstOffset, job.index * chunkLength)
    let to = max(from, (job.index + 1) * chunkLength)
    chunk.scan(file, from: from, to: to, start: from == stretches.firstOffset ? from : nil)
    guard let place = awaitTurn(of: job.index) else { return }
    if chunk.start != place.position { chunk.rescan(file, from: place.position, to: to) }
    chunk.settle(behind: place.taken, limit: limit, &order.history)
    let (end, count, isLast) = (chunk.end, chunk.count, chunk.isLast)
    progress.change { state in
      state.turn += 1
      state.position = end
      state.taken += count
      if isLast { state.end = job.index + 1 }
    }
    chunk.finish(into: &slots[job.slot].finished)
    progress.change { $0.ready[job.index % slots.count] = job.slot }
  }

  /// Waits until all chunks before one have settled; `nil` when it is no longer wanted.
  private func awaitTurn(of index: Int) -> (position: Int, taken: Int)? {
    progress.wait(awakeFor: Self.patience) { state in
      if state.isStopped || state.end != nil { return .some(nil) }
      return state.turn == index ? .some((state.position, state.taken)) : nil
    }
  }
}
