/// What a capture has seen so far.
public struct CaptureStatistics: Equatable, Sendable {
  /// Packets that passed the filter, those dropped for lack of room included.
  public var received = 0
  /// Packets that passed the filter and were dropped because the ring was full.
  public var droppedByKernel = 0
  /// Packets that the device lost before the filter saw them.
  public var droppedByInterface = 0
  /// Packets that the filter turned away without having looked into them, where they are counted.
  public var overlooked = 0

  /// Nothing seen.
  public init() {}

  /// What both have seen.
  public static func += (sum: inout Self, more: Self) {
    sum.received += more.received
    sum.droppedByKernel += more.droppedByKernel
    sum.droppedByInterface += more.droppedByInterface
    sum.overlooked += more.overlooked
  }
}
