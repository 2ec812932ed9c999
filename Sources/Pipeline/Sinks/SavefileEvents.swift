/// What a sink of savefiles tells of them.
public struct SavefileEvents {
  /// A file is complete and closed; another one begins, or this was the last.
  public var hasCompleted: (_ file: SavefileReport, _ isLast: Bool) -> Void
  /// As many files are full as there may be.
  public var hasReachedLimit: () -> Void
  /// Called by another thread when a file is complete of which `hasCompleted` is still to be called, in the next pause.
  public var hasNews: @Sendable () -> Void

  /// Events for whoever listens.
  public init(
    hasCompleted: @escaping (_ file: SavefileReport, _ isLast: Bool) -> Void = { _, _ in },
    hasReachedLimit: @escaping () -> Void = {}, hasNews: @escaping @Sendable () -> Void = {}
  ) {
    self.hasCompleted = hasCompleted
    self.hasReachedLimit = hasReachedLimit
    self.hasNews = hasNews
  }
}
