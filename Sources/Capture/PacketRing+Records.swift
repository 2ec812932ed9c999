internal import CLinux
import Packets
import System

extension PacketRing {
  /// Bytes of the header of a pcap record.
  static let recordHeaderLength = 16

  /// Appends the next packets of the block that is ours, each with the header of a pcap record before it, over what the
  /// kernel says of the packet: that is not needed any more then.
  ///
  /// For packets that need nothing but their tag, in a ring that has frames (`turn()`).
  /// - Parameters:
  ///   - tagOffset: where a tag is put back; `nil` for nowhere.
  ///   - longest: bytes of a packet at most.
  ///   - room: how many, as far as `records` has room.
  ///   - latest: the time of the last one at most, in nanoseconds since the epoch.
  /// - Throws: `RingDamage` when a frame would lie outside its block.
  mutating func appendRecords(
    to records: inout GatherBuffer, _ room: RecordRoom, tagOffset: Int?, longest: Int, until latest: UInt64
  ) throws(RingDamage) -> RecordRun {
    let (begin, end) = unsafe (blockStart, blockEnd)
    let isFine = room.precision == .nanoseconds
    var run = RecordRun()
    var at = unsafe frame
    for _ in 0..<min(framesLeft, room.count, records.room) {
      guard unsafe at >= begin, unsafe end - at >= Self.headerLength else { throw RingDamage() }
      // SAFETY: the frame's headers lie in our block, which the guard says; frames are aligned to 8 bytes.
      let header = unsafe at.assumingMemoryBound(to: tpacket3_hdr.self)
      var start = unsafe Int(header.pointee.tp_mac)
      var captured = unsafe Int(header.pointee.tp_snaplen)
      guard start >= Self.headerLength, unsafe captured <= end - at - start else { throw RingDamage() }
      let (seconds, nanoseconds) = unsafe (header.pointee.tp_sec, header.pointee.tp_nsec)
      let time = UInt64(seconds) &* 1_000_000_000 &+ UInt64(nanoseconds)
      guard time <= latest, records.byteCount < room.byteCount else { break }
      var original = unsafe Int(header.pointee.tp_len)
      let next = unsafe at + Int(header.pointee.tp_next_offset)
      // Another core has written it: it takes its time to come.
      unsafe clinux_prefetch(next)
      unsafe clinux_prefetch(next + 64)
      let isTagged =
        unsafe header.pointee.tp_status & UInt32(TP_STATUS_VLAN_VALID) != 0 || header.pointee.hv1.tp_vlan_tci != 0
      if isTagged, unsafe insertTag(header.pointee, tagOffset, at, &start, captured) {
        captured += VLANTag.length
        original += VLANTag.length
      }
      let length = min(captured, longest)
      // SAFETY: `start` is behind the frame's headers, which are longer than this one.
      let record = unsafe at + start - Self.recordHeaderLength
      unsafe record.storeBytes(
        of: SIMD4(
          seconds, isFine ? nanoseconds : nanoseconds / 1000, UInt32(truncatingIfNeeded: length),
          UInt32(truncatingIfNeeded: original)), as: SIMD4<UInt32>.self)
      unsafe records.append(record, byteCount: Self.recordHeaderLength + length)
      run.add(time)
      unsafe at = next
    }
    framesLeft -= run.count
    unsafe frame = at
    return run
  }

  /// Puts the tag of a packet back, in the room before it.
  ///
  /// - Returns: whether there was one, and room for it.
  @inline(never)
  private func insertTag(
    _ header: tpacket3_hdr, _ tagOffset: Int?, _ frame: UnsafeMutableRawPointer, _ start: inout Int, _ captured: Int
  ) -> Bool {
    guard let tagOffset, let tag = VLANTag(header), captured >= tagOffset, start >= Self.headerLength + VLANTag.length
    else { return false }
    start -= VLANTag.length
    // SAFETY: the bytes before the packet are behind the frame's headers.
    unsafe tag.insert(at: tagOffset, into: frame + start)
    return true
  }
}
