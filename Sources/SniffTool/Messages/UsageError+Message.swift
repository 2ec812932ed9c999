extension UsageError {
  /// One line on it, without the program's name.
  var message: String {
    switch self {
    case .unknownLetter(let letter): "invalid option -- '\(letter)'"
    case .unknownName(let name): "unrecognized option '--\(name)'"
    case .ambiguousName(let name, let candidates):
      "option '--\(name)' is ambiguous; possibilities: " + candidates.map { "'--\($0)'" }.joined(separator: " ")
    case .missingArgument(let option) where option.hasPrefix("--"): "option '\(option)' requires an argument"
    case .missingArgument(let option): "option requires an argument -- '\(option.dropFirst())'"
    case .unexpectedArgument(let option): "option '\(option)' doesn't allow an argument"
    case .outOfMemory: "out of memory"
    case .invalidPacketCount(let text): "invalid packet count \(text)"
    case .invalidPacketList(let text):
      "--packets does not take '\(text)', but numbers from 1 on and ranges, as 1-10,15,20-"
    case .invalidDeduplication(let text): "invalid number of packets \(text) (must be >= 0 and <= 1000000)"
    case .invalidDeduplicationTime(let text): "--dedup-time does not take '\(text)', but a duration, as 50ms or 2s"
    case .invalidShift(let text): "--shift does not take '\(text)', but seconds, as 3600, 0.25 or -1.5"
    case .noFiles(let subcommand): "no file is named: \(subcommand.usage)"
    case .invalidSkip(let text): "invalid number of packets to skip \(text)"
    case .invalidMoment(let option, let text):
      "\(option) does not take '\(text)', but a date, a date and time (2026-11-21T16:30), seconds since 1970, or a time "
        + "of day (16:30)"
    case .followsSeveral: "--follow-file needs -r with one file"
    case .invalidFlowCount(let text): "invalid number of flows \(text) (must be >= 1 and <= 16777216)"
    case .invalidThreadCount(let text): "invalid thread count \(text) (must be >= 1 and <= \(Plan.maximumThreads))"
    case .needsPcapng(let option):
      "\(option) needs a pcapng file: -w with a name that ends in .pcapng, or --format pcapng"
    case .invalidCompression(let text):
      "--compress does not take '\(text)', but zstd (level 1 to 19), gzip (1 to 9) or lz4 (1 to 12), as zstd:9"
    case .invalidFileSize(let text): "invalid file size \(text)"
    case .fileSizeTooLarge(let text): "file size \(text) is too large"
    case .invalidRotationSeconds(let text): "invalid number of seconds \(text)"
    case .invalidFileCount(let text): "invalid number of output files \(text)"
    case .invalidRotation(let text):
      "--rotate does not take '\(text)', but duration:1h, interval:1h, size:100M or packets:1000, with commas between"
    case .invalidSync(let text): "--sync does not take '\(text)', but none, file or interval:1s"
    case .invalidBufferSize(let text): "invalid packet buffer size \(text)"
    case .invalidSnapshotLength(let text): "invalid snaplen \(text) (must be >= 0 and <= \(Plan.maximumSnapshotLength))"
    case .invalidTimestampType(let text): "invalid time stamp type \(text)"
    case .invalidLinkType(let text): "invalid data link type \(text)"
    case .invalidPrecision: "unsupported time stamp precision"
    case .unknownDirection(let text): "unknown capture direction `\(text)'"
    case .unknownPayloadType(let text): "unknown packet type `\(text)'"
    case .unavailablePayloadType(let text): "-T \(text) is not available in this version"
    case .invalidChoice(let option, let value, let choices):
      "\(option) does not take '\(value)', but one of: \(choices.joined(separator: ", "))"
    case .invalidStop(let text):
      "--stop does not take '\(text)', but duration:30s, size:100M, packets:1000 or files:3"
    case .invalidFanout(let text): "invalid number of rings \(text) (must be >= 1 and <= \(Plan.maximumRings))"
    case .invalidQueueSize(let text): "invalid queue size \(text) (a number of bytes, as 64M)"
    case .stopWithoutRotation: "--stop files needs -w and files that follow each other: -C or -G"
    case .tooManyTimestampOptions: "only -t, -tt, -ttt, -tttt and -ttttt are supported"
    case .conflict(let one, let other): "\(one) and \(other) are mutually exclusive"
    case .needed(let one, let other): "\(one) needs \(other)"
    case .standardInputTwice(let one, let other): "\(one) and \(other) cannot both read standard input"
    }
  }
}
