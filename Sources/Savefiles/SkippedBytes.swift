/// A part of a damaged savefile that was passed over to get to the next record.
public struct SkippedBytes: Equatable, Sendable {
  /// What was wrong, and where: the part begins there.
  public var error: SavefileError
  /// How many bytes it has.
  public var count: Int
  /// Whether nothing came behind it.
  public var reachesEnd: Bool
}
