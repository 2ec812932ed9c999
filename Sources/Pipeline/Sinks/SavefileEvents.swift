/// What a sink of savefiles tells of them.
public struct SavefileEvents {
  /// The file at a path is complete and closed, and another one begins or nothing more comes.
  public var hasCompleted: (String) -> Void
  /// As many files are full as there may be.
  public var hasReachedLimit: () -> Void

  /// Events for whoever listens.
  public init(hasCompleted: @escaping (String) -> Void = { _ in }, hasReachedLimit: @escaping () -> Void = {}) {
    self.hasCompleted = hasCompleted
    self.hasReachedLimit = hasReachedLimit
  }
}
