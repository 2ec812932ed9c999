public import System

extension MergedSource: RecordSource {
  /// Always: whoever takes them sees to it that all are of one link type.
  public var givesRecords: Bool { true }

  /// The next packets as records, of one block of each ring at most.
  ///
  /// - Throws: `CaptureError` as `next()`.
  public mutating func giveRecords(
    to records: inout GatherBuffer, _ room: RecordRoom
  ) throws(CaptureError) -> RecordRun {
    var run = RecordRun()
    var left = room
    while left.count > 0, records.room > 0, records.byteCount < room.byteCount, try choose() {
      let tap = taps[current]
      // SAFETY: the source lives as long as its tap stands in the array.
      let source = unsafe tap.source
      // Without a bound just the one that is chosen.
      guard let latest = unsafe bound ?? source.pointee.ring.nextTime() else { break }
      let part = unsafe try source.pointee.giveBlock(to: &records, left, until: latest)
      run.add(part)
      left.count -= part.count
      untilNews -= part.count
      interfaces[tap.number].captured += part.count
      interfaces[tap.number].lostAtEnd = 0
      // The next look at this ring gives the block back, and with it the records.
      if run.count > 0, unsafe source.pointee.ring.framesLeft == 0 { break }
    }
    return run
  }
}
