extension Completions {
  /// A function for bash's `complete -F`.
  var bash: String {
    var cases = ""
    for option in options {
      guard let argument = option.argument, let words = Self.bashWords(argument) else { continue }
      let pattern = Self.spellings(option).joined(separator: "|")
      cases += "    \(pattern)) COMPREPLY=($(compgen \(words) -- \"$word\")); return ;;\n"
    }
    let names = options.flatMap { option in
      Self.spellings(option).map { option.argument != nil && $0.hasPrefix("--") ? "\($0)=" : $0 }
    }
    return """
      # Completions of sniff for bash: eval "$(sniff --completions bash)"
      _sniff() {
        local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]}
        if [[ $word == = ]]; then word=; fi
        if [[ $option == = ]]; then option=${COMP_WORDS[COMP_CWORD-2]}; fi
        COMPREPLY=()
        case $option in
      \(cases)  esac
        if [[ $word == -* ]]; then
          COMPREPLY=($(compgen -W "\(names.joined(separator: " "))" -- "$word"))
          if [[ ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
        fi
      }
      complete -F _sniff sniff

      """
  }

  private static func bashWords(_ argument: CommandOption.Argument) -> String? {
    switch argument {
    case .file: "-f"
    case .interface: "-W \"any $(ls /sys/class/net)\""
    case .choice(_, let choices): "-W \"\(choices.joined(separator: " "))\""
    case .text, .number: nil
    }
  }
}
