/// One option: how it is spelled, what it takes, and the words that help, manual page and completions have for it.
struct CommandOption: Sendable {
  /// A heading of the manual page.
  enum Section: String, CaseIterable, Sendable {
    case source = "Where packets come from"
    case selection = "Which packets"
    case lines = "What lines look like"
    case writing = "Writing packets"
    case information = "Information"
  }

  /// What follows an option.
  enum Argument: Equatable, Sendable {
    /// Any text.
    case text(String)
    /// A number.
    case number(String)
    /// The name of a file.
    case file(String)
    /// The name of a network device.
    case interface(String)
    /// One of a few words.
    case choice(String, [String])

    /// What usage lines call it.
    var placeholder: String {
      switch self {
      case .text(let name), .number(let name), .file(let name), .interface(let name), .choice(let name, _): name
      }
    }

    /// The words it may be; none when it may be anything.
    var choices: [String] {
      if case .choice(_, let choices) = self { choices } else { [] }
    }
  }

  var kind: OptionKind
  var letter: Character?
  var name: String?
  var argument: Argument?
  var section: Section
  /// Whether tcpdump 4.99.3 has it; its abbreviations come first.
  var isTcpdumps = true
  /// A few words, without a full stop.
  var summary: String
  /// What the manual page says behind the summary, a sentence or more; empty when that says it all.
  var details = ""

  /// An option without an argument.
  init(
    _ kind: OptionKind, _ letter: Character?, _ name: String?, _ section: Section, _ summary: String,
    details: String = ""
  ) {
    self.init(kind, letter, name, nil, section, summary, details: details)
  }

  /// An option.
  init(
    _ kind: OptionKind, _ letter: Character?, _ name: String?, _ argument: Argument?, _ section: Section,
    _ summary: String, details: String = ""
  ) {
    self.kind = kind
    self.letter = letter
    self.name = name
    self.argument = argument
    self.section = section
    self.summary = summary
    self.details = details
  }

  /// The same option, as one that tcpdump has not.
  var ours: CommandOption {
    var option = self
    option.isTcpdumps = false
    return option
  }

  /// How messages name it: `-r`, or `--count` when it has no letter.
  var spelling: String {
    if let letter { return "-\(letter)" }
    return name.map { "--\($0)" } ?? ""
  }
}
