/// What was seen of one of several interfaces.
public struct InterfaceCounts: Equatable, Sendable {
  /// Its name.
  public var name: String
  /// Packets of it that were given.
  public var captured: Int
  /// What the kernel and the device tell.
  public var statistics: CaptureStatistics

  /// Counts of an interface.
  public init(name: String, captured: Int, statistics: CaptureStatistics) {
    self.name = name
    self.captured = captured
    self.statistics = statistics
  }
}
