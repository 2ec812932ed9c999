internal import Rendering
internal import Savefiles
internal import System

/// What a run gives up before packets come, and who does for it then what it cannot do any more.
///
/// A capture is left with what is open: another user, no capabilities, no new files, sockets and programs. Whoever reads a
/// file keeps the user, and is left without files and programs by Landlock alone, which takes microseconds: the filter of
/// system calls is added where threads run already, which Landlock would miss.
struct Confinement {
  private let plan: Plan
  private let contents: SinkChoice.Contents
  private let isLive: Bool
  /// The user to become; `nil` to stay who one is.
  private let user: SystemUser?
  /// Whether this process is the user's before files are made, which it makes itself then.
  private let becomesUserFirst: Bool
  /// Makes the files.
  let files: any FileKeeper

  /// Starts the helpers that the run needs.
  ///
  /// - Parameter names: what finds names for lines; `nil` for none.
  /// - Throws: `ToolError` when there is no such user, or a helper cannot be started.
  init(
    _ plan: Plan, _ contents: SinkChoice.Contents, isLive: Bool, names: SystemNames?
  ) throws(ToolError) {
    let user = try Self.user(plan, isLive: isLive)
    let makesFilesLater = plan.rotates || plan.writesAtomically
    becomesUserFirst = makesFilesLater && !plan.isSandboxed
    do throws(SystemCallError) {
      if plan.isSandboxed, makesFilesLater, let path = plan.outputFile {
        files = try HelperFileKeeper(
          folder: Self.folder(path, plan), owner: user, command: plan.rotates ? plan.postRotateCommand ?? "" : "")
      } else {
        files = OwnFileKeeper(owner: becomesUserFirst ? nil : user)
      }
      if plan.isSandboxed, isLive { try names?.lookUpElsewhere(as: user) }
    } catch {
      throw .system(error)
    }
    self.plan = plan
    self.contents = contents
    self.isLive = isLive
    self.user = user
    if becomesUserFirst { try becomeUser() }
  }

  /// The user that `-Z` names; without it, for a capture of the superuser's, tcpdump or nobody. `nil` to stay.
  private static func user(_ plan: Plan, isLive: Bool) throws(ToolError) -> SystemUser? {
    guard plan.user != "root", SystemUser.isSuperuser else { return nil }
    guard let name = plan.user else {
      return plan.isSandboxed && isLive ? SystemUser(named: "tcpdump") ?? SystemUser(named: "nobody") : nil
    }
    guard let user = SystemUser(named: name) else { throw .noUser(name) }
    return user
  }

  /// The beginning that the paths of all files have, to its last slash.
  private static func folder(_ path: String, _ plan: Plan) -> String {
    let hasTimes = plan.rotation.naming == .classic && plan.rotation.seconds != nil
    let fixed = hasTimes ? path.prefix { $0 != "%" } : path[...]
    return fixed.lastIndex(of: "/").map { String(fixed[...$0]) } ?? ""
  }

  private func becomeUser() throws(ToolError) {
    guard let user else { return }
    do throws(SystemCallError) {
      try user.become()
    } catch {
      throw .become(error, user: user.name)
    }
  }

  /// Gives everything up that is not needed any more.
  ///
  /// - Throws: `ToolError` when the user cannot be become; what the kernel lacks is told with `-v`.
  func close() throws(ToolError) {
    if isLive, plan.isSandboxed { Capabilities.bound(to: []) }
    if !becomesUserFirst { try becomeUser() }
    guard plan.isSandboxed else { return }
    var sandbox = Sandbox()
    sandbox.mayRead = contents.opensMore || !isLive && plan.wantsNames && plan.printsLines
    sandbox.mayConnect = !isLive && plan.wantsNames && plan.printsLines
    sandbox.filtersCalls = isLive || contents.hasThreads && !sandbox.mayConnect
    if contents.opensMore, !isLive { sandbox.kept = [.readEverything, .overrideFileRights] }
    for gap in sandbox.close() where plan.lines.verbosity > 0 {
      Console.say("goes on without \(gap.layer.rawValue): \(gap.error.reason)")
    }
  }
}
