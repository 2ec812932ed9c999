internal import System

/// All options: what the parser, the help, the manual page and the completions are made of.
struct OptionTable: Sendable {
  /// The options, section by section in the order of the manual page.
  let options: [CommandOption]

  /// The options of this program.
  static let standard = OptionTable(
    options: sourceOptions + selectionOptions + lineOptions + writingOptions + informationOptions)

  /// The option of a kind.
  subscript(kind: OptionKind) -> CommandOption? { options.first { $0.kind == kind } }

  /// The options of a section.
  func options(in section: CommandOption.Section) -> [CommandOption] { options.filter { $0.section == section } }

  /// What getopt_long is told of the options for a command line.
  ///
  /// An abbreviation in it that means one option among tcpdump's, and would be ambiguous with ours, is a name of its own,
  /// so that scripts keep working.
  func scannable(for arguments: [String]) -> [ScannableOption] {
    var table = options.map { option in
      ScannableOption(
        value: option.kind.rawValue, letter: option.letter, names: option.name.map { [$0] } ?? [],
        takesArgument: option.argument != nil)
    }
    for argument in arguments where argument.utf8.starts(with: "--".utf8) {
      let word = argument.dropFirst(2).prefix { $0 != "=" }
      guard !word.isEmpty, !options.contains(where: { $0.name == String(word) }) else { continue }
      let meant = options.indices.filter { options[$0].isTcpdumps && options[$0].name?.hasPrefix(word) == true }
      if meant.count == 1 { table[meant[0]].names.append(String(word)) }
    }
    return table
  }
}
