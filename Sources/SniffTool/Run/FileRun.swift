internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// Takes the packets of a savefile.
struct FileRun: ~Copyable, ReadingRun {
  let plan: Plan
  let filterText: FilterText
  let resolver: SystemNames
  let contents: SinkChoice.Contents
  let damage: DamageReport
  private var reader: SavefileReader?
  private var attendant: SignalAttendant
  private let path: String
  private let filter: PacketFilter?
  /// The filter that holds for the last packet.
  private let lastFilter: CompiledFilter?
  private(set) var count = 0
  private(set) var overlooked = OverlookedCounts()
  private(set) var wasInterrupted = false

  /// Reads the file as planned.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  static func run(_ plan: Plan, _ path: String, _ watch: consuming SignalWatch) throws(ToolError) {
    try checkOutput(of: plan, inputs: [path])
    var run = try FileRun(plan, path, watch)
    try run.run()
  }

  /// Opening a file to write empties it: none that is still to be read may be opened so.
  static func checkOutput(of plan: Plan, inputs: [String]) throws(ToolError) {
    guard let path = plan.outputFile, let output = output(path) else { return }
    let isInput = inputs.contains { ($0 == "-" ? FileIdentity(.standardInput) : FileIdentity(path: $0)) == output }
    if isInput { throw .writesOverInput(path: path) }
  }

  private static func output(_ path: String) -> FileIdentity? {
    path == "-" ? FileIdentity(.standardOutput) : FileIdentity(path: path)
  }

  private init(_ plan: Plan, _ path: String, _ watch: consuming SignalWatch) throws(ToolError) {
    let sideBlocks = plan.writesPcapng ? SideBlocks() : nil
    let damage = DamageReport()
    let reader = try Self.open(
      path, sideBlocks: sideBlocks, wakeDescriptor: watch.descriptor, follows: plan.followsFile,
      damage: plan.recovers ? damage : nil)
    let filterText = try FilterText(plan)
    let resolver = SystemNames()
    let target = Self.target(of: reader)
    let filter = try filterText.packetFilter(for: target, resolver)
    let lastFilter = try FilterText.ofLastPacket(plan)?.compile(for: target, resolver)
    contents = SinkChoice.Contents(
      linkType: reader.linkType, linkTypeExtras: reader.linkTypeExtras, snapshotLength: reader.snapshotLength,
      interfaces: reader.interfaces, section: reader.section, sideBlocks: sideBlocks,
      isMixed: reader.format == .pcapng, hasThreads: reader.size == nil)
    self.reader = consume reader
    attendant = SignalAttendant(plan, watch)
    self.path = path
    self.plan = plan
    self.damage = damage
    self.filterText = filterText
    self.resolver = resolver
    self.filter = filter
    self.lastFilter = lastFilter
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError) {
    guard var file = reader.take() else { return }
    // Not while a file is opened, where any signal ends the waiting for its beginning.
    attendant.startClock()
    attendant.startProgress(of: file.size)
    defer {
      attendant.stopClock()
      attendant.stopProgress()
    }
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
  }

  private mutating func loop<Sink: OutputSink & ~Copyable>(
    over file: inout SavefileReader, to sink: inout Sink
  ) throws(LoopError<SavefileError>) {
    var loop = PacketLoop(plan, filter: filter, lastFilter: lastFilter)
    defer {
      count += loop.taken
      overlooked += loop.overlooked
    }
    wasInterrupted = try loop.run(from: &file, to: &sink) { (file, sink, _) throws(OutputError) in
      try attendant.attend(&sink, at: file.offset)
    }
  }

  /// Threads for a file, where they are of use.
  private func crew(for file: borrowing SavefileReader, _ preparation: Preparation?) -> Crew? {
    guard !plan.stop.asksPackets, !plan.looksAtEach, let preparation, let stretches = file.stretches,
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
      let outcome = try crew.run(to: &sink) { (sink) throws(OutputError) in
        try attendant.attend(&sink, at: crew.position)
      }
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
    wakeDescriptor: Int32?, follows: Bool = false, damage: DamageReport? = nil
  ) throws(ToolError) -> SavefileReader {
    let file: FileDescriptor
    do throws(SystemCallError) {
      file = path == "-" ? .standardInput : try FileDescriptor(reading: path)
    } catch {
      throw .create(error, path: path)
    }
    do throws(SavefileError) {
      var reader = try SavefileReader(
        file, interfaces: interfaces, sideBlocks: sideBlocks, wakeDescriptor: wakeDescriptor, follows: follows)
      if let damage { reader.recover { damage.note($0, of: path) } }
      Console.note(Banner.reading(path, reader.linkType, snapshotLength: reader.snapshotLength))
      return reader
    } catch {
      throw .savefile(error, path: path)
    }
  }
}
