internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// The packets of several savefiles as one stream.
struct MergeRun: ~Copyable, ReadingInput {
  let contents: SinkChoice.Contents
  private var source: MergedSource?

  /// Reads the files as planned.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  static func run(_ plan: Plan, _ paths: [String], _ watch: consuming SignalWatch) throws(ToolError) {
    try FileRun.checkOutput(of: plan, inputs: paths)
    let damage = DamageReport()
    let source = try source(plan, paths, wakeDescriptor: watch.descriptor, damage)
    let target = FilterTarget(
      linkType: source.linkType, snapshotLength: source.snapshotLength,
      isSwapped: source.inputs.first?.isSwapped ?? false)
    let reading = try PacketReading(plan, of: target, damage, watch)
    if plan.outputFile != nil, !plan.writesPcapng,
      let other = source.inputs.first(where: { $0.linkType != source.linkType })
    {
      throw .linkTypesDiffer(path: other.path)
    }
    var run = ReadingRun(MergeRun(source, writesPcapng: plan.writesPcapng), reading)
    try run.run()
  }

  private init(_ source: consuming MergedSource, writesPcapng: Bool) {
    contents = SinkChoice.Contents(
      linkType: source.linkType, linkTypeExtras: source.inputs.first?.linkTypeExtras ?? 0,
      snapshotLength: source.snapshotLength, interfaces: source.interfaces,
      section: writesPcapng ? Self.section(source.inputs) : nil, sideBlocks: source.sideBlocks, keepsSections: false,
      isMixed: true, opensMore: true, hasThreads: source.inputs.contains { !$0.isPlainFile })
    self.source = consume source
  }

  private static func source(
    _ plan: Plan, _ paths: [String], wakeDescriptor: Int32, _ damage: DamageReport
  ) throws(ToolError) -> MergedSource {
    var settings = MergeSettings()
    settings.isConcatenation = plan.concatenates
    settings.wantsSideBlocks = plan.writesPcapng
    settings.openFiles = min(settings.openFiles, max(4, ProcessEnvironment.openFileLimit / 2 - 8))
    settings.wakeDescriptor = wakeDescriptor
    if plan.recovers { settings.onSkip = { damage.note($0, of: $1) } }
    do throws(MergeFailure) {
      return try MergedSource(
        paths, settings,
        look: { Console.note(Banner.reading($0.path, $0.linkType, snapshotLength: $0.snapshotLength)) },
        onFailure: { damage.note($0) })
    } catch {
      throw error.toolError
    }
  }

  /// What a file made of several tells of its making: who wrote it, and what the first sections of all tell besides.
  private static func section(_ inputs: [MergedSource.Input]) -> PcapngSectionFacts {
    var section = PcapngSectionFacts(
      hardware: MachineFacts.processor, system: MachineFacts.system, application: Version.line)
    let sections = inputs.compactMap(\.section)
    // The byte order of the first, so that all it holds can be kept.
    section.isSwapped = sections.first?.isSwapped ?? false
    section.add(notesOf: sections)
    return section
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(
    _ sink: inout Sink, _ reading: inout PacketReading
  ) throws(ToolError) {
    guard var source = source.take() else { return }
    reading.attendant.startClock()
    reading.attendant.startProgress(of: source.size)
    defer {
      reading.attendant.stopClock()
      reading.attendant.stopProgress()
    }
    while true {
      let hadTurn = try Self.takeTurn(of: &source, to: &sink, &reading)
      if reading.hasEnough { return }
      // Whose turn it is next is asked at once; whose turn it is not now, not for a while.
      let pause = reading.allowsCrew ? source.position + (hadTurn ? 1 : Self.patience) : nil
      do throws(LoopError<MergeFailure>) {
        guard try reading.loop(over: &source, to: &sink, until: pause, place: { $0.position }) else { return }
      } catch {
        throw reading.toolError(error, path: nil) { $0.toolError }
      }
    }
  }

  /// Bytes that are read before it is looked again whether several threads are of use.
  private static let patience = 4 << 20

  /// Lets several threads take packets of one file, up to where those of another one come in between.
  ///
  /// - Returns: whether they did.
  private static func takeTurn<Sink: OutputSink & ~Copyable>(
    of source: inout MergedSource, to sink: inout Sink, _ reading: inout PacketReading
  ) throws(ToolError) -> Bool {
    guard reading.allowsCrew, let turn = source.turn(of: Crew.worthwhileLength) else { return false }
    var task = Crew.Task(turn.stretches, turn.file, from: turn.position)
    task.bound = turn.bound
    guard let crew = reading.crew(for: task, sink.preparation) else { return false }
    let others = source.position - turn.position
    do throws(LoopError<SavefileError>) {
      guard let position = try reading.run(crew, to: &sink, place: { others + $0 }) else { return false }
      if !reading.hasEnough { source.endTurn(at: position) }
      return true
    } catch {
      // A file that cannot be read on ends there, as one that is damaged does.
      guard case .source(let fault) = error else {
        throw reading.toolError(error, path: turn.path) { .savefile($0, path: turn.path) }
      }
      source.endTurn(at: fault.offset)
      return true
    }
  }
}
