/// What an interface statistics block tells (draft-ietf-opsawg-pcapng section 4.6).
public struct PcapngStatistics: Equatable, Sendable {
  /// Packets that passed the filter, those dropped later included.
  public var received: UInt64
  /// Packets lost for lack of room.
  public var droppedByKernel: UInt64
  /// Packets that the interface lost.
  public var droppedByInterface: UInt64

  /// Counts since the capture began.
  public init(received: UInt64, droppedByKernel: UInt64, droppedByInterface: UInt64) {
    self.received = received
    self.droppedByKernel = droppedByKernel
    self.droppedByInterface = droppedByInterface
  }
}
