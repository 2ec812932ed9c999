/// A command line that cannot be done.
enum UsageError: Error, Equatable {
  case unknownLetter(Character)
  case unknownName(String)
  case ambiguousName(String, candidates: [String])
  case missingArgument(option: String)
  case unexpectedArgument(option: String)
  case outOfMemory
  case invalidPacketCount(String)
  case invalidPacketList(String)
  case invalidDeduplication(String)
  case invalidDeduplicationTime(String)
  case invalidShift(String)
  /// A subcommand was given no file.
  case noFiles(Subcommand)
  case invalidSkip(String)
  case invalidMoment(option: String, String)
  /// Only one file can be waited for.
  case followsSeveral
  case invalidFlowCount(String)
  case invalidBufferSize(String)
  case invalidThreadCount(String)
  /// An option was given for a pcap file that only pcapng has room for.
  case needsPcapng(String)
  case invalidCompression(String)
  case invalidFileSize(String)
  case fileSizeTooLarge(String)
  case invalidRotationSeconds(String)
  case invalidFileCount(String)
  case invalidRotation(String)
  case invalidSync(String)
  case invalidSnapshotLength(String)
  case invalidTimestampType(String)
  case invalidLinkType(String)
  case invalidPrecision(String)
  case unknownDirection(String)
  case unknownPayloadType(String)
  /// tcpdump knows the payload and this version does not.
  case unavailablePayloadType(String)
  /// An option that takes one of a few words got another.
  case invalidChoice(option: String, value: String, choices: [String])
  case invalidStop(String)
  case invalidFanout(String)
  case invalidQueueSize(String)
  /// Files are to be counted, and there is only one.
  case stopWithoutRotation
  case tooManyTimestampOptions
  case conflict(String, String)
  /// The first is of use only with the second.
  case needed(String, String)
  /// Both options would read standard input.
  case standardInputTwice(String, String)
}
