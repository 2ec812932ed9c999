internal import Packets
internal import Savefiles
internal import System

/// What is in a savefile.
struct FileSummary {
  let path: String
  /// Bytes of the file; `nil` for a pipe.
  var size: Int?
  let format: SavefileFormat
  let compression: Compression?
  let linkType: LinkType
  let snapshotLength: Int
  let precision: TimestampPrecision
  /// What the first section of a pcapng file tells of its making.
  let section: PcapngSectionFacts?
  let interfaces: PcapngInterfaceList
  var sections = 1
  /// The comments of all sections.
  var comments: [String] = []
  var packets = 0
  /// Bytes of packets that are in the file, and that were on the wire.
  var (captured, original) = (0, 0)
  /// The earliest and the latest time.
  var times: (first: Timestamp, last: Timestamp)?
  /// Whether no packet is earlier than the one before.
  var isOrdered = true
  /// Packets of each interface.
  var packetsOfInterface: [Int] = []
  /// Packets whose comments are in the file.
  var commentedPackets = 0
  /// Packets told to be lost.
  var lost = 0
  /// Blocks besides packets, by their type.
  var blocks: [UInt32: Int] = [:]
  /// Digests of the file by their names; none where nobody asked for them.
  var digests: [(name: String, digits: String)] = []
  /// What ended the reading before the end of the file.
  var damage: SavefileError?

  private var latest: Timestamp?

  /// What is known of a file that is open.
  init(_ path: String, size: Int?, _ reader: borrowing SavefileReader) {
    self.path = path
    self.size = size
    format = reader.format
    compression = reader.compression
    linkType = reader.linkType
    snapshotLength = reader.snapshotLength
    precision = reader.precision
    section = reader.section
    comments = reader.section?.comments ?? []
    interfaces = reader.interfaces
  }

  /// Counts all that is in the file, up to its damage.
  mutating func count(_ reader: inout SavefileReader, _ side: SideBlocks) {
    do throws(SavefileError) {
      while !reader.isAtEnd {
        if let packet = try reader.next() { count(packet) } else { try reader.wait() }
        if !side.isEmpty { count(side.take()) }
      }
    } catch {
      damage = error
    }
    count(side.take())
  }

  private mutating func count(_ packet: borrowing CapturedPacket) {
    packets += 1
    captured += packet.capturedLength
    original += packet.originalLength
    lost += Int(packet.lostBefore)
    let interface = Int(packet.interfaceIndex)
    while packetsOfInterface.count <= interface { packetsOfInterface.append(0) }
    packetsOfInterface[interface] += 1
    if packet.hasComment { commentedPackets += 1 }
    guard !packet.isSimple else { return }
    let time = packet.timestamp
    if let latest, time < latest { isOrdered = false }
    latest = time
    times = times.map { (min($0.first, time), max($0.last, time)) } ?? (time, time)
  }

  private mutating func count(_ side: [SideBlock]) {
    for block in side {
      switch block {
      case .section(let facts):
        sections += 1
        comments += facts.comments
      case .interface: break
      case .block(let block): blocks[block.type, default: 0] += 1
      }
    }
  }

  /// From the earliest packet to the latest, in nanoseconds; `nil` without packets, or when that is more than a number
  /// holds.
  var duration: Int64? {
    guard let times, times.first.isInRange, times.last.isInRange else { return nil }
    let seconds = times.last.seconds.subtractingReportingOverflow(times.first.seconds)
    let product = seconds.partialValue.multipliedReportingOverflow(by: 1_000_000_000)
    let sum = product.partialValue.addingReportingOverflow(times.last.nanoseconds - times.first.nanoseconds)
    return seconds.overflow || product.overflow || sum.overflow ? nil : sum.partialValue
  }

  /// How many of something there are a second; `nil` where no time passes.
  func rate(_ count: Int) -> Double? {
    guard let duration, duration > 0 else { return nil }
    return Double(count) / (Double(duration) / 1e9)
  }

  /// The link types of all interfaces, by name where they have one.
  var linkTypes: [String] {
    interfaces.linkTypes.map { $0.name ?? "\($0.rawValue)" }
  }

  /// What blocks of a type hold.
  static func name(ofBlocks type: UInt32) -> String {
    switch type {
    case 4: "name resolution"
    case 5: "interface statistics"
    case 9: "systemd journal"
    case 10: "decryption secrets"
    case 0x0bad, 0x4000_0bad: "custom"
    default: "type \(type)"
    }
  }
}
