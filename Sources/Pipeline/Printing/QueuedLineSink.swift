public import Packets
public import Rendering
public import System

/// Makes lines on a thread of its own, where they may wait for names: the thread that captures goes on meanwhile.
///
/// When too many packets are waiting, names that are not known yet are left out until the thread has caught up. If that is
/// not enough, packets wait for lines where lines are all that is wanted; elsewhere, lines are left out, which is told.
public struct QueuedLineSink: ~Copyable, OutputSink {
  /// Bytes of packets that are handed over at once, at least when there are so many.
  private static let blockSize = 256 << 10

  private let queue: PacketQueue
  private let names: SystemNames?
  private let onOverload: () -> Void
  private var thread: System.Thread?
  private let waits: Bool
  private var block = PacketBlock()
  private var hasTold = false
  /// Packets so far.
  private var number: Int
  /// Packets since the last one that is to be printed.
  private var unprinted = 0
  /// Whether packets are not to be printed until there is room.
  private var isBehind = false

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - options: what lines look like; their names are replaced by `names`.
  ///   - names: where the thread looks names up.
  ///   - isLineBuffered: whether each line is written as soon as it is complete.
  ///   - closesLine: as in `LineSink`.
  ///   - losses: as in `LineSink`.
  ///   - skipped: as in `LineSink`.
  ///   - waits: whether packets wait for lines when these are too slow.
  ///   - onFailure: called by another thread when lines cannot be written any more, which `settle` throws then.
  ///   - onOverload: called once, when names are left out for the first time.
  /// - Throws: `SystemCallError` when there is no thread to be had.
  public init(
    options: RenderOptions, names: SystemNames, isLineBuffered: Bool, closesLine: Bool,
    losses: LossReport = .none, skipped: Int = 0, waits: Bool = true, onFailure: @escaping @Sendable () -> Void = {},
    onOverload: @escaping () -> Void
  ) throws(SystemCallError) {
    let queue = try PacketQueue(onFailure: onFailure)
    var options = options
    options.names = names
    let printer = LinePrinter(
      queue: queue, options: options, names: names, isLineBuffered: isLineBuffered, closesLine: closesLine,
      losses: losses, skipped: skipped)
    let thread = try Thread { printer.run() }
    self.init(
      queue: queue, names: names, waits: waits, skipped: skipped, onOverload: onOverload, thread: thread)
  }

  /// Starts the thread, which hands packets over to another process.
  ///
  /// - Parameters:
  ///   - names: where the process looks names up; `nil` for numbers.
  ///   - sourceName: the names of interfaces by their numbers, where lines tell them.
  ///   - skipped: as in `LineSink`.
  ///   - isNeeded: whether lines are all that is wanted: it fails when the process is gone, and packets wait for lines.
  ///     Otherwise packets are taken and not printed.
  ///   - onGone: called when the process is gone.
  ///   - onFailure: as above.
  ///   - onOverload: as above.
  /// - Throws: `SystemCallError` when there is no thread to be had.
  public init(
    _ decoder: DecoderProcess, names: SystemNames?, sourceName: (@Sendable (UInt32) -> String?)? = nil,
    skipped: Int = 0, isNeeded: Bool, onGone: @escaping @Sendable () -> Void,
    onFailure: @escaping @Sendable () -> Void = {}, onOverload: @escaping () -> Void
  ) throws(SystemCallError) {
    let queue = try PacketQueue(onFailure: onFailure)
    let link = DecoderLink(
      queue: queue, decoder: decoder, names: names, sourceName: sourceName, isNeeded: isNeeded, onGone: onGone)
    let thread = try Thread { link.run() }
    self.init(
      queue: queue, names: names, waits: isNeeded, skipped: skipped, onOverload: onOverload, thread: thread)
  }

  private init(
    queue: PacketQueue, names: SystemNames?, waits: Bool, skipped: Int, onOverload: @escaping () -> Void,
    thread: consuming System.Thread
  ) {
    self.queue = queue
    self.names = names
    self.waits = waits
    number = skipped
    self.onOverload = onOverload
    self.thread = consume thread
  }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    number += 1
    if isBehind {
      unprinted += 1
      return
    }
    block.append(packet, number: number, unprinted: unprinted)
    unprinted = 0
    if block.size >= Self.blockSize { try flush() }
  }

  public mutating func flush() throws(OutputError) {
    if isBehind, queue.hasRoom { isBehind = false }
    guard block.count > 0, try queue.hand(&block) else { return }
    names?.hurry(true)
    if !hasTold { onOverload() }
    hasTold = true
    guard waits else {
      isBehind = true
      return
    }
    try queue.waitForRoom()
  }

  public mutating func tell(lostAtEnd count: Int) throws(OutputError) { queue.note(lostAtEnd: count) }

  public mutating func settle(isIdle: Bool) throws(OutputError) {
    // While more is at hand a block may become full.
    if isIdle || isBehind { try flush() }
    // Also where nothing comes any more that could not be handed over.
    if isIdle, let failure = queue.failure { throw failure }
  }

  public mutating func finish(isInterrupted: Bool) throws(OutputError) {
    var failure: OutputError?
    do throws(OutputError) {
      try flush()
    } catch {
      failure = error
    }
    queue.note(unprintedAtEnd: unprinted)
    if isInterrupted { queue.interrupt(names) }
    queue.close()
    thread.take()?.join()
    if let failure = failure ?? queue.failure { throw failure }
  }
}
