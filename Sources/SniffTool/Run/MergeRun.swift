internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// Takes the packets of several savefiles as one stream.
struct MergeRun: ~Copyable, ReadingRun {
  let plan: Plan
  let filterText: FilterText
  let resolver: SystemNames
  let contents: SinkChoice.Contents
  let damage: DamageReport
  private var source: MergedSource?
  private var attendant: SignalAttendant
  private let filter: PacketFilter?
  private let lastFilter: CompiledFilter?
  private(set) var count = 0
  private(set) var overlooked = OverlookedCounts()
  private(set) var wasInterrupted = false

  /// Reads the files as planned.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  static func run(_ plan: Plan, _ paths: [String], _ watch: consuming SignalWatch) throws(ToolError) {
    try FileRun.checkOutput(of: plan, inputs: paths)
    var run = try MergeRun(plan, paths, watch)
    try run.run()
  }

  private init(_ plan: Plan, _ paths: [String], _ watch: consuming SignalWatch) throws(ToolError) {
    let damage = DamageReport()
    let source = try Self.source(plan, paths, wakeDescriptor: watch.descriptor, damage)
    let filterText = try FilterText(plan)
    let resolver = SystemNames()
    let first = source.inputs.first
    let target = FilterTarget(
      linkType: source.linkType, snapshotLength: source.snapshotLength, isSwapped: first?.isSwapped ?? false)
    let filter = try filterText.packetFilter(for: target, resolver)
    let lastFilter = try FilterText.ofLastPacket(plan)?.compile(for: target, resolver)
    if plan.outputFile != nil, !plan.writesPcapng,
      let other = source.inputs.first(where: { $0.linkType != source.linkType })
    {
      throw .linkTypesDiffer(path: other.path)
    }
    contents = SinkChoice.Contents(
      linkType: source.linkType, linkTypeExtras: first?.linkTypeExtras ?? 0, snapshotLength: source.snapshotLength,
      interfaces: source.interfaces, section: plan.writesPcapng ? Self.section(source.inputs) : nil,
      sideBlocks: source.sideBlocks, keepsSections: false, isMixed: true, opensMore: true,
      hasThreads: source.inputs.contains { !$0.isPlainFile })
    self.source = consume source
    attendant = SignalAttendant(plan, watch)
    self.plan = plan
    self.damage = damage
    self.filterText = filterText
    self.resolver = resolver
    self.filter = filter
    self.lastFilter = lastFilter
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

  /// What a file made of several tells of its making: who wrote it, and the comments of all.
  private static func section(_ inputs: [MergedSource.Input]) -> PcapngSectionFacts {
    var section = PcapngSectionFacts(
      hardware: MachineFacts.processor, system: MachineFacts.system, application: Version.line)
    section.add(comments: inputs.flatMap { $0.section?.comments ?? [] })
    // The byte order of the first, so that all it holds can be kept.
    section.isSwapped = inputs.lazy.compactMap(\.section).first?.isSwapped ?? false
    return section
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError) {
    guard var source = source.take() else { return }
    attendant.startClock()
    defer { attendant.stopClock() }
    var loop = PacketLoop(plan, filter: filter, lastFilter: lastFilter)
    defer {
      count = loop.taken
      overlooked = loop.overlooked
    }
    do throws(LoopError<MergeFailure>) {
      wasInterrupted = try loop.run(from: &source, to: &sink) { (_, sink, _) throws(OutputError) in
        try attendant.attend(&sink, at: 0)
      }
    } catch {
      switch error {
      case .source(let error): throw error.toolError
      case .output(let error): throw .output(error)
      case .filter(let error, let linkType):
        throw .filterForPackets(error, expression: filterText.expression, linkType, path: nil)
      }
    }
  }
}
