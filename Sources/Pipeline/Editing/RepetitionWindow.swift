internal import Bytes
internal import Packets

/// The packets just before one, by what they hold.
struct RepetitionWindow {
  /// One of them: its length, a number made of its bytes with a key that only this process has, and its time.
  private struct Entry {
    let length: Int
    let digest: Int
    let time: Timestamp
  }

  private let limits: PacketEdits.Repetition
  private var entries: [Entry] = []
  /// Where the oldest entry stands, when there are as many as may be.
  private var oldest = 0

  init(_ limits: PacketEdits.Repetition) { self.limits = limits }

  /// Adds a packet.
  ///
  /// - Returns: whether one like it was there.
  mutating func add(_ packet: borrowing CapturedPacket) -> Bool {
    let entry = Entry(length: packet.originalLength, digest: Self.digest(packet.bytes), time: packet.timestamp)
    let isRepeated = entries.contains { isSame($0, entry) }
    if entries.count < limits.packets {
      entries.append(entry)
    } else if limits.packets > 0 {
      entries[oldest] = entry
      oldest = (oldest + 1) % limits.packets
    }
    return isRepeated
  }

  private func isSame(_ one: Entry, _ other: Entry) -> Bool {
    guard one.digest == other.digest, one.length == other.length else { return false }
    guard let limit = limits.nanoseconds else { return true }
    let seconds = other.time.seconds.subtractingReportingOverflow(one.time.seconds)
    guard !seconds.overflow, seconds.partialValue.magnitude < 1 << 32 else { return false }
    let distance = seconds.partialValue * 1_000_000_000 &+ (other.time.nanoseconds &- one.time.nanoseconds)
    return distance.magnitude <= UInt64(limit)
  }

  private static func digest(_ bytes: RawSpan) -> Int {
    var hasher = Hasher()
    var place = 0
    while bytes.has(8, at: place) {
      hasher.combine(bytes.load64(place))
      place += 8
    }
    while place < bytes.byteCount {
      hasher.combine(bytes.load8(place))
      place += 1
    }
    hasher.combine(bytes.byteCount)
    return hasher.finalize()
  }
}
