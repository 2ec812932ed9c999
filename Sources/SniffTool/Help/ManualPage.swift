/// The manual page, in troff with the man macros.
struct ManualPage {
  private let table: OptionTable

  /// The page for the options of a table.
  init(table: OptionTable) { self.table = table }

  /// The whole page.
  var text: String {
    var page = """
      .TH SNIFF 8 "" "sniff \(Version.number)" "System Manager's Manual"
      .SH NAME
      sniff \\- capture, filter, print and store network packets
      .SH SYNOPSIS
      .B sniff
      [\\fIoptions\\fR] [\\fIexpression\\fR]
      .SH DESCRIPTION
      """
    page += "\n" + Self.paragraphs(ManualText.description) + options
    page += subcommands
    page += ".SH \(FilterManual.heading)\n" + Self.paragraphs(FilterManual.paragraphs)
    for (expression, meaning) in FilterManual.examples {
      page += ".TP\n.B \"\(Self.escape(expression))\"\n\(Self.escape(meaning))\n"
    }
    for (heading, paragraphs) in ManualText.sections {
      page += ".SH \(heading)\n" + Self.paragraphs(paragraphs)
    }
    page += ".SH EXAMPLES\n"
    for (purpose, command) in ManualText.examples {
      page += ".TP\n\(Self.escape(purpose))\n.B \"\(Self.escape(command))\"\n"
    }
    return page + ".SH SEE ALSO\n.BR pcap\\-filter (7),\n.BR tcpdump (8),\n.BR setcap (8)\n"
  }

  private var subcommands: String {
    var page = ".SH SUBCOMMANDS\n" + Self.paragraphs([ManualText.subcommands])
    for subcommand in Subcommand.allCases {
      page += ".SS \(Self.escape(subcommand.usage))\n" + Self.escape(subcommand.summary + ".") + "\n"
      page += Self.paragraphs(subcommand.manual)
      // Options that the main program has too are described there.
      for option in subcommand.table.options where table[option.kind] == nil { page += Self.entry(option) }
      let shared = subcommand.table.options.filter { table[$0.kind] != nil }.map { $0.spelling }
      page += Self.paragraphs(["Also: \(shared.joined(separator: ", "))."])
    }
    return page
  }

  private var options: String {
    var page = ".SH OPTIONS\n"
    for section in CommandOption.Section.allCases {
      page += ".SS \(Self.escape(section.rawValue))\n"
      for option in table.options(in: section) { page += Self.entry(option) }
    }
    return page
  }

  private static func entry(_ option: CommandOption) -> String {
    let argument = option.argument.map { "\\fI\(escape($0.placeholder))\\fR" }
    var spellings: [String] = []
    if let letter = option.letter { spellings.append("\\fB\\-\(letter)\\fR" + (argument.map { " \($0)" } ?? "")) }
    if let name = option.name { spellings.append("\\fB\(escape("--\(name)"))\\fR" + (argument.map { "=\($0)" } ?? "")) }
    var entry = ".TP\n" + spellings.joined(separator: ", ") + "\n"
    entry += escape(option.summary + ".") + "\n"
    if !option.details.isEmpty { entry += escape(option.details) + "\n" }
    let choices = option.argument?.choices ?? []
    if !choices.isEmpty, option.argument?.placeholder.contains("|") == false {
      entry += escape("It is one of \(choices.joined(separator: ", ")).") + "\n"
    }
    return entry
  }

  private static func paragraphs(_ texts: [String]) -> String {
    texts.map { ".PP\n" + escape($0) + "\n" }.joined()
  }

  /// Text as troff shows it: backslashes, dashes and quotes as they are, no line taken for a request.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    var isLineStart = true
    for character in text {
      if isLineStart, character == "." || character == "'" { escaped += "\\&" }
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      default: escaped.append(character)
      }
      isLineStart = character == "\n"
    }
    return escaped
  }
}
