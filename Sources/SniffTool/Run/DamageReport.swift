internal import Savefiles

/// What is told of parts of savefiles that were passed over.
final class DamageReport {
  // A class because readers tell it and the run asks it at the end.

  /// Whether there was any.
  private(set) var hasDamage = false

  /// Says what was passed over of the file at a path.
  func note(_ skipped: SkippedBytes, of path: String) {
    hasDamage = true
    Console.say("\(path): \(skipped.message)")
  }
}
