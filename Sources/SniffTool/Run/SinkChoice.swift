internal import Packets
internal import Pipeline
internal import Rendering
internal import Savefiles
internal import System

/// The sinks that a plan asks for.
struct SinkChoice {
  /// What a savefile must know of the packets that come.
  struct Contents {
    var linkType: LinkType
    var linkTypeExtras: UInt32 = 0
    var snapshotLength: Int
    /// What packets are captured on.
    var interfaces = PcapngInterfaceList()
    /// The names of interfaces by their numbers, where lines tell them.
    var sourceName: (@Sendable (UInt32) -> String?)?
    /// What the section of a pcapng file that is read tells of itself, and where what it holds besides packets comes.
    var section: PcapngSectionFacts?
    var sideBlocks: SideBlocks?
    /// Whether sections of what is read are sections of what is written.
    var keepsSections = true
    /// Whether packets of other link types and lengths than these may come.
    var isMixed = false
    /// Whether files are still to be opened when packets come.
    var opensMore = false
    /// Whether threads may be at work when the first packet comes.
    var hasThreads = false
  }

  let plan: Plan
  let contents: Contents
  /// Names for lines; `nil` for numbers.
  let names: SystemNames?
  /// Whether lines may wait for names without packets waiting for lines.
  let isLive: Bool

  /// Called by another thread when lines cannot be written any more or a savefile is complete, so that a capture looks.
  let onNews: @Sendable () -> Void

  /// What runs on the savefiles that are complete.
  let postRotation: PostRotation?

  /// The sinks for packets such as `contents` says.
  init(
    plan: Plan, contents: Contents, names: SystemNames?, isLive: Bool,
    onNews: @escaping @Sendable () -> Void = {}
  ) {
    self.plan = plan
    self.contents = contents
    self.names = names
    self.isLive = isLive
    self.onNews = onNews
    postRotation = plan.rotates ? plan.postRotateCommand.map(PostRotation.init) : nil
  }

  /// Opens the sinks, lets the user fill them and waits for what runs on files.
  ///
  /// - Throws: `ToolError` of opening, filling or finishing.
  func run<User: SinkUser & ~Copyable>(_ user: inout User) throws(ToolError) {
    do throws(ToolError) {
      try fill(with: &user)
    } catch {
      postRotation?.collect(waits: true)
      throw error
    }
    postRotation?.collect(waits: true)
    if postRotation?.hasFailed == true { throw .postRotation }
  }

  private func fill<User: SinkUser & ~Copyable>(with user: inout User) throws(ToolError) {
    let confinement = try Confinement(plan, contents, isLive: isLive, names: names)
    guard let path = plan.outputFile else {
      let options = plan.printsLines ? options : nil
      try confinement.close()
      guard let options else { return try user.use(CountSink()) }
      if let decoder = try decoder(options) { return try user.use(try remoteLines(decoder)) }
      if isLive, let names { return try user.use(try queuedLines(options, names)) }
      return try user.use(lines(options))
    }
    let output = try openOutput(path, confinement.files)
    postRotation?.files = confinement.files
    let options = plan.printsLines ? options : nil
    try confinement.close()
    guard let options, plan.edits.isEmpty else {
      let sink = try savefile(output, confinement.files)
      return plan.edits.isEmpty ? try user.use(sink) : try edit(sink, with: &user)
    }
    // Before the savefile, which may have threads.
    let process = try decoder(options)
    let sink = try savefile(output, confinement.files)
    if let process { return try user.use(TeeSink(sink, try remoteLines(process))) }
    if isLive, let names { return try user.use(TeeSink(sink, try queuedLines(options, names))) }
    try user.use(TeeSink(sink, lines(options)))
  }

  /// Lets packets be changed on their way, and says how many were left out.
  private func edit<User: SinkUser & ~Copyable>(
    _ savefile: consuming SavefileSink, with user: inout User
  ) throws(ToolError) {
    let repetitions = Tally()
    try user.use(EditingSink(savefile, plan.edits) { repetitions.count += 1 })
    if plan.edits.repetition != nil { Console.say("\(Count.packets(repetitions.count)) left out as repeated") }
  }

  /// A count that a sink makes and somebody else tells.
  private final class Tally { var count = 0 }

  /// A process that decodes and prints; `nil` where this one does: for a savefile, unless that is asked for, and for a
  /// capture without a sandbox.
  private func decoder(_ options: RenderOptions) throws(ToolError) -> DecoderProcess? {
    guard isLive ? plan.isSandboxed : plan.isolates else { return nil }
    guard isLive || !contents.hasThreads else { throw .isolatesStream }
    var settings = DecoderSettings(options: options)
    settings.isLineBuffered = isLineBuffered
    settings.closesLine = plan.outputFile == nil
    settings.losses = losses
    settings.beforeEach = plan.beforeDecoding
    do throws(SystemCallError) {
      return try DecoderProcess(settings, keeping: names?.descriptors ?? []) { number, fault in
        Console.say("packet \(number) \(fault.words); it is marked, and another decoder goes on")
      }
    } catch {
      throw .system(error)
    }
  }

  private func lines(_ options: RenderOptions) -> LineSink {
    LineSink(
      options: options, output: .standardOutput, isLineBuffered: isLineBuffered, closesLine: plan.outputFile == nil,
      losses: losses, skipped: plan.skippedPackets)
  }

  /// Where losses of a capture are told: lines that are not for a person stay tcpdump's.
  private var losses: LossReport {
    guard isLive else { return .none }
    return plan.outputFile == nil && ProcessEnvironment.writesToTerminal ? .inText : .onStandardError
  }

  private func remoteLines(_ decoder: DecoderProcess) throws(ToolError) -> QueuedLineSink {
    do throws(SystemCallError) {
      return try QueuedLineSink(
        decoder, names: isLive ? names : nil, sourceName: contents.sourceName, skipped: plan.skippedPackets,
        isNeeded: plan.outputFile == nil || !isLive,
        onGone: { [plan] in
          if plan.outputFile != nil { Console.say("the process that decodes and prints has ended: no more lines") }
        }, onFailure: onNews, onOverload: { [names, isLive] in if isLive, names != nil { Self.tellOverload() } })
    } catch {
      throw .system(error)
    }
  }

  private func queuedLines(_ options: RenderOptions, _ names: SystemNames) throws(ToolError) -> QueuedLineSink {
    do throws(SystemCallError) {
      return try QueuedLineSink(
        options: options, names: names, isLineBuffered: isLineBuffered, closesLine: plan.outputFile == nil,
        losses: losses, skipped: plan.skippedPackets, waits: plan.outputFile == nil, onFailure: onNews,
        onOverload: Self.tellOverload)
    } catch {
      throw .system(error)
    }
  }

  private static func tellOverload() {
    Console.say("packets come faster than names are found: some addresses are printed as numbers (-n)")
  }

  private var isLineBuffered: Bool {
    plan.isLineBuffered || plan.isPacketBuffered || ProcessEnvironment.writesToTerminal
  }

  private var options: RenderOptions {
    var options = plan.lines
    options.verbosity = min(options.verbosity, 4)
    options.names = names
    options.timeZone = LocalTime()
    options.usesColor = usesColor
    let interfaces = InterfaceNames()
    options.sourceName = contents.sourceName
    options.interfaceName = { interfaces.name(of: $0) }
    return options
  }

  private var usesColor: Bool {
    switch plan.coloring {
    case .always: true
    case .never: false
    case .auto: ProcessEnvironment.writesToTerminal && (ProcessEnvironment.value(of: "NO_COLOR") ?? "").isEmpty
    }
  }
}
