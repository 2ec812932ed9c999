internal import CLinux
internal import Packets
public import System

extension AFPacketSource: RecordSource {
  /// Always: room for the header is before every packet, since that of its frame is not needed any more then.
  public var givesRecords: Bool { true }

  /// The next packets as records, of one block at most.
  ///
  /// - Throws: `CaptureError` as `next()`.
  public mutating func giveRecords(
    to records: inout GatherBuffer, _ room: RecordRoom
  ) throws(CaptureError) -> RecordRun {
    // Until one of a block is taken: packets of it may all be refused.
    while ring.turn() {
      let run = try giveBlock(to: &records, room)
      if run.count > 0 { return run }
    }
    try endWhenEmpty()
    return RecordRun()
  }

  /// The next packets of the block that is ours, in a ring that has frames, see `giveRecords(to:_:)`.
  ///
  /// - Parameter latest: the time of the last one at most, in nanoseconds since the epoch.
  /// - Throws: `CaptureError` when the ring is damaged.
  mutating func giveBlock(
    to records: inout GatherBuffer, _ room: RecordRoom, until latest: UInt64 = .max
  ) throws(CaptureError) -> RecordRun {
    // A record has no place for what was lost before it.
    defer { _ = ring.takeLoss() }
    guard filter == nil, linkType == .ethernet else { return try givePackets(to: &records, room, until: latest) }
    do throws(RingDamage) {
      return try ring.appendRecords(
        to: &records, room, tagOffset: tagOffset, longest: snapshotLength, until: latest)
    } catch {
      throw damage
    }
  }

  /// The same for packets that are looked at here, or get another header.
  private mutating func givePackets(
    to records: inout GatherBuffer, _ room: RecordRoom, until latest: UInt64
  ) throws(CaptureError) -> RecordRun {
    var run = RecordRun()
    while run.count < room.count, records.room > 0, records.byteCount < room.byteCount, ring.framesLeft > 0,
      let time = ring.nextTime(), time <= latest, let frame = unsafe try nextFrame()
    {
      guard let packet = unsafe packet(in: frame) else { continue }
      let (seconds, nanoseconds) = (UInt64(packet.timestamp.seconds), UInt64(packet.timestamp.nanoseconds))
      let header = SIMD4<UInt32>(
        UInt32(truncatingIfNeeded: seconds),
        UInt32(truncatingIfNeeded: room.precision == .nanoseconds ? nanoseconds : nanoseconds / 1000),
        UInt32(truncatingIfNeeded: packet.capturedLength), UInt32(truncatingIfNeeded: packet.originalLength))
      unsafe packet.bytes.withUnsafeBytes { bytes in
        guard let first = bytes.baseAddress else { return }
        // SAFETY: the packet lies behind its frame's headers, which are longer than this one and have been read.
        let record = unsafe UnsafeMutableRawPointer(mutating: first) - PacketRing.recordHeaderLength
        unsafe record.storeBytes(of: header, as: SIMD4<UInt32>.self)
        unsafe records.append(record, byteCount: PacketRing.recordHeaderLength + bytes.count)
      }
      run.add(time)
    }
    return run
  }
}
