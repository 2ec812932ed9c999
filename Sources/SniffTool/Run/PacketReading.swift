internal import Filtering
internal import Packets
internal import Pipeline
internal import System

/// What comes of the packets of savefiles while they are read: which are taken, and what there is to tell at the end.
struct PacketReading: ~Copyable {
  let plan: Plan
  let filterText: FilterText
  let resolver: SystemNames
  /// What was passed over or left unread.
  let damage: DamageReport
  let filter: PacketFilter?
  /// The filter that holds for the last packet.
  private let lastFilter: CompiledFilter?
  var attendant: SignalAttendant
  /// Packets that were taken.
  var count = 0
  /// Packets that the filter turned away without having looked into them.
  var overlooked = OverlookedCounts()
  /// Whether a signal ended it.
  var wasInterrupted = false

  /// Makes the filters that a plan has.
  ///
  /// - Parameter target: what the first packets are.
  /// - Throws: `ToolError` for a mistake in an expression.
  init(
    _ plan: Plan, of target: FilterTarget, _ damage: DamageReport, _ watch: consuming SignalWatch
  ) throws(ToolError) {
    let filterText = try FilterText(plan)
    let resolver = SystemNames()
    let filter = try filterText.packetFilter(for: target, resolver)
    let lastFilter = try FilterText.ofLastPacket(plan)?.compile(for: target, resolver)
    self.plan = plan
    self.filterText = filterText
    self.resolver = resolver
    self.damage = damage
    self.filter = filter
    self.lastFilter = lastFilter
    attendant = SignalAttendant(plan, watch)
  }

  /// Takes packets of a source, one after the other.
  ///
  /// - Parameters:
  ///   - pause: the bytes of it after which it ends for whoever calls it again; `nil` for all packets that are wanted.
  ///   - place: how many bytes of it have been read.
  /// - Returns: whether it ended for that.
  @discardableResult
  mutating func loop<Source: PacketSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    over source: inout Source, to sink: inout Sink, until pause: Int? = nil, place: (borrowing Source) -> Int
  ) throws(LoopError<Source.Failure>) -> Bool {
    var loop = PacketLoop(plan, behind: count, filter: filter, lastFilter: lastFilter)
    defer {
      count += loop.taken
      overlooked += loop.overlooked
    }
    var pauses = false
    let wasStopped = try loop.run(from: &source, to: &sink) { (source, sink, _) throws(OutputError) in
      let wish = try attendant.attend(&sink, at: place(source))
      guard wish == .goOn, let pause, place(source) >= pause else { return wish }
      pauses = true
      return .stop
    }
    wasInterrupted = wasStopped && !pauses
    return pauses
  }

  /// An error of such a loop as this program's.
  ///
  /// - Parameters:
  ///   - path: the file; `nil` for several.
  ///   - toolError: the same for an error of the source.
  func toolError<Failure: Error>(
    _ error: LoopError<Failure>, path: String?, _ toolError: (Failure) -> ToolError
  ) -> ToolError {
    switch error {
    case .source(let error): toolError(error)
    case .output(let error): .output(error)
    case .filter(let error, let linkType):
      .filterForPackets(error, expression: filterText.expression, linkType, path: path)
    }
  }
}
