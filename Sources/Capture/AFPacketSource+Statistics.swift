internal import CLinux
internal import Glibc

extension AFPacketSource {
  /// What the capture has seen since it was opened.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public mutating func statistics() throws(CaptureError) -> CaptureStatistics {
    guard readCounters() else {
      throw CaptureError(.failed, .readStatistics, code: errno, interface: interface)
    }
    if let missedBefore, let missed = InterfaceList.missedPackets(of: interface) {
      totals.droppedByInterface = max(missed - missedBefore, 0)
    }
    if let count = counter?.read() { totals.overlooked += count }
    return totals
  }

  /// Packets dropped before the first packet of a marked block: all that were not told of yet.
  mutating func takeLoss() -> UInt32 {
    _ = readCounters()
    let lost = UInt32(clamping: lossNotTold)
    lossNotTold = 0
    return lost
  }

  /// Adds the kernel's counters, which begin again with each reading, to the totals.
  ///
  /// - Returns: whether the kernel told them; if not, `errno` has the reason.
  private mutating func readCounters() -> Bool {
    guard let counters = socket.get(PACKET_STATISTICS, into: tpacket_stats_v3()) else { return false }
    totals.received += Int(counters.tp_packets)
    totals.droppedByKernel += Int(counters.tp_drops)
    lossNotTold += Int(counters.tp_drops)
    return true
  }
}
