/// What this program is.
enum Version {
  /// Its version.
  static let number = "0.1.0"

  /// The line that `--version` prints.
  static let line = "sniff version \(number)"
}
