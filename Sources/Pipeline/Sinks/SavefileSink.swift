public import Packets
public import Savefiles
public import System

/// Writes packets to a savefile, or to several one after the other.
public struct SavefileSink: ~Copyable, OutputSink {
  private let recipe: SavefileRecipe
  private let policy: SavefilePolicy
  private let files: any FileKeeper
  /// Packets that came so far.
  private var taken = 0
  private let events: SavefileEvents
  private let syncer: FileSyncer?
  private var current: OpenSavefile?
  /// Those before it that are not finished, the oldest first.
  private var endings: ArraySlice<SavefileFinisher> = []
  /// How many these may be.
  private static let mostEndings = 32
  private var rotation: FileRotation?
  /// Complete files that may have to give way to others, the oldest first.
  private var kept: ArraySlice<String> = []
  /// When what is buffered was last written, in half seconds since the epoch.
  private var flushed = Self.halfSeconds
  /// When it was last put on the disk, in seconds since the epoch.
  private var synced = WallClock.seconds
  public private(set) var isFull = false

  /// A sink that writes into an open file.
  ///
  /// - Parameters:
  ///   - file: an open file, `policy.writtenPath(of: path)`.
  ///   - path: the file's, for errors and for `events`.
  ///   - rotation: tells when another file begins; `nil` when none does. Its first path is that of `file`.
  ///   - policy: how files are written.
  ///   - files: makes the others.
  /// - Throws: `SystemCallError` when what is needed to write it cannot be had.
  public init(
    _ file: consuming FileDescriptor, path: String, _ recipe: SavefileRecipe, rotation: FileRotation? = nil,
    policy: SavefilePolicy = SavefilePolicy(), files: any FileKeeper = OwnFileKeeper(),
    events: SavefileEvents = SavefileEvents()
  ) throws(SystemCallError) {
    let current = try OpenSavefile(file, path: path, recipe, policy)
    syncer = if case .interval = policy.sync { try FileSyncer() } else { nil }
    self.current = consume current
    self.recipe = recipe
    self.policy = policy
    self.files = files
    self.rotation = rotation
    self.events = events
  }

