import Packets

extension MergedSource {
  /// What was seen of all of them since they were opened.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public mutating func statistics() throws(CaptureError) -> CaptureStatistics { try sum(asksAll: true) }

  /// The same without what is dear to ask, which is as it was told last.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public mutating func countersOfSocket() throws(CaptureError) -> CaptureStatistics { try sum(asksAll: false) }

  private mutating func sum(asksAll: Bool) throws(CaptureError) -> CaptureStatistics {
    var sum = CaptureStatistics()
    for counts in try counts(asksAll: asksAll) { sum += counts.statistics }
    return sum
  }

  /// What was seen of each, by their numbers.
  ///
  /// - Parameter asksAll: whether what is dear to ask is asked anew.
  /// - Throws: `CaptureError` when the kernel does not tell.
  public mutating func counts(asksAll: Bool) throws(CaptureError) -> [InterfaceCounts] {
    var sums = interfaces.map(\.past)
    var missed = [Int](repeating: 0, count: sums.count)
    for tap in taps {
      // SAFETY: the source lives as long as its tap stands in the array.
      var seen =
        asksAll && !tap.hasVanished
        ? unsafe try tap.source.pointee.statistics() : unsafe try tap.source.pointee.countersOfSocket()
      // Rings of one device all tell what the device has lost.
      missed[tap.number] = max(missed[tap.number], seen.droppedByInterface)
      seen.droppedByInterface = 0
      sums[tap.number] += seen
    }
    for number in sums.indices { sums[number].droppedByInterface += missed[number] }
    return interfaces.indices.map {
      InterfaceCounts(name: interfaces[$0].name, captured: interfaces[$0].captured, statistics: sums[$0])
    }
  }

  /// Packets lost behind the last one of each interface; known once the source is at its end.
  public var lostAtEnd: Int {
    guard isAtEnd else { return 0 }
    var count = interfaces.reduce(0) { $0 + $1.lostAtEnd }
    for tap in taps { count += unsafe tap.source.pointee.ring.losses.missingAtEnd }
    return count
  }
}
