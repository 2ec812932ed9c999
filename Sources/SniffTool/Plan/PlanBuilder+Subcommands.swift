internal import Capture
internal import Pipeline

extension PlanBuilder {
  /// Takes an option that only subcommands have.
  ///
  /// - Returns: whether it is one.
  mutating func takeEdit(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Bool {
    switch kind {
    case .json: plan.printsJSON = true
    case .hash: plan.tellsDigests = true
    case .concatenate: plan.concatenates = true
    case .packets: plan.packetRanges = try ranges(argument)
    case .others: plan.takesOthers = true
    case .deduplicate:
      guard let count = Int(argument), 0...1_000_000 ~= count else { throw UsageError.invalidDeduplication(argument) }
      var repetition = plan.edits.repetition ?? PacketEdits.Repetition()
      repetition.packets = count
      plan.edits.repetition = repetition
      hasDeduplicationCount = true
    case .deduplicationTime:
      guard let milliseconds = Quantity.milliseconds(argument) else {
        throw UsageError.invalidDeduplicationTime(argument)
      }
      var repetition = plan.edits.repetition ?? PacketEdits.Repetition()
      repetition.nanoseconds = Int64(milliseconds) * 1_000_000
      plan.edits.repetition = repetition
    case .shift:
      guard let shift = MomentText.nanoseconds(ofSeconds: argument) else { throw UsageError.invalidShift(argument) }
      plan.edits.shift = shift
    default: return false
    }
    return true
  }

  private func ranges(_ text: String) throws(UsageError) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let first = ends[0].isEmpty && ends.count == 2 ? 1 : Int(ends[0])
      let last = ends.count == 1 ? first : ends[1].isEmpty ? Int.max : Int(ends[1])
      guard part != "-", let first, let last, 1 <= first, first <= last else {
        throw UsageError.invalidPacketList(text)
      }
      ranges.append(first...last)
    }
    return ranges
  }

  /// The files that a subcommand works on, and what it must have besides.
  mutating func takeFiles(_ operands: [String], of subcommand: Subcommand) throws(UsageError) {
    if case .fileList = plan.input {
      guard operands.isEmpty else { throw UsageError.conflict("-V", "files behind the options") }
    } else {
      guard let first = operands.first else { throw UsageError.noFiles(subcommand) }
      plan.input = operands.count == 1 ? .file(first) : .files(operands)
    }
    if subcommand != .info, plan.outputFile == nil { throw UsageError.needed("sniff \(subcommand.rawValue)", "-w") }
    if plan.takesOthers, plan.packetRanges == nil { throw UsageError.needed("--invert", "--packets") }
    if plan.edits.repetition != nil, !hasDeduplicationCount { plan.edits.repetition?.packets = 1024 }
    if hasSnapshotLength, plan.capture.snapshotLength < Plan.maximumSnapshotLength {
      plan.edits.snapshotLength = plan.capture.snapshotLength
    }
  }
}
