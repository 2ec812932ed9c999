internal import Pipeline
internal import Savefiles

extension PlanBuilder {
  /// Takes an option on files to write.
  ///
  /// - Returns: whether it is one.
  mutating func takeWriting(_ kind: OptionKind, _ argument: String) throws(UsageError) -> Bool {
    switch kind {
    case .writeFile: plan.outputFile = argument
    case .packetBuffered: plan.isPacketBuffered = true
    case .format:
      guard let format = Self.formats[argument] else { throw invalidChoice(kind, argument) }
      plan.format = format
    case .compress: plan.compression = try compression(argument)
    case .comment: plan.comments.append(argument)
    case .packetIDs: plan.numbersStoredPackets = true
    case .packetHashes: plan.hashesStoredPackets = true
    case .fileSize: plan.rotation.byteCount = try byteCount(argument)
    case .rotationSeconds:
      guard let seconds = Self.number(argument), 0...Int(Int32.max) ~= seconds else {
        throw UsageError.invalidRotationSeconds(argument)
      }
      plan.rotation.seconds = seconds == 0 ? nil : seconds
    case .fileCount:
      guard let count = Self.number(argument), 1...Int(Int32.max) ~= count else {
        throw UsageError.invalidFileCount(argument)
      }
      plan.rotation.fileCount = count
    case .rotate: try takeRotation(argument)
    case .ring:
      guard let count = Self.number(argument), 1...Int(Int32.max) ~= count else {
        throw UsageError.invalidFileCount(argument)
      }
      ring = count
    case .atomic: plan.writesAtomically = true
    case .reportFiles: plan.reportsFiles = true
    case .sync: plan.sync = try sync(argument)
    case .postRotate: plan.postRotateCommand = argument
    case .noSandbox: plan.isSandboxed = false
    case .user: plan.user = argument
    default: return false
    }
    return true
  }

  private static let formats: [String: SavefileFormat] = ["pcap": .pcap, "pcapng": .pcapng]

  /// A format, or a format and a level with a colon between.
  private func compression(_ text: String) throws(UsageError) -> CompressionChoice {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let level = parts.count > 1 ? Int(parts[1]) : nil
    guard let format = Compression(rawValue: parts.first ?? ""), parts.count == 1 || level != nil,
      let choice = CompressionChoice(format, level: level)
    else { throw UsageError.invalidCompression(text) }
    return choice
  }

  /// A limit of files with numbered names: what is limited, a colon, and how much.
  private mutating func takeRotation(_ text: String) throws(UsageError) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: ":", maxSplits: 1).map(String.init)
      let amount = words.count == 2 ? words[1] : ""
      let value: Int?
      switch words.first {
      case "duration":
        value = Self.seconds(amount)
        numbered.seconds = value
      case "interval":
        value = Self.seconds(amount)
        numbered.intervalSeconds = value
      case "size":
        value = Quantity.bytes(amount)
        numbered.byteCount = value
      case "packets":
        value = Int(amount)
        numbered.packetCount = value
      default: value = nil
      }
      guard let value, value > 0 else { throw UsageError.invalidRotation(String(part)) }
    }
  }

  /// Whole seconds, at least one and no more than 68 years of them.
  private static func seconds(_ text: String) -> Int? {
    guard let milliseconds = Quantity.milliseconds(text), milliseconds > 0, milliseconds % 1000 == 0 else { return nil }
    return Int(Int32(exactly: milliseconds / 1000) ?? 0)
  }

  private func sync(_ text: String) throws(UsageError) -> SavefilePolicy.Sync {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "none" where parts.count == 1: return .never
    case "file" where parts.count == 1: return .file
    case "interval":
      guard parts.count == 2, let seconds = Self.seconds(parts[1]), seconds > 0 else { break }
      return .interval(seconds: seconds)
    default: break
    }
    throw UsageError.invalidSync(text)
  }

  /// The bytes of a number of millions.
  private func byteCount(_ text: String) throws(UsageError) -> Int {
    guard let millions = Self.number(text), millions > 0 else { throw UsageError.invalidFileSize(text) }
    let (count, isTooLarge) = millions.multipliedReportingOverflow(by: 1_000_000)
    guard !isTooLarge else { throw UsageError.fileSizeTooLarge(text) }
    return count
  }

  /// A decimal number, with blanks before it as C's strtol takes them.
  private static func number(_ text: String) -> Int? { Int(text.drop(while: \.isWhitespace)) }

  /// Files that follow each other need names, and what only pcapng has room for needs that.
  mutating func checkOutput() throws(UsageError) {
    try chooseNaming()
    if !plan.writesPcapng, let option = pcapngOption { throw UsageError.needsPcapng(option) }
    guard plan.outputFile == "-" else { return }
    if plan.rotates { throw UsageError.conflict(rotationSpelling, "-w -") }
    if plan.writesAtomically { throw UsageError.conflict("--atomic", "-w -") }
  }

  /// An option that only a pcapng file has room for.
  private var pcapngOption: String? {
    if !plan.comments.isEmpty { return "--comment" }
    if plan.numbersStoredPackets { return "--packet-ids" }
    return plan.hashesStoredPackets ? "--packet-hashes" : nil
  }

  private var rotationSpelling: String {
    if plan.rotation.naming == .numbered { return "--rotate" }
    return plan.rotation.byteCount == nil ? "-G" : "-C"
  }

  /// Files have tcpdump's names or dumpcap's.
  private mutating func chooseNaming() throws(UsageError) {
    guard numbered.areAny || ring != nil else { return }
    guard numbered.areAny else { throw UsageError.needed("--ring", "--rotate") }
    if plan.rotation != RotationLimits() { throw UsageError.conflict("--rotate", "-C, -G and -W") }
    numbered.naming = .numbered
    numbered.fileCount = ring
    plan.rotation = numbered
  }
}
