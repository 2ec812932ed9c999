internal import Glibc

extension AFPacketSource {
  /// What the capture has seen since it was opened.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public mutating func statistics() throws(CaptureError) -> CaptureStatistics {
    if let missedBefore, let missed = InterfaceList.missedPackets(of: interface) {
      missedCount = max(missed - missedBefore, 0)
    }
    if let count = counter?.read() { overlookedCount += count }
    return try countersOfSocket()
  }

  /// The same, without asking the device and whatever else is dear to ask: what these have told before.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public mutating func countersOfSocket() throws(CaptureError) -> CaptureStatistics {
    guard ring.readCounters() else {
      throw CaptureError(.failed, .readStatistics, code: errno, interface: interface)
    }
    var statistics = CaptureStatistics()
    statistics.received = ring.losses.received
    statistics.droppedByKernel = ring.losses.dropped
    statistics.droppedByInterface = missedCount
    statistics.overlooked = overlookedCount
    return statistics
  }

  /// Packets dropped behind the last one that was given; known once the source is at its end.
  public var lostAtEnd: Int { isAtEnd ? ring.losses.missingAtEnd : 0 }
}
