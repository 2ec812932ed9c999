extension PlanBuilder {
  /// Takes an option on the end of a run.
  ///
  /// - Returns: whether it is one.
  mutating func takeStop(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Bool {
    switch kind {
    case .stop: try takeStop(argument)
    case .stopWhen: plan.stop.expression = argument
    case .failOnLoss: plan.failsOnLoss = true
    default: return false
    }
    return true
  }

  /// `duration:30s`, `size:100M`, `packets:1000` or `files:3`.
  private mutating func takeStop(_ text: String) throws(UsageError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let value = parts.count == 2 ? parts[1] : ""
    let number: Int?
    switch parts.first {
    case "duration":
      number = Quantity.milliseconds(value)
      plan.stop.milliseconds = number
    case "size":
      number = Quantity.bytes(value)
      plan.stop.byteCount = number
    case "packets":
      number = Int(value)
      plan.stop.packetCount = number
    case "files":
      number = Int(value)
      plan.stop.fileCount = number
    default: number = nil
    }
    guard let number, number > 0 else { throw UsageError.invalidStop(text) }
  }

  /// Some conditions mean something only where there is a capture, or files that follow each other.
  func checkStop() throws(UsageError) {
    if plan.stop.fileCount != nil, !plan.rotates { throw UsageError.stopWithoutRotation }
    guard case .interface = plan.input else {
      if plan.stop.milliseconds != nil { throw UsageError.conflict("--stop duration", "-r") }
      return
    }
  }
}
