internal import Pipeline
internal import Savefiles

/// What is told of savefiles of which a part was passed over or left unread.
final class DamageReport {
  // A class because readers tell it and the run asks it at the end.

  /// Whether there was any.
  private(set) var hasDamage = false

  /// Says what was passed over of the file at a path.
  func note(_ skipped: SkippedBytes, of path: String) {
    hasDamage = true
    Console.say("\(path): \(skipped.message)")
  }

  /// Says why one of several files is not read on.
  func note(_ failure: MergeFailure) {
    hasDamage = true
    if let message = failure.toolError.message { Console.say(message) }
  }
}

extension MergeFailure {
  /// The same as this program's error.
  var toolError: ToolError {
    switch reason {
    case .open(let error): .create(error, path: path)
    case .savefile(let error): .savefile(error, path: path)
    case .replaced: .replaced(path: path)
    }
  }
}
