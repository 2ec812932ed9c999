public import Packets
internal import System

/// The command-line tool.
public enum SniffTool {
  /// Does what a command line asks for.
  ///
  /// - Parameters:
  ///   - arguments: the command line without the program's name.
  ///   - beforeDecoding: called before each packet is decoded in a process of its own, for tests; `nil` for nothing.
  /// - Returns: the exit status: 0 when all is done, 1 when something failed, of which standard error tells.
  public static func run(
    _ arguments: [String], beforeDecoding: (@Sendable (borrowing CapturedPacket) -> Void)? = nil
  ) -> Int32 {
    if HelperProcess.isMeant(by: arguments) {
      HelperProcess.serve(arguments)
      return 0
    }
    do throws(ToolError) {
      var plan = try plan(arguments)
      plan.beforeDecoding = beforeDecoding
      try perform(plan)
      return 0
    } catch {
      if let message = error.message { Console.say(message) }
      return error.status
    }
  }

  private static func plan(_ arguments: [String]) throws(ToolError) -> Plan {
    do throws(UsageError) {
      if let subcommand = arguments.first.flatMap(Subcommand.init) {
        return try PlanBuilder.plan(Array(arguments.dropFirst()), for: subcommand)
      }
      return try PlanBuilder.plan(arguments)
    } catch {
      throw .usage(error)
    }
  }

  private static func perform(_ plan: Plan) throws(ToolError) {
    if let name = plan.networkNamespace { try enter(name) }
    // From here on a closed pipe is an error of writing, and no end of the process.
    let watch = try signalWatch(plan)
    switch plan.action {
    case .help: try Console.print(HelpText(table: .standard).text)
    case .version: try Console.print(Version.line + "\n")
    case .manual: try Console.print(ManualPage(table: .standard).text)
    case .completions(let shell): try Console.print(Completions(table: .standard).text(for: shell))
    // 1 + 1/3 computed twice; tcpdump's way to see how a processor rounds.
    case .floatingPoint: try Console.print("9877.895\n")
    case .listInterfaces: try InterfaceReport.listInterfaces()
    case .listLinkTypes: try InterfaceReport(plan).listLinkTypes()
    case .listTimestampTypes: try InterfaceReport(plan).listTimestampTypes()
    case .dumpProgram(let level): try ProgramDump(plan: plan).run(level: level)
    case .explain: try ProgramDump(plan: plan).explain()
    case .subcommandHelp(let subcommand): try Console.print(HelpText(table: subcommand.table).text(of: subcommand))
    case .describeFiles: try FileDescription.run(plan)
    case .takePackets: try takePackets(plan, watch)
    }
  }

  private static func enter(_ name: String) throws(ToolError) {
    do throws(SystemCallError) {
      try NetworkNamespace.enter(name)
    } catch {
      throw .networkNamespace(error, name: name)
    }
  }

  /// The signals that a run with packets answers; other runs end by them as usual.
  private static func signalWatch(_ plan: Plan) throws(ToolError) -> SignalWatch {
    do throws(SystemCallError) {
      guard plan.action == .takePackets else { return try SignalWatch([]) }
      return try SignalWatch([.interrupt, .terminate, .hangUp, .user1, .user2, .alarm])
    } catch {
      throw .system(error)
    }
  }

  private static func takePackets(_ plan: Plan, _ watch: consuming SignalWatch) throws(ToolError) {
    var plan = plan
    if plan.printsLines { try LineSecrets.add(to: &plan.lines, of: plan) }
    for module in plan.ignoredModules { Console.say("ignoring option `-m \(module)' (no libsmi support)") }
    switch plan.input {
    case .interface: try LiveCapture(plan).run(watch)
    case .file(let path): try FileRun.run(plan, path, watch)
    case .files(let paths): try MergeRun.run(plan, paths, watch)
    case .fileList(let path):
      let paths = try FileList.read(path)
      // One alone may be worked on by several threads.
      guard paths.count > 1 else { return try FileRun.run(plan, paths.first ?? "", watch) }
      try MergeRun.run(plan, paths, watch)
    }
  }
}
