extension OptionTable {
  /// The options of `sniff info`.
  static let info = OptionTable(
    options: [
      CommandOption(
        .json, nil, "json", .information, "Print JSON: an array with an object for each file",
        details: "Times are seconds since 1970, sizes bytes, rates a second."
      ).ours,
      CommandOption(
        .hash, "H", "hash", .information, "Tell the SHA256 and the SHA1 of each file",
        details: "Of its bytes as they lie on the disk; not of standard input."
      ).ours,
      standard[.recover], standard[.help],
    ].compactMap { $0 })

  /// The options of `sniff merge`.
  static let merge = OptionTable(
    options: [
      CommandOption(
        .concatenate, "a", "append", .source, "Take the files one after the other, whatever their times"
      ).ours,
      standard[.fileList], standard[.recover],
      standard[.snapshotLength]?.with(details: "0, the default, keeps all."),
    ].compactMap { $0 } + files + [standard[.help]].compactMap { $0 })

  /// The options of `sniff slice`.
  static let slice = OptionTable(
    options: [
      CommandOption(
        .packets, nil, "packets", .text("list"), .selection, "Take the packets of these numbers",
        details: "Numbers from 1 on and ranges with commas between, as 1-10,15,20-."
      ).ours,
      CommandOption(
        .others, nil, "invert", .selection, "Take the packets of all other numbers than those of --packets"
      ).ours,
      CommandOption(
        .deduplicate, nil, "dedup", .number("count"), .selection, "Leave out packets that repeat one of so many before",
        details: "Those with the same length and the same bytes; a note says how many were left out."
      ).ours,
      CommandOption(
        .deduplicationTime, nil, "dedup-time", .text("duration"), .selection,
        "Leave out packets that repeat one of this time before",
        details: "As 50ms or 2s. Without --dedup the last 1024 packets are looked at."
      ).ours,
      CommandOption(
        .shift, nil, "shift", .text("seconds"), .writing, "Add seconds to every time",
        details: "With or without a fraction, to the nanosecond; negative ones, as --shift=-3600.5, take them off."
      ).ours,
      standard[.from], standard[.to], standard[.skip], standard[.count], standard[.filter], standard[.filterFile],
      standard[.fileList], standard[.recover],
      standard[.snapshotLength]?.with(details: "0, the default, keeps all."),
    ].compactMap { $0 } + files + [standard[.help]].compactMap { $0 })

  /// Options on what is written that all have.
  private static let files: [CommandOption] = [
    .writeFile, .format, .compress, .comment, .packetIDs, .packetHashes, .precision, .microseconds, .nanoseconds,
    .fileSize, .fileCount, .rotate,
    .ring, .atomic, .sync,
  ].compactMap { standard[$0] }
}

extension CommandOption {
  /// The same option with other details.
  fileprivate func with(details: String) -> CommandOption {
    var option = self
    option.details = details
    return option
  }
}
