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
    case .postRotate: plan.postRotateCommand = argument
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

  /// The bytes of a number of millions.
  private func byteCount(_ text: String) throws(UsageError) -> Int {
    guard let millions = Self.number(text), millions > 0 else { throw UsageError.invalidFileSize(text) }
    let (count, isTooLarge) = millions.multipliedReportingOverflow(by: 1_000_000)
    guard !isTooLarge else { throw UsageError.fileSizeTooLarge(text) }
    return count
  }

  /// A decimal number, with blanks before it as C's strtol takes them.
  private static func number(_ text: String) -> Int? { Int(text.drop(while: \.isWhitespace)) }

  /// Files that follow each other need names, and a comment needs a format that has room for it.
  func checkOutput() throws(UsageError) {
    if !plan.comments.isEmpty, !plan.writesPcapng { throw UsageError.commentWithoutRoom }
    guard plan.rotates, plan.outputFile == "-" else { return }
    throw UsageError.conflict(plan.rotation.byteCount == nil ? "-G" : "-C", "-w -")
  }
}
