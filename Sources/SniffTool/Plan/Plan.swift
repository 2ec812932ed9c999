internal import Capture
internal import Packets
internal import Pipeline
internal import Rendering
internal import Savefiles

/// What a command line asks for: all that is known before anything is opened.
struct Plan {
  /// The most bytes of a packet that are ever taken.
  static let maximumSnapshotLength = 262_144

  /// The most threads that may be asked for.
  static let maximumThreads = 256

  /// The most rings of one interface.
  static let maximumRings = 64

  /// What is to be done.
  enum Action: Equatable {
    case help, version, manual, floatingPoint
    case completions(Shell)
    case listInterfaces, listLinkTypes, listTimestampTypes
    /// Print the filter's program: 1 as text, 2 as C, 3 and more as numbers.
    case dumpProgram(level: Int)
    /// Tell what is in savefiles.
    case describeFiles
    case subcommandHelp(Subcommand)
    /// Say what the filter means.
    case explain
    case takePackets
  }

  /// Where packets come from.
  enum Input: Equatable {
    /// An interface by name or number; `nil` for the first good one.
    case interface(String?)
    /// A savefile; `-` for standard input.
    case file(String)
    /// Several savefiles.
    case files([String])
    /// The savefiles that a file names, one a line; `-` for standard input.
    case fileList(String)
  }

  /// Where the filter's text is.
  enum Filter: Equatable {
    case expression(String)
    case file(String)
  }

  /// When lines are coloured.
  enum Coloring: String, Equatable {
    case auto, always, never
  }

  /// The way to the kernel.
  enum Backend: String, Equatable {
    case packetSocket = "af-packet"
    case libpcap
  }

  var action = Action.takePackets
  var input = Input.interface(nil)
  /// All interfaces that are named, also as numbers or patterns.
  var interfaces: [String] = []
  /// Whether interfaces that are not there yet are waited for.
  var waitsForInterfaces = false
  /// Rings of each interface.
  var ringCount = 1
  /// Bytes of packets that may wait for a savefile that stalls.
  var queueSize = 64_000_000
  /// The network namespace to capture in; `nil` for this one.
  var networkNamespace: String?
  var filter = Filter.expression("")
  var optimizes = true
  /// Threads that may work on a savefile; `nil` for one a core.
  var threads: Int?
  /// Whether somebody who watches is told how far the reading is.
  var wantsProgress = true
  /// Whether reading goes on behind damage.
  var recovers = false
  /// Whether lines of a savefile are made by a process of its own.
  var isolates = false
  /// Whether JSON is printed.
  var printsJSON = false
  /// Whether digests of files are told.
  var tellsDigests = false
  /// The numbers of packets that are wanted, or of those that are not; `nil` for all.
  var packetRanges: [ClosedRange<Int>]?
  var takesOthers = false
  /// What is changed in packets that are written.
  var edits = PacketEdits()
  /// Whether several savefiles are read one after the other, whatever their times.
  var concatenates = false
  /// Whether a savefile may still grow.
  var followsFile = false
  /// Packets that are passed over first.
  var skippedPackets = 0
  /// The moments that packets are from; `nil` where nothing bounds them.
  var (from, to): (Moment?, Moment?) = (nil, nil)
  /// Packets to stop after.
  var packetLimit: Int?
  /// What else ends it.
  var stop = StopConditions()
  /// Whether a capture that lost packets fails.
  var failsOnLoss = false
  /// The savefile to write; `-` for standard output.
  var outputFile: String?
  /// The format of what is written; `nil` leaves it to the file's name.
  var format: SavefileFormat?
  /// How what is written is compressed; `nil` leaves it to the file's name.
  var compression: CompressionChoice?
  /// What is to be known of a file that is written.
  var comments: [String] = []
  /// Whether packets in it get numbers, and hashes.
  var (numbersStoredPackets, hashesStoredPackets) = (false, false)
  /// When another one begins.
  var rotation = RotationLimits()
  /// How they are put on the disk.
  var sync = SavefilePolicy.Sync.never
  /// Whether each has another name until it is complete.
  var writesAtomically = false
  /// Whether a line tells of each that is complete.
  var reportsFiles = false
  /// The command for each that is complete.
  var postRotateCommand: String?
  /// The user to be when what needs privileges is done.
  var user: String?
  /// Called before each packet is decoded in a process of its own: for tests of what comes after its end.
  var beforeDecoding: (@Sendable (borrowing CapturedPacket) -> Void)?
  /// Whether rights that are not needed any more are given up.
  var isSandboxed = true
  /// Whether lines are printed even beside a savefile.
  var printsAnyway = false
  var countsOnly = false
  var isLineBuffered = false
  var isPacketBuffered = false
  var coloring = Coloring.auto
  var wantsNames = true
  var hidesForeignNames = false
  /// What -E says.
  var decryptionKeys: String?
  /// What -M says.
  var sharedSecret: String?
  /// MIB modules asked for, which nothing loads.
  var ignoredModules: [String] = []
  var lines = RenderOptions()
  /// What to capture and how; the interface is `input`'s and not known yet.
  var capture = CaptureOptions(interface: "")
  /// The backend asked for; `nil` leaves it to the interface.
  var backend: Backend?

  /// Whether a pcapng file is written.
  var writesPcapng: Bool {
    guard let outputFile else { return false }
    if let format { return format == .pcapng }
    let names =
      [outputFile]
      + Self.compressionSuffixes.keys.compactMap { suffix in
        outputFile.hasSuffix(suffix) ? String(outputFile.dropLast(suffix.count)) : nil
      }
    return names.contains { $0.hasSuffix(".pcapng") }
  }

  /// How the file that is written is compressed; `nil` for not at all.
  var writtenCompression: CompressionChoice? {
    guard let outputFile else { return nil }
    if let compression { return compression }
    let found = Self.compressionSuffixes.first { outputFile.hasSuffix($0.key) }
    return found.flatMap { CompressionChoice($0.value) }
  }

  private static let compressionSuffixes: [String: Compression] = [".zst": .zstd, ".gz": .gzip, ".lz4": .lz4]

  /// Whether several savefiles follow each other.
  var rotates: Bool { outputFile != nil && rotation.areAny }

  /// Whether something is due when the clock shows another half second: packets that are not written yet, for one.
  var needsClock: Bool { outputFile != nil }

  /// Whether lines are printed.
  var printsLines: Bool { (outputFile == nil || printsAnyway) && !countsOnly }
}
