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
  }

  let plan: Plan
  let contents: Contents
  /// Names for lines; `nil` for numbers.
  let names: SystemNames?
  /// Whether lines may wait for names without packets waiting for lines.
  let isLive: Bool

  /// Opens the sinks and lets the user fill them.
  ///
  /// - Throws: `ToolError` of opening, filling or finishing.
  func run<User: SinkUser & ~Copyable>(_ user: inout User) throws(ToolError) {
    guard let path = plan.outputFile else {
      guard plan.printsLines else { return try user.use(CountSink(), path: nil) }
      if isLive, let names { return try user.use(try queuedLines(names), path: nil) }
      return try user.use(lines, path: nil)
    }
    let savefile = try savefile(path)
    guard plan.printsLines else { return try user.use(savefile, path: path) }
    if isLive, let names { return try user.use(TeeSink(savefile, try queuedLines(names)), path: path) }
    try user.use(TeeSink(savefile, lines), path: path)
  }

  private func savefile(_ path: String) throws(ToolError) -> SavefileSink {
    do throws(SystemCallError) {
      let file = path == "-" ? FileDescriptor.standardOutput : try FileDescriptor(creating: path)
      return SavefileSink(
        PcapWriter(
          file, linkType: contents.linkType, linkTypeExtras: contents.linkTypeExtras,
          snapshotLength: contents.snapshotLength, precision: plan.lines.precision),
        isPacketBuffered: plan.isPacketBuffered)
    } catch {
      throw .create(error, path: path)
    }
  }

  private var lines: LineSink {
    LineSink(
      options: options, output: .standardOutput, isLineBuffered: isLineBuffered, closesLine: plan.outputFile == nil)
  }

  private func queuedLines(_ names: SystemNames) throws(ToolError) -> QueuedLineSink {
    do throws(SystemCallError) {
      return try QueuedLineSink(
        options: options, names: names, isLineBuffered: isLineBuffered, closesLine: plan.outputFile == nil,
        onOverload: {
          Console.say("packets come faster than names are found: some addresses are printed as numbers (-n)")
        })
    } catch {
      throw .system(error)
    }
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
