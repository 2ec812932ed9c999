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
    defer { reading.attendant.stopClock() }
    do throws(LoopError<MergeFailure>) {
      // How far it is nobody is told.
      try reading.loop(over: &source, to: &sink) { _ in 0 }
    } catch {
      throw reading.toolError(error, path: nil) { $0.toolError }
    }
  }
}
