internal import Pipeline
internal import Rendering
internal import Savefiles
internal import System

extension SinkChoice {
  /// The savefile planned for, open, and all that is needed to write it and those that follow it.
  struct OpenOutput: ~Copyable {
    private var file: FileDescriptor?
    fileprivate let path: String
    fileprivate let rotation: FileRotation?
    fileprivate let recipe: SavefileRecipe

    fileprivate init(
      _ file: consuming FileDescriptor, path: String, rotation: FileRotation?, recipe: SavefileRecipe
    ) {
      self.file = consume file
      self.path = path
      self.rotation = rotation
      self.recipe = recipe
    }

    /// The file, once.
    fileprivate mutating func takeFile() -> FileDescriptor { file.take() ?? FileDescriptor(borrowing: -1) }
  }

  /// Opens the savefile planned for.
  ///
  /// - Throws: `ToolError` when it cannot be opened, or what is needed to write it is not there.
  func openOutput(_ wanted: String, _ files: any FileKeeper) throws(ToolError) -> OpenOutput {
    var limits = plan.rotation
    limits.totalCount = plan.stop.fileCount
    let rotation = plan.rotates ? FileRotation(template: wanted, limits: limits, now: WallClock.seconds) : nil
    if let compression = plan.writtenCompression { try Self.open(compression) }
    guard let path = rotation.map(\.path) ?? wanted else { throw .create(.nameTooLong, path: wanted) }
    var recipe = recipe
    recipe.pcapng?.extras = try extras
    return OpenOutput(try create(path, files), path: path, rotation: rotation, recipe: recipe)
  }

  /// The sink that writes to an open file.
  ///
  /// - Throws: `ToolError` when there is no thread or descriptor left for it.
  func savefile(_ output: consuming OpenOutput, _ files: any FileKeeper) throws(ToolError) -> SavefileSink {
    let path = output.path
    do throws(SystemCallError) {
      return try SavefileSink(
        output.takeFile(), path: path, output.recipe, rotation: output.rotation, policy: policy, files: files,
        events: events)
    } catch {
      throw .create(error, path: path)
    }
  }

  /// What packets get, with the library opened that is needed for it.
  private var extras: PcapngPacketExtras {
    get throws(ToolError) {
      var extras = PcapngPacketExtras()
      extras.numbersPackets = plan.numbersStoredPackets
      guard plan.hashesStoredPackets else { return extras }
      do throws(DynamicLibrary.Failure) {
        extras.checksum = try PacketChecksum()
      } catch {
        throw .missingChecksums(error)
      }
      return extras
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

  private func create(_ path: String, _ files: any FileKeeper) throws(ToolError) -> FileDescriptor {
    let written = policy.writtenPath(of: path)
    if written != path, !Self.isReplaceable(path) { throw .notReplaceable(path: path) }
    do throws(SystemCallError) {
      if path == "-" { return .standardOutput }
      return try files.create(written)
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
    policy.endsAside = isLive
    return policy
  }

  private var recipe: SavefileRecipe {
    var recipe = SavefileRecipe(
      linkType: contents.linkType, linkTypeExtras: contents.linkTypeExtras, snapshotLength: contents.snapshotLength,
      precision: plan.lines.precision)
    recipe.compression = plan.writtenCompression
    recipe.mayMisfit = contents.isMixed || plan.edits.shift != 0
    if let length = plan.edits.snapshotLength { recipe.snapshotLength = min(recipe.snapshotLength, length) }
    recipe.isPaced = isLive || contents.hasThreads || plan.followsFile
    // What is to be in the file before anybody else gets it cannot wait.
    if isLive, plan.queueSize > 0, !policy.isWrittenThrough { recipe.queue = QueueRoom(byteCount: plan.queueSize) }
    guard plan.writesPcapng else { return recipe }
    var section =
      contents.section
      ?? PcapngSectionFacts(
        hardware: MachineFacts.processor, system: MachineFacts.system, application: Version.line)
    section.add(comments: plan.comments)
    recipe.pcapng = SavefileRecipe.Pcapng(
      section: section, interfaces: contents.interfaces, sideBlocks: contents.sideBlocks,
      keepsSections: contents.keepsSections, keepsClocks: plan.edits.shift == 0)
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
      }, hasNews: onNews)
  }
}
