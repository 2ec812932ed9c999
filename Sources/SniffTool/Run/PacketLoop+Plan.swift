internal import Filtering
internal import Pipeline
internal import System

extension PacketLoop {
  /// The loop over savefiles that a plan asks for.
  ///
  /// - Parameters:
  ///   - taken: packets taken before.
  ///   - lastFilter: holds for the last packet; `nil` when what is in it does not matter.
  init(_ plan: Plan, behind taken: Int, filter: PacketFilter?, lastFilter: CompiledFilter?) {
    self.init(filter: filter, limit: plan.limit.map { $0 - taken })
    skip = plan.skippedPackets
    byteLimit = plan.stop.byteCount
    if plan.selectsPackets {
      let numbers = plan.packetRanges.map { PacketNumbers($0, isInverted: plan.takesOthers) }
      selection = PacketSelection(numbers: numbers, from: plan.from, to: plan.to, zone: LocalTime())
    }
    if let lastFilter { isLast = { lastFilter.matches($0) } }
  }
}

extension Plan {
  /// Packets after which savefiles are over: as many as -c or --stop says.
  var limit: Int? {
    guard let one = packetLimit, let other = stop.packetCount else { return packetLimit ?? stop.packetCount }
    return min(one, other)
  }

  /// Whether a savefile is read packet by packet, in its order.
  var looksAtEach: Bool { recovers || followsFile || skippedPackets > 0 || selectsPackets }

  /// Whether packets are chosen by more than the filter.
  var selectsPackets: Bool { from != nil || to != nil || packetRanges != nil }
}
