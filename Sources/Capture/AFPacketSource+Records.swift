internal import CLinux
public import Packets
public import System

extension AFPacketSource: RecordSource {
  /// Always: room for the header is before every packet, since that of its frame is not needed any more then.
  public var givesRecords: Bool { true }

  /// The next packets as records, of one block at most.
  ///
  /// - Throws: `CaptureError` as `next()`.
  public mutating func giveRecords(
    to records: inout GatherBuffer, _ precision: TimestampPrecision, most: Int
  ) throws(CaptureError) -> RecordRun {
    // Until one of a block is taken: packets of it may all be refused.
    while ring.turn() {
      let most = min(most, records.room)
      let run =
        filter == nil && linkType == .ethernet
        ? try giveFrames(to: &records, precision, most: most) : try givePackets(to: &records, precision, most: most)
      _ = ring.takeLoss()
      if run.count > 0 { return run }
    }
    try endWhenEmpty()
    return RecordRun()
  }

  private mutating func giveFrames(
    to records: inout GatherBuffer, _ precision: TimestampPrecision, most: Int
  ) throws(CaptureError) -> RecordRun {
    do throws(RingDamage) {
      return try ring.appendRecords(
        to: &records, precision, tagOffset: tagOffset, longest: snapshotLength, most: most)
    } catch {
      throw damage
    }
  }

  /// The same for packets that are looked at here, or get another header.
  private mutating func givePackets(
    to records: inout GatherBuffer, _ precision: TimestampPrecision, most: Int
  ) throws(CaptureError) -> RecordRun {
    var run = RecordRun()
    while run.count < most, ring.framesLeft > 0, let frame = unsafe try nextFrame() {
      guard let packet = unsafe packet(in: frame) else { continue }
      let (seconds, nanoseconds) = (UInt64(packet.timestamp.seconds), UInt64(packet.timestamp.nanoseconds))
      let header = SIMD4<UInt32>(
        UInt32(truncatingIfNeeded: seconds),
        UInt32(truncatingIfNeeded: precision == .nanoseconds ? nanoseconds : nanoseconds / 1000),
        UInt32(truncatingIfNeeded: packet.capturedLength), UInt32(truncatingIfNeeded: packet.originalLength))
      unsafe packet.bytes.withUnsafeBytes { bytes in
        guard let first = bytes.baseAddress else { return }
        // SAFETY: the packet lies behind its frame's headers, which are longer than this one and have been read.
        let record = unsafe UnsafeMutableRawPointer(mutating: first) - PacketRing.recordHeaderLength
        unsafe record.storeBytes(of: header, as: SIMD4<UInt32>.self)
        unsafe records.append(record, byteCount: PacketRing.recordHeaderLength + bytes.count)
      }
      run.add(seconds &* 1_000_000_000 &+ nanoseconds)
    }
    return run
  }
}
