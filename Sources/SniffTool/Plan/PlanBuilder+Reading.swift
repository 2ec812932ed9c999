internal import Pipeline

extension PlanBuilder {
  /// Takes an option on files to read and on the part of them that is wanted.
  ///
  /// - Returns: whether it is one.
  mutating func takeFile(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Bool {
    switch kind {
    case .readFile: try add(file: argument)
    case .fileList:
      switch plan.input {
      case .file, .files: throw UsageError.conflict("-V", "-r")
      case .interface, .fileList: plan.input = .fileList(argument)
      }
    case .recover: plan.recovers = true
    case .isolate: plan.isolates = true
    case .followFile: plan.followsFile = true
    case .skip:
      guard let count = Int(argument), count >= 0 else { throw UsageError.invalidSkip(argument) }
      plan.skippedPackets = count
    case .from: plan.from = try moment(argument, "--from")
    case .to: plan.to = try moment(argument, "--to")
    default: return false
    }
    return true
  }

  private mutating func add(file: String) throws(UsageError) {
    switch plan.input {
    case .fileList: throw UsageError.conflict("-V", "-r")
    case .interface: plan.input = .file(file)
    case .file(let first): plan.input = .files([first, file])
    case .files(let paths): plan.input = .files(paths + [file])
    }
  }

  private func moment(_ text: String, _ option: String) throws(UsageError) -> Moment {
    guard let moment = MomentText.parse(text) else { throw UsageError.invalidMoment(option: option, text) }
    return moment
  }

  /// What has to do with files needs one.
  func checkInput() throws(UsageError) {
    switch plan.input {
    case .file: break
    case .files(let paths):
      if plan.followsFile { throw UsageError.followsSeveral }
      if paths.count(where: { $0 == "-" }) > 1 { throw UsageError.standardInputTwice("-r -", "-r -") }
    case .fileList: if plan.followsFile { throw UsageError.followsSeveral }
    case .interface:
      if plan.recovers { throw UsageError.needed("--recover", "-r") }
      if plan.isolates { throw UsageError.needed("--isolate", "-r") }
      if plan.followsFile { throw UsageError.needed("--follow-file", "-r") }
      if plan.from != nil { throw UsageError.needed("--from", "-r") }
      if plan.to != nil { throw UsageError.needed("--to", "-r") }
    }
  }
}
