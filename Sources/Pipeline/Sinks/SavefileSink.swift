public import Packets
public import Savefiles
public import System

/// Writes packets to a savefile, or to several one after the other.
public struct SavefileSink: ~Copyable, OutputSink {
  private let recipe: SavefileRecipe
  private var writer: SavefileWriter?
  private var path: String
  private var rotation: FileRotation?
  private let isPacketBuffered: Bool
  private let events: SavefileEvents
  public private(set) var isFull = false

  /// A sink that writes into an open file.
  ///
  /// - Parameters:
  ///   - path: the file's, for errors and for `events`.
  ///   - rotation: tells when another file begins; `nil` when none does. Its first path is that of `file`.
  ///   - isPacketBuffered: whether no pause leaves a packet unwritten.
  /// - Throws: `SystemCallError` when what is needed to compress the file cannot be had.
  public init(
    _ file: consuming FileDescriptor, path: String, _ recipe: SavefileRecipe, rotation: FileRotation? = nil,
    isPacketBuffered: Bool, events: SavefileEvents = SavefileEvents()
  ) throws(SystemCallError) {
    writer = try recipe.writer(to: file)
    self.path = path
    self.recipe = recipe
    self.rotation = rotation
    self.isPacketBuffered = isPacketBuffered
    self.events = events
  }

  /// What takes its time to be read would be late for files that are cut by the clock.
  public var preparation: Preparation? { rotation?.limits.seconds == nil ? .packets : nil }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    if rotation != nil { try rotate() }
    do throws(SavefileWriteError) {
      try writer?.write(packet)
    } catch {
      throw .savefile(error, path: path)
    }
  }

  public mutating func flush() throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.flush()
    } catch {
      throw .savefile(error, path: path)
    }
  }

  public mutating func settle(isIdle: Bool) throws(OutputError) {
    if isPacketBuffered { try flush() }
    if rotation != nil { try rotate(isPause: true) }
  }

  public mutating func finish(isInterrupted: Bool) throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer.take()?.close()
    } catch {
      throw .savefile(error, path: path)
    }
  }

  public mutating func note(_ statistics: PcapngStatistics, of interface: Int) {
    writer?.note(statistics, of: interface)
  }

  /// Begins another file when it is time for one.
  ///
  /// - Parameter isPause: whether no packet waits: then a file that is only large enough stays until one comes.
  private mutating func rotate(isPause: Bool = false) throws(OutputError) {
    let byteCount = isPause ? 0 : writer?.byteCount ?? 0
    let now = rotation?.limits.seconds == nil ? 0 : WallClock.seconds
    switch rotation?.step(now: now, byteCount: byteCount) {
    case .stay, nil: return
    case .next:
      try complete()
      try begin(rotation?.path)
    case .end:
      try complete()
      isFull = true
      events.hasReachedLimit()
    }
  }

  private mutating func complete() throws(OutputError) {
    try finish(isInterrupted: false)
    events.hasCompleted(path)
  }

  private mutating func begin(_ path: String?) throws(OutputError) {
    guard let path else { throw .create(.nameTooLong, path: self.path) }
    do throws(SystemCallError) {
      writer = try recipe.writer(to: FileDescriptor(creating: path))
    } catch {
      throw .create(error, path: path)
    }
    self.path = path
  }
}
