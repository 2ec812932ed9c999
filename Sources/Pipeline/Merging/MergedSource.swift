public import Packets
public import Savefiles
internal import System

/// The packets of several savefiles as one stream, in the order of their times; those of the same time in the order of
/// the files.
///
/// Each file is believed to be in order: of one that is not, a packet comes when its file gives it. Memory holds a packet
/// of each file and a buffer of those whose time has come; files on a disk are open only while they are needed. A damaged
/// file gives its packets before the damage, and the others go on.
public struct MergedSource: ~Copyable, PacketSource {
  /// What is known of one of the files.
  public struct Input: Sendable {
    public var path: String
    public var linkType: LinkType
    public var linkTypeExtras: UInt32
    public var snapshotLength: Int
    public var precision: TimestampPrecision
    public var isSwapped: Bool
    /// Whether it is a file on a disk that is read as it is.
    public var isPlainFile: Bool
    /// Whether it is a pcapng file.
    public var format: SavefileFormat
    /// What the first section of a pcapng file tells.
    public var section: PcapngSectionFacts?

    init(_ path: String, _ reader: borrowing SavefileReader) {
      self.path = path
      linkType = reader.linkType
      linkTypeExtras = reader.linkTypeExtras
      snapshotLength = reader.snapshotLength
      precision = reader.precision
      isSwapped = reader.isSwapped
      format = reader.format
      isPlainFile = reader.isPlainFile
      section = reader.section
    }
  }

  /// The files, in the order in which they were named.
  public let inputs: [Input]
  /// What packets of all files were captured on.
  public let interfaces: PcapngInterfaceList
  /// What the files hold besides packets, as far as it stands before the packets that were lent; `nil` when it is not
  /// wanted.
  public let sideBlocks: SideBlocks?
  public private(set) var isAtEnd = false

  /// Bytes of all files when they were opened; `nil` when nobody knows.
  public let size: Int?

  private let settings: MergeSettings
  private let onFailure: (MergeFailure) -> Void
  private let bufferCapacity: Int
  private var queue: MergeQueue
  /// An input that must be asked again before the next packet can be told.
  private var dry: [MergeInput] = []
  /// The input whose packet is lent.
  private var lender: MergeInput?
  private var lent = PacketBox()
  /// Inputs that are open, and those of them that hold no file between two pieces.
  private var openCount = 0
  /// Bytes of the files that have ended.
  private var ended = 0

  /// Looks at all files, up to the first packet of each.
  ///
  /// - Parameters:
  ///   - look: gets what is known of each file as it is opened.
  ///   - onFailure: gets the damage of files that end with it.
  /// - Throws: `MergeFailure` when one cannot be opened or is no savefile.
  public init(
    _ paths: [String], _ settings: MergeSettings, look: (Input) -> Void, onFailure: @escaping (MergeFailure) -> Void
  ) throws(MergeFailure) {
    self.settings = settings
    self.onFailure = onFailure
    let interfaces = PcapngInterfaceList()
    let capacity = min(256 << 10, max(16 << 10, settings.readAhead / max(1, paths.count)))
    var (known, opened) = ([Input](), [MergeInput]())
    let closesAll = paths.count > settings.openFiles
    for path in paths {
      // What is closed again at once need not be read far.
      let input = try MergeInput(
        path, place: opened.count, settings, interfaces, bufferCapacity: closesAll ? 16 << 10 : capacity
      ) { known.append(Input(path, $0)) }
      if let last = known.last { look(last) }
      do throws(MergeFailure) { try input.pull() } catch { onFailure(error) }
      if closesAll { input.close() }
      opened.append(input)
    }
    inputs = known
    self.interfaces = interfaces
    sideBlocks = settings.wantsSideBlocks ? SideBlocks() : nil
    bufferCapacity = capacity
    let sizes = opened.compactMap(\.size)
    size = sizes.count == opened.count ? sizes.reduce(0, +) : nil
    queue = MergeQueue(isConcatenation: settings.isConcatenation)
    for input in opened { settle(input) }
  }

  public var linkType: LinkType { inputs.first?.linkType ?? .null }

