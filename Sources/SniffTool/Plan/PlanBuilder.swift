internal import Capture
internal import Dissection
internal import Packets
internal import Rendering
internal import Savefiles
internal import System

/// Makes a plan of a command line, option by option in their order.
struct PlanBuilder {
  private let table: OptionTable
  var plan = Plan()
  private var filterText: String?
  private var dumpLevel = 0
  /// Whether the number of packets that may be repeated was told, and the bytes of a packet that are kept.
  var (hasDeduplicationCount, hasSnapshotLength) = (false, false)
  private var explains = false
  private var timestampLevel = 0
  private var lateAction: Plan.Action?
  /// What --rotate and --ring say.
  var numbered = RotationLimits()
  var ring: Int?

  /// The plan of a command line without the program's name.
  ///
  /// Options that print something and stop win over everything behind them, mistakes too.
  ///
  /// - Throws: `UsageError` for the first thing that is wrong.
  static func plan(_ arguments: [String], table: OptionTable = .standard) throws(UsageError) -> Plan {
    var builder = PlanBuilder(table: table)
    let scanned = OptionScanner.scan(arguments, for: table.scannable(for: arguments))
    for option in scanned.options {
      guard let kind = OptionKind(rawValue: option.value) else { continue }
      if let action = try builder.take(kind, option.argument ?? "") {
        builder.plan.action = action
        return builder.plan
      }
    }
    if let fault = scanned.fault { throw builder.error(fault) }
    return try builder.finish(operands: scanned.operands)
  }

  /// The plan of a command line behind the word for a subcommand.
  ///
  /// - Throws: `UsageError` for the first thing that is wrong.
  static func plan(_ arguments: [String], for subcommand: Subcommand) throws(UsageError) -> Plan {
    var builder = PlanBuilder(table: subcommand.table)
    let scanned = OptionScanner.scan(arguments, for: subcommand.table.scannable(for: arguments))
    for option in scanned.options {
      guard let kind = OptionKind(rawValue: option.value) else { continue }
      if try builder.take(kind, option.argument ?? "") != nil {
        builder.plan.action = .subcommandHelp(subcommand)
        return builder.plan
      }
      if kind == .snapshotLength { builder.hasSnapshotLength = true }
    }
    if let fault = scanned.fault { throw builder.error(fault) }
    try builder.takeFiles(scanned.operands, of: subcommand)
    var plan = try builder.finish(operands: [])
    if subcommand == .info { plan.action = .describeFiles }
    return plan
  }

  private init(table: OptionTable) { self.table = table }

