/// What `--help` prints: the version, the usage and a line or two for each option.
struct HelpText {
  /// The column in which explanations begin.
  private static let column = 30

  private let table: OptionTable

  /// The help for the options of a table.
  init(table: OptionTable) { self.table = table }

  /// The whole text, with a newline at its end.
  var text: String {
    var lines = [Version.line, "Usage: sniff [options] [expression]"]
    lines += Subcommand.allCases.map { "       \($0.usage)" }
    for section in CommandOption.Section.allCases {
      lines += ["", "\(section.rawValue):"]
      for option in table.options(in: section) { lines += Self.lines(option) }
    }
    lines += ["", "The expression has the language of pcap-filter(7). sniff --manual tells more."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same for a subcommand.
  func text(of subcommand: Subcommand) -> String {
    var lines = [Version.line, "Usage: \(subcommand.usage)", "\(subcommand.summary)."]
    for section in CommandOption.Section.allCases where !table.options(in: section).isEmpty {
      lines += ["", "\(section.rawValue):"]
      for option in table.options(in: section) { lines += Self.lines(option) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ option: CommandOption) -> [String] {
    let head = "  " + usage(option)
    guard head.count < column else { return [head, padding(column) + option.summary] }
    return [head + padding(column - head.count) + option.summary]
  }

  /// Both spellings of an option with its argument: `-c count`, `-i, --interface=interface`.
  private static func usage(_ option: CommandOption) -> String {
    let argument = option.argument?.placeholder
    switch (option.letter, option.name) {
    case (let letter?, let name?): return "-\(letter), --\(name)" + (argument.map { "=\($0)" } ?? "")
    case (let letter?, nil): return "-\(letter)" + (argument.map { " \($0)" } ?? "")
    case (nil, let name?): return "    --\(name)" + (argument.map { "=\($0)" } ?? "")
    case (nil, nil): return ""
    }
  }

  private static func padding(_ count: Int) -> String { String(repeating: " ", count: count) }
}
