internal import Pipeline
internal import Rendering
internal import Savefiles
internal import System

extension SinkChoice {
  /// The sink that writes to the file planned for, which is opened. Then the process is another user's, where that is
  /// asked for; of files that follow each other even the first is opened as that user, who must open the others.
  ///
  /// - Throws: `ToolError` when the file cannot be opened or the user cannot be become.
  func savefile(_ wanted: String) throws(ToolError) -> SavefileSink {
    var limits = plan.rotation
    limits.totalCount = plan.stop.fileCount
    let rotation = plan.rotates ? FileRotation(template: wanted, limits: limits, now: WallClock.seconds) : nil
    if let compression = plan.writtenCompression { try Self.open(compression) }
    let user = try newUser()
    if rotation != nil { try become(user) }
    guard let path = rotation.map(\.path) ?? wanted else { throw .create(.nameTooLong, path: wanted) }
    let file = try create(path, for: rotation == nil ? user : nil)
    if rotation == nil { try become(user) }
    do throws(SystemCallError) {
      return try SavefileSink(file, path: path, recipe, rotation: rotation, policy: policy, events: events)
    } catch {
      throw .create(error, path: path)
    }
  }

  /// Opens the library that compresses, before anything is written.
  private static func open(_ compression: CompressionChoice) throws(ToolError) {
    do throws(DynamicLibrary.Failure) {
      try compression.openLibrary()
    } catch {
      throw .missingCompression(error, compression.format)
    }
  }

  private func create(_ path: String, for user: SystemUser?) throws(ToolError) -> FileDescriptor {
    let written = policy.writtenPath(of: path)
    if written != path, !Self.isReplaceable(path) { throw .notReplaceable(path: path) }
    do throws(SystemCallError) {
      if path == "-" { return .standardOutput }
      return try OwnFileKeeper(owner: user).create(written)
    } catch {
      throw .create(error, path: written)
    }
  }

  /// Whether a file may take the place of what stands at a path.
  private static func isReplaceable(_ path: String) -> Bool {
    guard let kind = try? FileDescriptor(looking: path).kind() else { return true }
    if case .regular = kind { return true }
    return false
  }

  private var policy: SavefilePolicy {
    var policy = SavefilePolicy()
    policy.isPacketBuffered = plan.isPacketBuffered
    // A packet that was printed is in the file then.
    policy.isWrittenThrough = plan.isPacketBuffered && plan.printsLines
    policy.isAtomic = plan.writesAtomically
    policy.sync = plan.sync
    policy.countsBytes = plan.reportsFiles
    return policy
  }

  private var recipe: SavefileRecipe {
    var recipe = SavefileRecipe(
      linkType: contents.linkType, linkTypeExtras: contents.linkTypeExtras, snapshotLength: contents.snapshotLength,
      precision: plan.lines.precision)
    recipe.compression = plan.writtenCompression
    guard plan.writesPcapng else { return recipe }
    let section = PcapngSectionFacts(
      hardware: MachineFacts.processor, system: MachineFacts.system, application: Version.line,
      comments: plan.comments)
    recipe.pcapng = SavefileRecipe.Pcapng(
      section: section, interfaces: contents.interfaces, optionsAreSwapped: contents.optionsAreSwapped)
    return recipe
  }

  private var events: SavefileEvents {
    SavefileEvents(
      hasCompleted: { [postRotation, plan] file, isLast in
        if plan.reportsFiles { Console.note(file.line + "\n") }
        if !isLast { postRotation?.start(on: file.path) }
      },
      hasReachedLimit: { [plan] in
        Console.note("Maximum file limit reached: \(plan.stop.fileCount ?? plan.rotation.fileCount ?? 0)\n")
      })
  }

  /// The user that `-Z` names; `nil` when it names none, names the superuser or the process is nobody's but its own.
  func newUser() throws(ToolError) -> SystemUser? {
    guard let name = plan.user, name != "root", SystemUser.isSuperuser else { return nil }
    guard let user = SystemUser(named: name) else { throw .noUser(name) }
    return user
  }

  /// Lets the process be another user's.
  func become(_ user: SystemUser?) throws(ToolError) {
    guard let user else { return }
    do throws(SystemCallError) {
      try user.become()
    } catch {
      throw .become(error, user: user.name)
    }
  }
}
