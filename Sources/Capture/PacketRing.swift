internal import CLinux
internal import Glibc
import System

/// The kernel's ring of blocks full of packets (TPACKET_V3, `linux/if_packet.h`), and the place in it.
///
/// A block belongs either to the kernel or to us; ours is handed back when its last packet is left.
@safe
struct PacketRing: ~Copyable {
  private let memory: MappedMemory
  let geometry: RingGeometry
  /// The block that is read, or will be the next one.
  private var block = 0
  /// Whether that block is ours.
  private(set) var holdsBlock = false
  /// The next frame, and how many there are of the block that is ours.
  var frame: UnsafeMutableRawPointer
  var framesLeft = 0
  /// Whether blocks that the kernel still fills are read: only when it has stopped doing so.
  private var readsOpenBlock = false
  /// Where packets are missing.
  private(set) var losses: LossLedger
  /// Packets dropped before the frames given since this was last taken.
  private var lost = 0

  /// Where the headers of a frame end and the room before its packet begins.
  static let headerLength = 68  // TPACKET3_HDRLEN
  /// Where the kernel's address of a frame stands.
  static let addressOffset = 48  // TPACKET_ALIGN(sizeof(struct tpacket3_hdr))

  /// A ring that is mapped.
  ///
  /// - Parameter descriptor: the socket that it is of, which is asked for its counters and outlives it.
  init(mapping memory: consuming MappedMemory, geometry: RingGeometry, descriptor: Int32) {
    unsafe frame = memory.start
    losses = LossLedger(descriptor: descriptor, blockCount: geometry.blockCount)
    self.memory = memory
    self.geometry = geometry
  }

  /// The next frame, which is ours until this is called again; `nil` when the kernel has none ready.
  ///
  /// - Throws: `RingDamage` when a frame would lie outside its block.
  mutating func next() throws(RingDamage) -> UnsafeMutablePointer<tpacket3_hdr>? {
    guard turn() else { return nil }
    let end = unsafe blockEnd
    guard unsafe frame >= blockStart, unsafe end - frame >= Self.headerLength else { throw RingDamage() }
    // SAFETY: the frame's headers lie in our block, which the guard says; frames are aligned to 8 bytes.
    let header = unsafe frame.assumingMemoryBound(to: tpacket3_hdr.self)
    let packetEnd = unsafe Int(header.pointee.tp_mac) + Int(header.pointee.tp_snaplen)
    guard unsafe Int(header.pointee.tp_mac) >= Self.headerLength, unsafe packetEnd <= end - frame else {
      throw RingDamage()
    }
    framesLeft -= 1
    if framesLeft > 0 {
      unsafe frame += Int(header.pointee.tp_next_offset)
      // Another core has written it: it takes its time to come.
      unsafe clinux_prefetch(frame)
      unsafe clinux_prefetch(frame + 64)
    }
    return unsafe header
  }

  /// Gives the block back whose frames have all been given, and takes the next one, when there is none left of it.
  ///
  /// - Returns: whether there are frames.
  @inline(__always)
  mutating func turn() -> Bool {
    while framesLeft == 0 {
      if holdsBlock { release() }
      guard acquire() else { return false }
    }
    return true
  }

  /// When the next frame's packet came, in nanoseconds since the epoch; `nil` when the kernel has none ready.
  ///
  /// What `next()` gave is the kernel's again then.
  mutating func nextTime() -> UInt64? {
    guard turn() else { return nil }
    let end = unsafe blockEnd
    guard unsafe frame >= blockStart, unsafe end - frame >= Self.headerLength else { return 0 }
    // SAFETY: as in `next()`; what is damaged, `next()` will tell.
    let header = unsafe frame.assumingMemoryBound(to: tpacket3_hdr.self)
    return unsafe UInt64(header.pointee.tp_sec) * 1_000_000_000 + UInt64(header.pointee.tp_nsec)
  }

  /// When the kernel began to fill the block that it fills, in nanoseconds since the epoch; `nil` when that has no packet
  /// yet. To be asked when no frame is ready.
  var openedAt: UInt64? {
    let header = unsafe description.pointee.hdr.bh1
    guard header.num_pkts > 0 else { return nil }
    return UInt64(header.ts_first_pkt.ts_sec) * 1_000_000_000 + UInt64(header.ts_first_pkt.ts_nsec)
  }

  /// Whether half of the ring waits to be read.
  var isHalfFull: Bool {
    let other = (block + geometry.blockCount / 2) % geometry.blockCount
    return status(of: other) & UInt32(TP_STATUS_USER) != 0
  }

  /// From here on reads what is in the block that the kernel was filling. Only when nothing enters the ring any more.
  mutating func readToTheEnd() {
    readCounters()
    readsOpenBlock = true
  }

  /// Packets that were dropped before the frame that `next()` gave last and that nobody was told of.
  mutating func takeLoss() -> Int {
    let count = lost
    lost = 0
    return count
  }