  public var snapshotLength: Int { inputs.reduce(0) { max($0, $1.snapshotLength) } }

  public var precision: TimestampPrecision {
    inputs.contains { $0.precision == .nanoseconds } ? .nanoseconds : .microseconds
  }

  /// Bytes that have been read of all files.
  public var position: Int { ended + queue.position + dry.reduce(0) { $0 + $1.position } }

  /// The file that the next packets come from, when all packets in so many bytes of it seem to come before those of the
  /// others; `nil` also for one that cannot be read in stretches.
  ///
  /// Whoever takes the packets by it says then with `endTurn` how far.
  public mutating func turn(of length: Int) -> MergeTurn? {
    refill()
    guard canTell else { return nil }
    while let input = queue.first {
      guard input.state == .closed else { return input.turn(of: length, before: queue.bound) }
      open(input)
      guard dry.isEmpty else { return nil }
    }
    return nil
  }

  /// Goes on with the next packet behind those that were taken from the file in turn.
  ///
  /// - Parameter offset: where in that file it begins.
  public mutating func endTurn(at offset: Int) {
    guard let input = queue.first else { return }
    do throws(MergeFailure) {
      try input.resume(at: offset)
    } catch {
      onFailure(error)
    }
    settleFirst(input)
  }

  @_lifetime(&self)
  public mutating func next() throws(MergeFailure) -> CapturedPacket? {
    guard advance() else { return nil }
    return lent.packet
  }

  public mutating func wait() throws(MergeFailure) {
    guard let input = dry.first else { return }
    do throws(MergeFailure) {
      try input.wait()
    } catch {
      onFailure(error)
    }
  }

  /// Brings the next packet into `lent`.
  ///
  /// - Returns: whether there is one.
  private mutating func advance() -> Bool {
    refill()
    guard canTell else { return false }
    while let input = queue.first {
      if input.state == .closed {
        open(input)
        guard dry.isEmpty else { return false }
        continue
      }
      input.exchange(&lent)
      if let blocks = input.sideBlocks { sideBlocks?.take(from: blocks) }
      lender = input
      return true
    }
    isAtEnd = true
    return false
  }

  /// Whether it is known what comes next.
  private var canTell: Bool { dry.isEmpty || settings.isConcatenation && isBeforeDry }

  /// Whether the next file of a row is none of those that have nothing yet.
  private var isBeforeDry: Bool {
    guard let first = queue.first else { return false }
    return !dry.contains { $0.place < first.place }
  }

  /// Asks the inputs whose next packet is not known.
  private mutating func refill() {
    if let input = lender {
      lender = nil
      pull(input)
      settleFirst(input)
    }
    guard !dry.isEmpty else { return }
    let waiting = dry
    dry.removeAll()
    for input in waiting {
      pull(input)
      settle(input)
    }
  }

  /// Opens the first input of the queue, whose time has come.
  private mutating func open(_ input: MergeInput) {
    do throws(MergeFailure) {
      try input.reopen(bufferCapacity: bufferCapacity)
      openCount += 1
      if openCount > settings.openFiles { input.park() }
    } catch {
      onFailure(error)
    }
    settleFirst(input)
  }

  private mutating func pull(_ input: MergeInput) {
    do throws(MergeFailure) {
      try input.pull()
    } catch {
      onFailure(error)
    }
    if input.state == .ended { openCount -= 1 }
  }

  /// Puts the first input of the queue, whose next packet is another one now, where it belongs.
  private mutating func settleFirst(_ input: MergeInput) {
    if input.state == .ready { return queue.settleFirst() }
    queue.removeFirst()
    settle(input)
  }

  /// Puts an input where it belongs.
  private mutating func settle(_ input: MergeInput) {
    switch input.state {
    case .ready, .closed: queue.add(input)
    case .dry:
      if let blocks = input.sideBlocks { sideBlocks?.take(from: blocks) }
      dry.append(input)
    case .ended:
      ended += input.position
      if let blocks = input.sideBlocks { sideBlocks?.take(from: blocks) }
    }
  }
}
