/// A shell that completions are written for.
enum Shell: String, CaseIterable, Equatable {
  case bash, zsh, fish
}