  /// Reads the kernel's counters. What was dropped until now is missing before the block that the kernel fills when it
  /// gets the one that is ours, the same one; but where the kernel has room, it was counted a moment too late, and is
  /// missing before the block that it got last.
  ///
  /// - Returns: whether the kernel told them; if not, `errno` has the reason.
  @discardableResult
  mutating func readCounters() -> Bool {
    // Of a block that waits to be read, what is missing before it is known already.
    if !holdsBlock { _ = acquire() }
    let wasFull = isFull
    guard var count = losses.read() else { return false }
    if holdsBlock { count -= placeLate(count) }
    losses.add(count, before: holdsBlock && !wasFull && !isFull ? blockBefore : block)
    return true
  }

  /// Finds the place of packets that were counted a moment too late: of one for each block that waits to be read and has a
  /// mark, which says that the counter was not zero when the block was closed.
  ///
  /// - Returns: for how many of so many dropped it has been found.
  private mutating func placeLate(_ count: Int) -> Int {
    var placed = 0
    var waiting = block
    while placed < count {
      waiting = waiting + 1 == geometry.blockCount ? 0 : waiting + 1
      let status = status(of: waiting)
      guard waiting != block, status & UInt32(TP_STATUS_USER) != 0 else { break }
      guard status & UInt32(TP_STATUS_LOSING) != 0 else { continue }
      // Told of; until it is given back, the block is ours, and its mark too.
      unsafe description(of: waiting).pointee.hdr.bh1.block_status = status & ~UInt32(TP_STATUS_LOSING)
      losses.add(1, before: waiting)
      placed += 1
    }
    return placed
  }

  /// Whether the kernel has no block left to fill as long as the one that is ours stays so.
  private var isFull: Bool { status(of: blockBefore) & UInt32(TP_STATUS_USER) != 0 }

  /// The block that was given back last, and is the last one that the kernel fills.
  private var blockBefore: Int { block == 0 ? geometry.blockCount - 1 : block - 1 }

  /// Where the block that is read begins and ends.
  var blockStart: UnsafeMutableRawPointer { unsafe memory.start + block * geometry.blockSize }
  var blockEnd: UnsafeMutableRawPointer { unsafe blockStart + geometry.blockSize }

  private var description: UnsafeMutablePointer<tpacket_block_desc> { unsafe description(of: block) }

  private func description(of block: Int) -> UnsafeMutablePointer<tpacket_block_desc> {
    // SAFETY: each block begins with its description, and blocks are aligned to pages.
    unsafe (memory.start + block * geometry.blockSize).assumingMemoryBound(to: tpacket_block_desc.self)
  }

  private func status(of block: Int) -> UInt32 {
    unsafe clinux_load_acquire(clinux_block_status(description(of: block)))
  }

  private mutating func acquire() -> Bool {
    let status = status(of: block)
    guard status & UInt32(TP_STATUS_USER) != 0 || readsOpenBlock else { return false }
    framesLeft = unsafe Int(description.pointee.hdr.bh1.num_pkts)
    // An open block without packets is the end; a closed one is passed over.
    guard framesLeft > 0 || status & UInt32(TP_STATUS_USER) != 0 else { return false }
    holdsBlock = true
    lost += losses.take(before: block)
    if status & UInt32(TP_STATUS_LOSING) != 0 { readLateCount() }
    let first = unsafe Int(description.pointee.hdr.bh1.offset_to_first_pkt)
    unsafe frame = blockStart + min(first, geometry.blockSize)
    return true
  }

  /// Reads the counter for a block whose mark says that it was not zero when the block was closed: for a packet that was
  /// counted a moment too late. When the kernel has no room already again, it counts what is missing behind the block too.
  private mutating func readLateCount() {
    guard let count = losses.read() else { return }
    let late = isFull ? min(count, 1) : count
    lost += late
    losses.add(count - late, before: block)
  }

  private mutating func release() {
    // As long as the kernel waits for this block, what it loses is missing before it.
    if isFull, let count = losses.read() { losses.add(count - placeLate(count), before: block) }
    // The kernel opens a block only when it needs it; until then the old count must not look like a new one.
    unsafe description.pointee.hdr.bh1.num_pkts = 0
    unsafe clinux_store_in_order(clinux_block_status(description), UInt32(TP_STATUS_KERNEL))
    losses.addLeftOver(before: block)
    // Once more for what it has lost since, which may be when it ran out of room. If it has filled this block meanwhile,
    // and had lost nothing until then, it lost that waiting for the next one.
    if isFull {
      let isFilled = status(of: block) & UInt32(TP_STATUS_USER | TP_STATUS_LOSING) == UInt32(TP_STATUS_USER)
      if let count = losses.read() { isFilled ? losses.leave(count) : losses.add(count, before: block) }
    }
    holdsBlock = false
    block = block + 1 == geometry.blockCount ? 0 : block + 1
  }
}
