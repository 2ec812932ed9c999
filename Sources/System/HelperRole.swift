/// What a helper process is for, and with which rights.
public enum HelperRole: Equatable, Sendable {
  /// Makes, renames and removes files in a directory, and runs one command on them.
  ///
  /// - Parameters:
  ///   - directory: the beginning of every path, to its last slash; empty for the current directory.
  ///   - owner: whom files are given to and the command is run as; `nil` for whoever starts the helper.
  ///   - command: the command; empty for none.
  case files(directory: String, owner: SystemUser?, command: String)
  /// Looks the names of addresses up, as this user, or as whoever starts the helper.
  case names(as: SystemUser?)

  /// What a command line of this program begins with that makes it a helper.
  static let mark = "__helper"

  /// The command line, without the program's name.
  var arguments: [String] {
    switch self {
    case .files(let directory, let owner, let command): [Self.mark, "files", owner?.name ?? "", directory, command]
    case .names(let user): [Self.mark, "names", user?.name ?? ""]
    }
  }

  /// The role that a command line asks for; `nil` when it is none of a helper, or names a user that is not there.
  init?(_ arguments: [String]) {
    guard arguments.count >= 3, arguments[0] == Self.mark else { return nil }
    let user = arguments[2].isEmpty ? nil : SystemUser(named: arguments[2])
    guard arguments[2].isEmpty || user != nil else { return nil }
    switch (arguments[1], arguments.count) {
    case ("files", 5): self = .files(directory: arguments[3], owner: user, command: arguments[4])
    case ("names", 3): self = .names(as: user)
    default: return nil
    }
  }
}