  /// What takes its time to be read would be late for files that are cut by the clock.
  public var preparation: Preparation? { rotation?.limits.followClock == true ? nil : .packets }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    if rotation != nil { try rotate() }
    taken += 1
    if recipe.mayMisfit { try check(packet) }
    try current?.write(packet)
  }

  @inline(__always)
  public mutating func copyRecords<Source: PacketSource & ~Copyable>(
    of source: inout Source, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(OutputError) -> Bool? {
    // Each packet may be the one with which another file begins, is of another kind, or is to be seen at once.
    guard rotation == nil, !recipe.mayMisfit, !policy.isWrittenThrough else { return nil }
    return try current?.copyRecords(of: &source, isLast: isLast) ?? nil
  }

  /// Sees to it that a pcap file does not say anything of a packet that is not so.
  @inline(__always)
  private mutating func check(_ packet: borrowing CapturedPacket) throws(OutputError) {
    let isFit =
      packet.linkType == recipe.linkType && packet.bytes.byteCount <= recipe.snapshotLength
      && UInt64(bitPattern: packet.timestamp.seconds) <= UInt64(UInt32.max)
    guard !isFit, recipe.pcapng == nil else { return }
    throw .packet(Misfit(packet, number: taken, recipe), path: current?.report.path ?? "")
  }

  public mutating func flush() throws(OutputError) { try current?.flush() }

  /// Packets one by one where it must be looked after each whether it suits the file, or is to be written now.
  public var recordRoom: RecordRoom {
    mutating get {
      if recipe.pcapng != nil || recipe.mayMisfit || policy.isWrittenThrough { return .none }
      let byteCount = current?.byteCount ?? 0
      let room = rotation?.limits.room(behind: byteCount, packetCount: current?.report.packets ?? 0)
      return RecordRoom(recipe.precision, count: room?.packets ?? .max, byteCount: room?.bytes ?? .max)
    }
  }

  public mutating func write(records: inout GatherBuffer, _ run: RecordRun) throws(OutputError) {
    if rotation != nil { try rotate() }
    guard !isFull else { return records.removeAll() }
    taken += run.count
    try current?.write(records: &records, run)
  }

  public mutating func settle(isIdle: Bool) throws(OutputError) {
    while endings.first?.isDone == true { try awaitEnding() }
    try current?.takeSideBlocks()
    let halfSeconds = Self.halfSeconds
    if policy.isPacketBuffered || halfSeconds != flushed {
      try flush()
      flushed = halfSeconds
    }
    let now = Int64(halfSeconds / 2)
    if case .interval(let seconds) = policy.sync, let syncer, now - synced >= seconds || now < synced {
      try current?.sync(by: syncer)
      synced = now
    }
    if rotation != nil { try rotate(isPause: true) }
  }

  private static var halfSeconds: UInt64 { WallClock.nanoseconds / 500_000_000 }

  public mutating func finish(isInterrupted: Bool) throws(OutputError) {
    // What is wrong with the file before does not keep the last one from its end.
    let before = Result { () throws(OutputError) in try awaitEndings() }
    try complete(isLast: true)
    try before.get()
  }

  public mutating func note(_ statistics: PcapngStatistics, of interface: Int) {
    current?.note(statistics, of: interface)
  }

  /// Begins another file when it is time for one.
  ///
  /// - Parameter isPause: whether no packet waits: then a file that is only large enough stays until one comes.
  private mutating func rotate(isPause: Bool = false) throws(OutputError) {
    let byteCount = isPause ? 0 : current?.byteCount ?? 0
    let packetCount = isPause ? 0 : current?.report.packets ?? 0
    // Names with times need one whatever the limits are.
    let needsTime = rotation.map { $0.limits.followClock || $0.limits.naming == .numbered } ?? false
    let now = needsTime ? WallClock.seconds : 0
    switch rotation?.step(now: now, byteCount: byteCount, packetCount: packetCount) {
    case .stay, nil: return
    case .next:
      try complete(isLast: false)
      try begin(rotation?.path)
    case .end:
      try complete(isLast: false)
      try awaitEndings()
      isFull = true
      events.hasReachedLimit()
    }
  }

  private mutating func complete(isLast: Bool) throws(OutputError) {
    guard let file = current.take() else { return }
    let path = file.report.path
    kept.append(path)
    let end = try file.end()
    if policy.endsAside, !isLast {
      if endings.count == Self.mostEndings { try awaitEnding() }
      endings.append(SavefileFinisher(end, path: path, by: syncer, in: files, onEnd: events.hasNews))
    } else {
      events.hasCompleted(try end.finish(by: syncer, in: files), isLast)
    }
  }

  /// Waits until the oldest of the files before is finished.
  private mutating func awaitEnding() throws(OutputError) {
    guard let file = endings.popFirst() else { return }
    events.hasCompleted(try file.wait(), false)
  }

  /// Waits until all of them are; of one, until what has its name is.
  private mutating func awaitEndings(of path: String? = nil) throws(OutputError) {
    while path.map({ path in endings.contains { $0.path == path } }) ?? !endings.isEmpty { try awaitEnding() }
  }

  private mutating func begin(_ path: String?) throws(OutputError) {
    guard let path else { throw .create(.nameTooLong, path: kept.last ?? "") }
    try makeRoom()
    try awaitEndings(of: path)
    let written = policy.writtenPath(of: path)
    do throws(SystemCallError) {
      current = try OpenSavefile(files.create(written), path: path, recipe, policy)
    } catch {
      throw .create(error, path: written)
    }
  }

  /// Removes the files that are one too many when another begins.
  private mutating func makeRoom() throws(OutputError) {
    guard let limits = rotation?.limits, limits.naming == .numbered, let count = limits.fileCount else {
      return kept.removeAll()
    }
    while kept.count >= count, let oldest = kept.popFirst() {
      try awaitEndings(of: oldest)
      // One that somebody has removed, or moved elsewhere, is not there any more: nothing is to be done.
      try? files.remove(oldest)
    }
  }
}
