internal import Capture
internal import Packets
internal import Pipeline
internal import Rendering
internal import Savefiles
internal import System

/// Takes the packets of a capture that is open, until its end.
struct LiveRun<Source: LiveSource & ~Copyable>: ~Copyable, SinkUser {
  private let plan: Plan
  /// What is captured on, as it is told.
  private let interface: String
  private let contents: SinkChoice.Contents
  private var source: Source
  /// Taken by the loop while it runs.
  private var watch: SignalWatch?
  /// Ends its waiting; `nil` when there is no descriptor left.
  private let waker: SignalWaker?
  private var loop: PacketLoop
  private(set) var wasInterrupted = false
  /// Packets that the filter turned away without having looked into them, as far as they were counted.
  private(set) var overlooked = 0
  /// Packets that are known to be lost.
  private var lost = 0

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - interface: what is captured on, as it is told.
  ///   - contents: what a savefile and lines must know of its packets.
  ///   - isLast: whether a packet is the last one; `nil` when what is in it does not matter.
  init(
    _ plan: Plan, on interface: String, _ contents: SinkChoice.Contents,
    isLast: ((borrowing CapturedPacket) -> Bool)?, _ source: consuming Source, _ watch: consuming SignalWatch
  ) {
    self.plan = plan
    var contents = contents
    contents.opensMore = Source.opensFiles
    self.contents = contents
    self.interface = interface
    self.source = source
    waker = try? SignalWaker(for: watch)
    self.watch = consume watch
    loop = PacketLoop(limit: Self.limit(plan))
    loop.skip = plan.skippedPackets
    loop.byteLimit = plan.stop.byteCount
    loop.isLast = isLast
  }

  /// Packets after which it ends.
  private static func limit(_ plan: Plan) -> Int? {
    guard let one = plan.packetLimit, let other = plan.stop.packetCount else {
      return plan.packetLimit ?? plan.stop.packetCount
    }
    return min(one, other)
  }

  /// Captures, and tells the counts at the end.
  ///
  /// - Parameter names: names for lines; `nil` for numbers.
  /// - Throws: `ToolError` when something fails; what was before it is done.
  mutating func run(names: SystemNames?) throws(ToolError) {
    for warning in source.warnings where plan.lines.verbosity > 0 || !warning.isMinor { Console.say(warning.message) }
    if plan.capture.linkType != nil || source.linkType == .linuxSLL2 {
      Console.say("data link type \(source.linkType.name ?? "\(source.linkType.dlt)")")
    }
    // A ring of packets runs full while this one waits for its turn.
    Thread.takeShortTurns()
    do throws(ToolError) {
      try SinkChoice(plan: plan, contents: contents, names: names, isLive: true) { [waker] in waker?.wake() }
        .run(&self)
    } catch {
      // Where the reader of the lines is gone nobody waits for counts, nor where nothing was begun.
      switch error {
      case .create, .noUser, .become: break
      default: if error.status != 0 { tellCounts() }
      }
      throw error
    }
    tellCounts()
    if plan.failsOnLoss, lost > 0 { throw .packetsLost(lost) }
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError) {
    Console.note(
      Banner.listening(
        on: interface, source.linkType, snapshotLength: source.snapshotLength,
        saysMoreIsKnown: plan.lines.verbosity == 0 && plan.outputFile == nil))
    guard let watch = watch.take() else { return }
    var attendant = LiveAttendant(plan, watch)
    defer { wasInterrupted = attendant.wasInterrupted }
    do throws(LoopError<CaptureError>) {
      if source.givesRecords, loop.takesAll, sink.recordRoom != .none {
        _ = try loop.run(recordsFrom: &source, to: &sink) { (source, sink, taken) throws(OutputError) in
          try attendant.attend(&source, &sink, taken)
        }
      } else {
        _ = try loop.run(from: &source, to: &sink) { (source, sink, taken) throws(OutputError) in
          try attendant.attend(&source, &sink, taken)
        }
      }
    } catch {
      switch error {
      case .source(let error): throw .capture(error)
      case .output(let error): throw .output(error)
      case .filter(let error, _): throw .filter(error, expression: "")
      }
    }
    if plan.writesPcapng { LiveReport.note(&source, in: &sink, asksAll: true) }
    do throws(OutputError) {
      try sink.tell(lostAtEnd: source.lostAtEnd)
    } catch {
      throw .output(error)
    }
  }

  private mutating func tellCounts() {
    guard let statistics = LiveReport.tell(of: &source, loop.taken, isFinal: true) else { return }
    overlooked = statistics.overlooked
    lost = statistics.droppedByKernel + statistics.droppedByInterface
  }
}
