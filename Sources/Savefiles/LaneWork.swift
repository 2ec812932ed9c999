/// What the thread that writes a savefile does with what comes.
protocol LaneWork: ~Copyable, Sendable {
  /// Writes all that comes, and closes the file.
  ///
  /// - Returns: why it could not.
  consuming func run(_ queue: LaneQueue) -> SavefileWriteError?
}
