import BPF
import Bytes
internal import CLinux
internal import Glibc
public import Packets
import System

/// Packets of a network device, or of all of them, from a packet socket with a mapped ring (packet(7)).
///
/// The packet that `next()` lends lies in the ring; its block goes back to the kernel when it is left. To end without
/// losing what is in the ring: `stop()`, then go on until `isAtEnd`.
public struct AFPacketSource: ~Copyable, PacketSource {
  public typealias Failure = CaptureError

  /// What the packets are.
  public let linkType: LinkType
  /// Bytes of a packet that are captured at most.
  public let snapshotLength: Int
  /// How fine the timestamps are asked to be; the ring's are in nanoseconds always.
  public let precision: TimestampPrecision
  /// Whether the source was stopped, or its device has vanished, and the ring is empty.
  public internal(set) var isAtEnd = false
  /// What was asked for and is not done.
  public internal(set) var warnings: [CaptureWarning]

  /// Milliseconds that `wait()` takes at most; -1 for no limit.
  public var longestWait: Int32 = -1

  let interface: String
  let interfaceIndex: Int32
  let socket: PacketSocket
  let wakeDescriptor: Int32?
  /// The program that lets packets in, where none comes before it is attached; such a source is one of a group.
  let gate: BPFProgram?
  let header: CookedHeader?
  let tagOffset: Int?
  /// The filter, when the kernel has not taken it.
  let filter: BPFProgram?
  /// Which of the packets that the filter here refuses are to be counted.
  let overlooked: BPFProgram?
  /// Counts those that the filter in the kernel refuses.
  var counter: PacketCounter?
  var ring: PacketRing
  /// What ends the source when the ring is empty.
  var ending: CaptureError?
  /// Whether nothing enters the ring any more.
  var isStopped = false
  /// Whether the device went down, and may come up again or vanish.
  var isDown = false
  /// Whether that was told.
  var isToldDown = false
  /// What has happened to the device and was not asked for yet.
  var events: [InterfaceEvent] = []
  /// Packets that the filter turned away unlooked-at.
  var overlookedCount = 0
  /// The device's own count of lost packets when the capture began; `nil` when it is not asked.
  var missedBefore: Int?
  /// Packets that the device lost until it was last asked.
  var missedCount = 0

  /// Whether packets are filtered here and not in the kernel, which refused the program (`warnings` has the reason).
  public var filtersInUserSpace: Bool { filter != nil }

  /// The next packet in the ring; `nil` when there is none, now or for ever.
  ///
  /// - Throws: `CaptureError` when the device has vanished and all its packets have been given.
  @_lifetime(&self)
  public mutating func next() throws(CaptureError) -> CapturedPacket? {
    while let frame = unsafe try nextFrame() {
      guard let packet = unsafe packet(in: frame) else { continue }
      return unsafe _overrideLifetime(packet, mutating: &self)
    }
    return nil
  }

  /// The packet of the next frame in the ring, to be used no longer than until this source is used again; `nil` when
  /// there is no frame or the filter here refuses its packet.
  ///
  /// - Throws: `CaptureError` as `next()`.
  @unsafe
  @_lifetime(immortal)
  mutating func takeFrame() throws(CaptureError) -> CapturedPacket? {
    guard let frame = unsafe try nextFrame() else { return nil }
    return unsafe packet(in: frame)
  }

  /// Lets nothing more into the ring; what is in it is still given.
  public mutating func stop() {
    guard !isStopped else { return }
    clinux_silence_packet(socket.descriptor, interfaceIndex)
    counter?.stop()
    isStopped = true
    // A socket of a group stays bound: it has to be waited until the kernel closes the block that it fills.
    if gate == nil { ring.readToTheEnd() }
  }

  @unsafe
  mutating func nextFrame() throws(CaptureError) -> UnsafeMutablePointer<tpacket3_hdr>? {
    do throws(RingDamage) {
      if let frame = unsafe try ring.next() { return unsafe frame }
    } catch {
      throw damage
    }
    try endWhenEmpty()
    return nil
  }

  /// What is thrown when the ring is damaged.
  var damage: CaptureError { CaptureError(.ringCorrupted, .poll, interface: interface) }

  /// Comes to the end when nothing enters the ring any more; to be called when it has no frame.
  ///
  /// - Throws: what the source was stopped by.
  mutating func endWhenEmpty() throws(CaptureError) {
    guard isStopped, gate == nil || ring.openedAt == nil else { return }
    isAtEnd = true
    guard let ending else { return }
    self.ending = nil
    throw ending
  }

  /// The packet of a frame, with its cooked header or its tag put before it; `nil` when the filter here refuses it.
  @unsafe
  @_lifetime(immortal)
  mutating func packet(in frame: UnsafeMutablePointer<tpacket3_hdr>) -> CapturedPacket? {
    let information = unsafe frame.pointee
    // SAFETY: the ring has checked that the frame's headers and its packet lie in the block that is ours.
    let base = UnsafeMutableRawPointer(frame)
    let address = unsafe (base + PacketRing.addressOffset).load(as: sockaddr_ll.self)
    var start = Int(information.tp_mac)
    var captured = Int(information.tp_snaplen)
    var original = Int(information.tp_len)
    if let header {
      start -= header.length
      captured += header.length
      original += header.length
      // SAFETY: the headroom that was reserved lies between the frame's headers and its packet; `start` is behind them.
      guard start >= PacketRing.headerLength else { return nil }
      unsafe header.write(address, to: base + start)
    }
    if let tagOffset, let tag = VLANTag(information), captured >= tagOffset, start >= PacketRing.headerLength + 4 {
      start -= VLANTag.length
      captured += VLANTag.length
      original += VLANTag.length
      unsafe tag.insert(at: tagOffset, into: base + start)
    }
    if address.sll_hatype == UInt16(HardwareType.can), header == nil {
      unsafe SocketCANHeader.normalize(
        base + start, byteCount: captured, protocol: UInt16(bigEndian: address.sll_protocol))
    }
    let bytes = unsafe RawSpan(_unsafeStart: base + start, byteCount: min(captured, snapshotLength))
    if let filter, !filter.matches(bytes, originalLength: original) {
      if let overlooked, overlooked.matches(bytes, originalLength: original) { overlookedCount += 1 }
      return nil
    }
    var packet = CapturedPacket(
      timestamp: Timestamp(seconds: Int64(information.tp_sec), nanoseconds: Int64(information.tp_nsec)),
      originalLength: original, linkType: linkType, bytes: bytes)
    packet.interfaceIndex = UInt32(bitPattern: address.sll_ifindex)
    packet.direction = UInt32(address.sll_pkttype) == PacketType.outgoing ? .outbound : .inbound
    packet.checksumState = ChecksumState(ringStatus: information.tp_status)
    packet.lostBefore = UInt32(clamping: ring.takeLoss())
    return unsafe _overrideLifetime(packet, copying: ())
  }
}

extension ChecksumState {
  /// What the status of a frame says of its checksums.
  init(ringStatus status: UInt32) {
    if status & UInt32(TP_STATUS_GSO_TCP) != 0 {
      self = .segmentedLater
    } else if status & UInt32(TP_STATUS_CSUMNOTREADY) != 0 {
      self = .notComputed
    } else if status & UInt32(TP_STATUS_CSUM_VALID) != 0 {
      self = .good
    } else {
      self = .unknown
    }
  }
}
