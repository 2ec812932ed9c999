extension Completions {
  /// A file for zsh's function path.
  var zsh: String {
    var lines = [
      "#compdef sniff", "# Completions of sniff for zsh: a file _sniff in a folder of $fpath.", "_arguments -s -S \\",
    ]
    for option in options {
      let summary = Self.zshEscape(option.summary)
      for spelling in Self.spellings(option) {
        let joint = option.argument == nil ? "" : spelling.hasPrefix("--") ? "=" : "+"
        lines.append("  '*\(spelling)\(joint)[\(summary)]\(Self.zshAction(option.argument))' \\")
      }
    }
    lines.append("  '*:expression:'")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func zshAction(_ argument: CommandOption.Argument?) -> String {
    guard let argument else { return "" }
    let name = zshEscape(argument.placeholder)
    switch argument {
    case .file: return ":\(name):_files"
    case .interface: return ":\(name):_net_interfaces"
    case .choice(_, let choices): return ":\(name):(\(choices.joined(separator: " ")))"
    case .text, .number: return ":\(name):"
    }
  }

  private static func zshEscape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "[", "]", ":", "\\": escaped += "\\\(character)"
      case "'": escaped += "'\\''"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
