/// Completions for a shell, made of the option table.
struct Completions {
  let options: [CommandOption]

  /// The completions for the options of a table.
  init(table: OptionTable) { options = table.options }

  /// The text that the shell is to read.
  func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// The ways to write an option, with dashes.
  static func spellings(_ option: CommandOption) -> [String] {
    (option.letter.map { ["-\($0)"] } ?? []) + (option.name.map { ["--\($0)"] } ?? [])
  }
}
