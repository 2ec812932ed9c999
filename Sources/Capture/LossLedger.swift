internal import CLinux
internal import Glibc

/// The kernel's counters of a packet socket, and between which blocks of its ring packets are missing.
///
/// The kernel drops packets only while the block that it wants next is still ours, and counts them. Whoever gives a block
/// back while the ring is full reads the counter at once: what was dropped since it was last read is missing before the
/// packets that will fill that very block.
struct LossLedger {
  private let descriptor: Int32
  /// Packets that passed the filter, dropped ones included, as far as the counters have been read.
  private(set) var received = 0
  /// Packets dropped, as far as the counters have been read.
  private(set) var dropped = 0
  /// Packets missing before the next packets of each block.
  private var missing: [Int]
  /// Packets missing before the next packets of the block that is to be given back next.
  private var leftOver = 0

  /// The counters of a socket whose ring has so many blocks.
  init(descriptor: Int32, blockCount: Int) {
    self.descriptor = descriptor
    missing = [Int](repeating: 0, count: blockCount)
  }

  /// Reads the counters, which begin again with each reading.
  ///
  /// - Returns: packets dropped since then, whose place is still to be told; `nil` when the kernel does not tell them, and
  ///   `errno` has the reason.
  mutating func read() -> Int? {
    var counters = tpacket_stats_v3()
    var length = socklen_t(MemoryLayout<tpacket_stats_v3>.size)
    // SAFETY: the kernel writes at most `length` bytes, during the call.
    guard unsafe getsockopt(descriptor, SOL_PACKET, PACKET_STATISTICS, &counters, &length) == 0 else { return nil }
    received += Int(counters.tp_packets)
    dropped += Int(counters.tp_drops)
    return Int(counters.tp_drops)
  }

  /// Notes packets that are missing before the next packets of a block.
  mutating func add(_ count: Int, before block: Int) { missing[block] += count }

  /// Notes packets that are missing before the next packets of the block that is to be given back next.
  mutating func leave(_ count: Int) { leftOver += count }

  /// Notes which block that is.
  mutating func addLeftOver(before block: Int) {
    missing[block] += leftOver
    leftOver = 0
  }

  /// Packets missing before the packets of a block, which are told of now.
  mutating func take(before block: Int) -> Int {
    let count = missing[block]
    if count > 0 { missing[block] = 0 }
    return count
  }

  /// Packets missing behind the last one, once nothing fills the ring any more and it is empty.
  var missingAtEnd: Int { missing.reduce(leftOver, +) }
}
