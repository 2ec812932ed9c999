extension Completions {
  /// Commands for fish.
  var fish: String {
    var lines = ["# Completions of sniff for fish: sniff --completions fish | source"]
    for option in options {
      var line = "complete -c sniff"
      if let letter = option.letter { line += " -s '\(letter)'" }
      if let name = option.name { line += " -l \(name)" }
      line += Self.fishAction(option.argument) + " -d '\(Self.fishEscape(option.summary))'"
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fishAction(_ argument: CommandOption.Argument?) -> String {
    switch argument {
    case nil: ""
    case .file: " -r -F"
    case .interface: " -x -a 'any (command ls /sys/class/net)'"
    case .choice(_, let choices): " -x -a '\(choices.joined(separator: " "))'"
    case .text, .number: " -x"
    }
  }

  private static func fishEscape(_ text: String) -> String {
    text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }
}