  /// Takes one option.
  ///
  /// - Returns: what to do at once, `nil` to go on.
  private mutating func take(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Plan.Action? {
    switch kind {
    case .help: return .help
    case .version: return .version
    case .manual: return .manual
    case .floatingPoint: return .floatingPoint
    case .listInterfaces: return .listInterfaces
    case .completions:
      guard let shell = Shell(rawValue: argument) else { throw invalidChoice(kind, argument) }
      return .completions(shell)
    // tcpdump lists clocks before it looks at link types.
    case .listTimestampTypes: lateAction = .listTimestampTypes
    case .listLinkTypes: lateAction = lateAction ?? .listLinkTypes
    case .dumpProgram: dumpLevel += 1
    case .explain: explains = true
    default:
      if try takeFile(kind, argument) { break }
      if try takeEdit(kind, argument) { break }
      if try takeSource(kind, argument) { break }
      if try takeLine(kind, argument) { break }
      if try takeStop(kind, argument) { break }
      if try !takeWriting(kind, argument) { try takeOther(kind, argument) }
    }
    return nil
  }

  private mutating func takeSource(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Bool {
    switch kind {
    case .interface:
      if case .interface = plan.input { plan.input = .interface(argument) }
      if !plan.interfaces.contains(argument) { plan.interfaces.append(argument) }
    case .queueSize:
      guard let size = Quantity.bytes(argument) else { throw UsageError.invalidQueueSize(argument) }
      plan.queueSize = size
    case .waitForInterface: plan.waitsForInterfaces = true
    case .networkNamespace: plan.networkNamespace = argument
    case .fanout:
      guard let count = Int(argument), 1...Plan.maximumRings ~= count else { throw UsageError.invalidFanout(argument) }
      plan.ringCount = count
    case .snapshotLength:
      guard let length = Number.parse(argument), 0...Plan.maximumSnapshotLength ~= length else {
        throw UsageError.invalidSnapshotLength(argument)
      }
      plan.capture.snapshotLength = length == 0 ? Plan.maximumSnapshotLength : length
    case .bufferSize:
      guard let size = Int(argument), 1...Int(Int32.max) / 1024 ~= size else {
        throw UsageError.invalidBufferSize(argument)
      }
      plan.capture.bufferSizeInKiB = size
    case .direction: plan.capture.direction = try direction(argument)
    case .linkType:
      guard let linkType = LinkType(name: argument) else { throw UsageError.invalidLinkType(argument) }
      plan.capture.linkType = linkType
    case .timestampType:
      guard let type = TimestampType(name: argument) else { throw UsageError.invalidTimestampType(argument) }
      plan.capture.timestampType = type
    case .noPromiscuous: plan.capture.isPromiscuous = false
    case .monitorMode: plan.capture.isMonitor = true
    case .immediateMode: plan.capture.isImmediate = true
    case .noProgress: plan.wantsProgress = false
    case .threads:
      guard let threads = Int(argument), 1...Plan.maximumThreads ~= threads else {
        throw UsageError.invalidThreadCount(argument)
      }
      plan.threads = threads
    case .backend:
      guard let backend = Plan.Backend(rawValue: argument) else { throw invalidChoice(kind, argument) }
      plan.backend = backend
    default: return false
    }
    return true
  }

  private mutating func takeLine(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Bool {
    switch kind {
    case .noNames: plan.wantsNames = false
    case .noDomains: plan.lines.omitsDomains = true
    case .noForeignNames: plan.hidesForeignNames = true
    case .timestamps: timestampLevel += 1
    case .verbose: plan.lines.verbosity += 1
    case .quiet: plan.lines.quietness += 1
    case .linkHeader: plan.lines.showsLinkHeader = true
    case .hex: plan.lines.hexLevel += 1
    case .hexAndASCII: plan.lines.hexAndASCIILevel += 1
    case .ascii: plan.lines.asciiLevel += 1
    case .number: plan.lines.numbersPackets = true
    case .absoluteSequenceNumbers: plan.lines.showsAbsoluteSequenceNumbers = true
    case .skipChecksums: plan.lines.skipsChecksums = true
    case .dottedASNumbers: plan.lines.usesDottedASNumbers = true
    case .rawFileHandles: plan.lines.showsRawFileHandles = true
    case .microseconds: plan.lines.precision = .microseconds
    case .nanoseconds: plan.lines.precision = .nanoseconds
    case .precision:
      guard let precision = Self.precisions[argument] else { throw UsageError.invalidPrecision(argument) }
      plan.lines.precision = precision
    case .payloadType:
      guard let type = PayloadType.all.first(where: { $0.name == argument.lowercased() }) else {
        throw UsageError.unknownPayloadType(argument)
      }
      guard let choice = type.choice else { throw UsageError.unavailablePayloadType(argument) }
      plan.lines.payloadChoice = choice
    case .decrypt: plan.decryptionKeys = argument
    case .sharedSecret: plan.sharedSecret = argument
    case .meshHeaders: plan.lines.readsMeshHeaders = true
    case .flows:
      guard let count = Int(argument), 1...Self.mostFlows ~= count else { throw UsageError.invalidFlowCount(argument) }
      plan.lines.rememberedConnections = count
    case .color:
      guard let coloring = Plan.Coloring(rawValue: argument) else { throw invalidChoice(kind, argument) }
      plan.coloring = coloring
    default: return false
    }
    return true
  }

  private mutating func takeOther(_ kind: OptionKind, _ argument: String) throws(UsageError) {
    switch kind {
    case .count:
      guard let count = Int(argument), 1...Int(Int32.max) ~= count else {
        throw UsageError.invalidPacketCount(argument)
      }
      plan.packetLimit = count
    case .filter: filterText = argument
    case .filterFile: plan.filter = .file(argument)
    case .noOptimize: plan.optimizes = false
    case .print: plan.printsAnyway = true
    case .lineBuffered: plan.isLineBuffered = true
    case .countOnly: plan.countsOnly = true
    case .mib: plan.ignoredModules.append(argument)
    default: break
    }
  }

  private mutating func finish(operands: [String]) throws(UsageError) -> Plan {
    guard let style = Self.timestampStyle(timestampLevel) else { throw UsageError.tooManyTimestampOptions }
    plan.lines.timestampStyle = style
    plan.capture.precision = plan.lines.precision
    try checkInput()
    try checkOutput()
    try checkStop()
    // What a file has room for is taken, whatever lines show of it.
    if plan.writesPcapng { plan.capture.precision = .nanoseconds }
    if let filterText {
      if case .file = plan.filter { throw UsageError.conflict("--filter", "-F") }
      guard operands.isEmpty else { throw UsageError.conflict("--filter", "an expression behind the options") }
      plan.filter = .expression(filterText)
    } else if case .expression = plan.filter {
      plan.filter = .expression(operands.joined(separator: " "))
    }
    if let lateAction, case .interface = plan.input {
      plan.action = lateAction
    } else if explains {
      plan.action = .explain
    } else if dumpLevel > 0 {
      plan.action = .dumpProgram(level: dumpLevel)
    }
    return plan
  }

  private func direction(_ text: String) throws(UsageError) -> CaptureDirection {
    switch text.lowercased() {
    case "in": .inbound
    case "out": .outbound
    case "inout": .both
    default: throw UsageError.unknownDirection(text)
    }
  }

  /// Connections that may be remembered at most: some 128 bytes each.
  private static let mostFlows = 1 << 24

  private static let precisions: [String: TimestampPrecision] = ["micro": .microseconds, "nano": .nanoseconds]

  private static func timestampStyle(_ level: Int) -> TimestampStyle? {
    switch level {
    case 0: .timeOfDay
    case 1: TimestampStyle.none
    case 2: .epoch
    case 3: .sincePrevious
    case 4: .dateAndTime
    case 5: .sinceFirst
    default: nil
    }
  }

  func invalidChoice(_ kind: OptionKind, _ value: String) -> UsageError {
    let option = table[kind]
    return .invalidChoice(option: option?.spelling ?? "", value: value, choices: option?.argument?.choices ?? [])
  }

  private func error(_ fault: ScannedArguments.Fault) -> UsageError {
    func spelling(_ value: Int32) -> String { OptionKind(rawValue: value).flatMap { table[$0]?.spelling } ?? "" }
    func name(_ value: Int32) -> String {
      OptionKind(rawValue: value).flatMap { table[$0]?.name }.map { "--\($0)" } ?? spelling(value)
    }
    switch fault {
    case .unknownLetter(let letter): return .unknownLetter(letter)
    case .unknownName(let name): return .unknownName(name)
    case .ambiguousName(let name):
      return .ambiguousName(name, candidates: table.options.compactMap(\.name).filter { $0.hasPrefix(name) })
    case .missingArgument(let value): return .missingArgument(option: spelling(value))
    case .unexpectedArgument(let value): return .unexpectedArgument(option: name(value))
    case .outOfMemory: return .outOfMemory
    }
  }
}
