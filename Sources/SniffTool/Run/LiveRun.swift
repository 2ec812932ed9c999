internal import Capture
internal import Packets
internal import Pipeline
internal import Rendering
internal import Savefiles
internal import System

/// Takes the packets of a capture that is open, until its end.
struct LiveRun<Source: LiveSource & ~Copyable>: ~Copyable, SinkUser {
  private let plan: Plan
  private let interface: String
  /// The expression that packets are chosen by.
  private let filterText: String
  private var source: Source
  /// Taken by the loop while it runs.
  private var watch: SignalWatch?
  private var loop: PacketLoop
  private(set) var wasInterrupted = false
  /// Packets that the filter turned away without having looked into them, as far as they were counted.
  private(set) var overlooked = 0

  /// A run that has not begun.
  init(
    _ plan: Plan, on interface: String, filterText: String, _ source: consuming Source, _ watch: consuming SignalWatch
  ) {
    self.plan = plan
    self.filterText = filterText
    self.interface = interface
    self.source = source
    self.watch = consume watch
    loop = PacketLoop(limit: plan.packetLimit)
  }

  /// Captures, and tells the counts at the end.
  ///
  /// - Parameter names: names for lines; `nil` for numbers.
  /// - Throws: `ToolError` when something fails; what was before it is done.
  mutating func run(names: SystemNames?) throws(ToolError) {
    var contents = SinkChoice.Contents(linkType: source.linkType, snapshotLength: source.snapshotLength)
    if plan.writesPcapng {
      contents.interfaces = PcapngInterfaceList(
        MachineFacts.interface(
          interface, source.linkType, snapshotLength: source.snapshotLength, filter: filterText))
    }
    for warning in source.warnings { Console.say(warning.message) }
    if plan.capture.linkType != nil || source.linkType == .linuxSLL2 {
      Console.say("data link type \(source.linkType.name ?? "\(source.linkType.dlt)")")
    }
    do throws(ToolError) {
      try SinkChoice(plan: plan, contents: contents, names: names, isLive: true).run(&self)
    } catch {
      // Where the reader of the lines is gone nobody waits for counts, nor where nothing was begun.
      if case .create = error { throw error }
      if error.status != 0 { tellCounts(isFinal: true) }
      throw error
    }
    tellCounts(isFinal: true)
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError) {
    Console.note(
      Banner.listening(
        on: interface, source.linkType, snapshotLength: source.snapshotLength,
        saysMoreIsKnown: plan.lines.verbosity == 0 && plan.outputFile == nil))
    let ticks = plan.lines.verbosity > 0 && plan.outputFile != nil && !plan.printsAnyway
    let wakes = ticks || plan.needsClock
    // A timer that cannot be had costs a number on the terminal, and a file that is cut late.
    if wakes { try? SecondTimer.start() }
    defer { if wakes { SecondTimer.stop() } }
    guard var watch = watch.take() else { return }
    do throws(LoopError<CaptureError>) {
      wasInterrupted = try loop.run(from: &source, to: &sink) { (source, sink, taken) throws(OutputError) in
        try Self.attend(&watch, &source, &sink, taken, wakes: wakes, ticks: ticks, notes: plan.writesPcapng)
      }
      if plan.writesPcapng { Self.note(&source, in: &sink) }
    } catch {
      switch error {
      case .source(let error): throw .capture(error)
      case .output(let error): throw .output(error)
      }
    }
  }

  /// Answers signals.
  private static func attend<Sink: OutputSink & ~Copyable>(
    _ watch: inout SignalWatch, _ source: inout Source, _ sink: inout Sink, _ taken: Int, wakes: Bool,
    ticks: Bool, notes: Bool
  ) throws(OutputError) -> PacketLoop.Wish {
    let signals = watch.take()
    if signals[.user2] > 0 { try sink.flush() }
    if signals[.user1] > 0 { tellCounts(&source, taken, isFinal: false) }
    if notes { note(&source, in: &sink) }
    if wakes, signals[.alarm] > 0 {
      try? SecondTimer.start()
      if ticks { Console.note("Got \(taken)\r") }
    }
    guard signals.asksToStop else { return .goOn }
    source.stop()
    return .drain
  }

  /// Lets the sink know of losses.
  private static func note<Sink: OutputSink & ~Copyable>(_ source: inout Source, in sink: inout Sink) {
    // Counts that cannot be had are told at the end.
    guard let counts = try? source.statistics() else { return }
    sink.note(
      PcapngStatistics(
        received: UInt64(clamping: counts.received), droppedByKernel: UInt64(clamping: counts.droppedByKernel),
        droppedByInterface: UInt64(clamping: counts.droppedByInterface)))
  }

  private mutating func tellCounts(isFinal: Bool) {
    overlooked = Self.tellCounts(&source, loop.taken, isFinal: isFinal)?.overlooked ?? 0
  }

  @discardableResult
  private static func tellCounts(_ source: inout Source, _ taken: Int, isFinal: Bool) -> CaptureStatistics? {
    do throws(CaptureError) {
      let statistics = try source.statistics()
      Console.note(Banner.statistics(captured: taken, statistics, isFinal: isFinal))
      return statistics
    } catch {
      Console.say(error.message(program: ProcessEnvironment.executablePath))
      return nil
    }
  }
}
