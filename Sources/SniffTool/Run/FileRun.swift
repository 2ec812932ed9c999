internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// Takes the packets of savefiles, one file after the other into one sink.
struct FileRun: ~Copyable, SinkUser {
  private let plan: Plan
  private let filterText: FilterText
  private let resolver: SystemNames
  private var watch: SignalWatch
  /// The file that is open, and those that are not yet.
  private var reader: SavefileReader?
  private var path: String
  private var laterPaths: ArraySlice<String>
  private var filter: PacketFilter?
  private let contents: SinkChoice.Contents
  /// The filter that holds for the last packet.
  private var lastFilter: CompiledFilter?
  private var count = 0
  private var byteCount = 0
  /// Whether a condition of --stop has ended it.
  private var hasReachedEnd = false
  private var overlooked = OverlookedCounts()
  private let damage: DamageReport
  private(set) var wasInterrupted = false

  /// Reads the files as planned.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  static func run(_ plan: Plan, paths: [String], _ watch: consuming SignalWatch) throws(ToolError) {
    try checkOutput(of: plan, inputs: paths)
    var failure: ToolError?
    var run = try FileRun(plan, paths: paths[...], watch)
    let names = plan.wantsNames && plan.printsLines ? run.resolver : nil
    do throws(ToolError) {
      try SinkChoice(plan: plan, contents: run.contents, names: names, isLive: false).run(&run)
    } catch {
      failure = error
    }
    if plan.countsOnly { try Console.print("\(Count.packets(run.count))\n") }
    // Where the reader of the lines is gone nobody waits for it.
    if failure?.status != 0, let note = OverlookedNote(expression: run.filterText.expression).words(run.overlooked) {
      Console.say(note)
    }
    if let failure { throw failure }
    if run.damage.hasDamage { throw .damage }
  }

  /// Opening a file to write empties it: none that is still to be read may be opened so.
  private static func checkOutput(of plan: Plan, inputs: [String]) throws(ToolError) {
    guard let path = plan.outputFile, let output = output(path) else { return }
    let isInput = inputs.contains { ($0 == "-" ? FileIdentity(.standardInput) : FileIdentity(path: $0)) == output }
    if isInput { throw .writesOverInput(path: path) }
  }

  private static func output(_ path: String) -> FileIdentity? {
    path == "-" ? FileIdentity(.standardOutput) : FileIdentity(path: path)
  }

  private init(_ plan: Plan, paths: ArraySlice<String>, _ watch: consuming SignalWatch) throws(ToolError) {
    let path = paths.first ?? "-"
    let sideBlocks = plan.writesPcapng ? SideBlocks() : nil
    let damage = DamageReport()
    let reader = try Self.open(
      path, sideBlocks: sideBlocks, wakeDescriptor: watch.descriptor, damage: plan.recovers ? damage : nil)
    let filterText = try FilterText(plan)
    let resolver = SystemNames()
    filter = try Self.filter(filterText, for: reader, resolver)
    lastFilter = try FilterText.ofLastPacket(plan)?.compile(for: Self.target(of: reader), resolver)
    contents = SinkChoice.Contents(
      linkType: reader.linkType, linkTypeExtras: reader.linkTypeExtras, snapshotLength: reader.snapshotLength,
      interfaces: reader.interfaces, section: reader.section, sideBlocks: sideBlocks,
      isMixed: reader.format == .pcapng || paths.count > 1, opensMore: paths.count > 1,
      hasThreads: reader.size == nil)
    self.reader = consume reader
    self.path = path
    laterPaths = paths.dropFirst()
    self.plan = plan
    self.damage = damage
    self.filterText = filterText
    self.resolver = resolver
    self.watch = watch
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError) {
    while var file = reader.take() {
      // Not while a file is opened, where any signal ends the waiting for its beginning.
      if plan.needsClock { try? SecondTimer.start() }
      defer { if plan.needsClock { SecondTimer.stop() } }
      do throws(LoopError<SavefileError>) {
        if let crew = crew(for: file, sink.preparation) {
          try work(crew, on: &file, to: &sink)
        } else {
          try loop(over: &file, to: &sink)
        }
      } catch {
        switch error {
        case .source(let error): throw .savefile(error, path: path)
        case .output(let error): throw .output(error)
        case .filter(let error, let linkType):
          throw .filterForPackets(error, expression: filterText.expression, linkType, path: path)
        }
      }
      if wasInterrupted || hasReachedEnd || sink.isFull { return }
      SecondTimer.stop()
      try openNext()
    }
  }

  private mutating func loop<Sink: OutputSink & ~Copyable>(
    over file: inout SavefileReader, to sink: inout Sink
  ) throws(LoopError<SavefileError>) {
    var loop = PacketLoop(filter: filter, limit: limit)
    loop.byteLimit = plan.stop.byteCount.map { $0 - byteCount }
    if let lastFilter { loop.isLast = { lastFilter.matches($0) } }
    defer {
      count += loop.taken
      byteCount += loop.bytesTaken
      overlooked += loop.overlooked
      hasReachedEnd = loop.hasReachedEnd || count == plan.stop.packetCount
    }
    wasInterrupted = try loop.run(from: &file, to: &sink) { (_, sink, _) throws(OutputError) in try attend(&sink) }
  }

  /// Packets after which a file is over: as many as -c says of each, or --stop of all.
  private var limit: Int? {
    let left = plan.stop.packetCount.map { $0 - count }
    guard let limit = plan.packetLimit else { return left }
    return left.map { min($0, limit) } ?? limit
  }

  /// Threads for a file, where they are of use.
  private func crew(for file: borrowing SavefileReader, _ preparation: Preparation?) -> Crew? {
    guard !plan.stop.asksPackets, !plan.recovers, let preparation, let stretches = file.stretches,
      file.size ?? 0 > Crew.worthwhileLength
    else { return nil }
    // Copying is moving bytes, which one core does as fast as the memory allows.
    if case .packets = preparation, filter == nil { return nil }
    let threads = plan.threads ?? ProcessEnvironment.availableCores
    guard threads > 1 else { return nil }
    return Crew(
      stretches, file.file, filter: filter?.first, preparation: preparation, threads: threads, limit: plan.packetLimit)
  }

  private mutating func work<Sink: OutputSink & ~Copyable>(
    _ crew: Crew, on file: inout SavefileReader, to sink: inout Sink
  ) throws(LoopError<SavefileError>) {
    defer {
      count += crew.delivered
      overlooked += crew.overlooked
    }
    while true {
      let outcome = try crew.run(to: &sink) { (sink) throws(OutputError) in try attend(&sink) }
      // No threads to be had: one does it.
      guard let outcome else { return try loop(over: &file, to: &sink) }
      wasInterrupted = outcome.wasStopped
      if wasInterrupted || outcome.taken == plan.packetLimit { return }
      // What ended the records is the file's end, or else a fault, which is told here; a file that has grown goes on.
      do throws(SavefileError) {
        try file.resume(at: outcome.position)
        guard let _ = try file.next() else { return }
      } catch {
        throw .source(error)
      }
    }
  }

  /// Answers signals.
  private mutating func attend<Sink: OutputSink & ~Copyable>(
    _ sink: inout Sink
  ) throws(OutputError) -> PacketLoop.Wish {
    let signals = watch.take()
    if signals[.user2] > 0 { try sink.flush() }
    if plan.needsClock, signals[.alarm] > 0 { try? SecondTimer.start() }
    return signals.asksToStop ? .stop : .goOn
  }

  private mutating func openNext() throws(ToolError) {
    guard let next = laterPaths.popFirst() else { return }
    path = next
    let opened = try Self.open(
      next, interfaces: contents.interfaces, sideBlocks: contents.sideBlocks, wakeDescriptor: watch.descriptor,
      damage: plan.recovers ? damage : nil)
    guard plan.outputFile == nil || plan.writesPcapng || opened.linkType == contents.linkType else {
      throw .linkTypesDiffer(path: next)
    }
    filter = try Self.filter(filterText, for: opened, resolver)
    lastFilter = try FilterText.ofLastPacket(plan)?.compile(for: Self.target(of: opened), resolver)
    reader = consume opened
  }

  private static func filter(
    _ text: FilterText, for reader: borrowing SavefileReader, _ resolver: SystemNames
  ) throws(ToolError) -> PacketFilter? {
    guard !text.isEmpty else { return nil }
    let target = target(of: reader)
    do throws(FilterError) {
      let kind = PacketFilter.Kind(linkType: target.linkType, isSwapped: target.isSwapped)
      return try PacketFilter(first: kind) { kind throws(FilterError) in
        var target = target
        (target.linkType, target.isSwapped) = (kind.linkType, kind.isSwapped)
        return try text.program(for: target, resolver)
      }
    } catch {
      throw .filter(error, expression: text.expression)
    }
  }

  /// What a filter for a file is compiled for.
  static func target(of reader: borrowing SavefileReader) -> FilterTarget {
    FilterTarget(
      linkType: reader.linkType, snapshotLength: reader.snapshotLength, isSwapped: reader.isSwapped)
  }

  /// Opens a savefile, or standard input for `-`, and says on standard error what it is.
  ///
  /// - Throws: `ToolError` when it cannot be read or is no savefile.
  static func open(
    _ path: String, interfaces: PcapngInterfaceList = PcapngInterfaceList(), sideBlocks: SideBlocks? = nil,
    wakeDescriptor: Int32?, damage: DamageReport? = nil
  ) throws(ToolError) -> SavefileReader {
    let file: FileDescriptor
    do throws(SystemCallError) {
      file = path == "-" ? .standardInput : try FileDescriptor(reading: path)
    } catch {
      throw .create(error, path: path)
    }
    do throws(SavefileError) {
      var reader = try SavefileReader(
        file, interfaces: interfaces, sideBlocks: sideBlocks, wakeDescriptor: wakeDescriptor)
      if let damage { reader.recover { damage.note($0, of: path) } }
      Console.note(Banner.reading(path, reader.linkType, snapshotLength: reader.snapshotLength))
      return reader
    } catch {
      throw .savefile(error, path: path)
    }
  }
}
