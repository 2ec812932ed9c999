/// What to subtract from the sequence numbers of a TCP segment to get those relative to its connection's first ones.
public struct TCPSequenceNote: Sendable, Equatable {
  /// Subtracted from the sequence number.
  public var sequenceBase: UInt32 = 0
  /// Subtracted from the acknowledgment number.
  public var acknowledgmentBase: UInt32 = 0
  /// Subtracted from the edges of selective acknowledgments.
  public var selectiveBase: UInt32 = 0

  /// Absolute numbers.
  @inlinable public init() {}
}
