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

  /// What getopt_long is told.
  var scannable: [ScannableOption] {
    let abbreviations = abbreviations
    return options.map { option in
      ScannableOption(
        value: option.kind.rawValue, letter: option.letter,
        names: (option.name.map { [$0] } ?? []) + (abbreviations[option.kind] ?? []),
        takesArgument: option.argument != nil)
    }
  }

  /// Abbreviations that mean one option among tcpdump's and would be ambiguous with ours: each becomes a name of its
  /// own, so that scripts keep working.
  var abbreviations: [OptionKind: [String]] {
    let theirs = options.filter(\.isTcpdumps).compactMap { option in option.name.map { (kind: option.kind, name: $0) } }
    var found: [OptionKind: [String]] = [:]
    for name in options.filter({ !$0.isTcpdumps }).compactMap(\.name) {
      for length in 1..<name.count {
        let prefix = String(name.prefix(length))
        let meant = theirs.filter { $0.name.hasPrefix(prefix) }
        if meant.isEmpty { break }
        guard meant.count == 1, let kind = meant.first?.kind, meant.first?.name != prefix else { continue }
        if found[kind]?.contains(prefix) != true { found[kind, default: []].append(prefix) }
      }
    }
    return found
  }
}
