/// The first sequence numbers of the TCP connections used last: at most a fixed number of them, the longest unused one
/// giving way to a new one. Order is kept to within an eighth of that number.
///
/// Finding, adding and forgetting take constant time; memory grows with the connections seen, up to the capacity.
struct ConversationTable: ~Copyable {
  private struct Key: Equatable {
    let low: UInt128
    let high: UInt128
    let lowPort: UInt16
    let highPort: UInt16
    let isIPv6: Bool

    var hash: UInt64 {
      var hash = Self.spread(low) ^ Self.spread(high).rotated
      hash ^= UInt64(lowPort) << 16 | UInt64(highPort) | (isIPv6 ? 1 << 63 : 0)
      hash = (hash ^ hash >> 29) &* 0xbf58_476d_1ce4_e5b9
      return hash ^ hash >> 32
    }

    /// A number in all of whose bits every bit of an address counts.
    private static func spread(_ address: UInt128) -> UInt64 {
      let high = UInt64(truncatingIfNeeded: address >> 64) &* 0x9e37_79b9_7f4a_7c15
      return (UInt64(truncatingIfNeeded: address) ^ high) &* 0xd6e8_feb8_6659_fd93
    }
  }

  /// Just as long as a line of the cache.
  private struct Entry {
    var key: Key
    /// The first number of the side that comes first in the key.
    var sequence: UInt32
    /// The first number of the other side.
    var acknowledgment: UInt32
    /// The next entry in the same bucket.
    var chained: Int32
    /// The neighbours in the order of use.
    var newer: Int32
    var older: Int32
    /// When it was last made the newest one.
    var used: UInt32
  }

  private static let none = Int32(-1)
  private let capacity: Int
  /// Segments for which a connection keeps its place among the newest: the neighbours in the order of use are rarely in
  /// the cache.
  private let patience: UInt32
  /// Segments seen.
  private var uses: UInt32 = 0
  private var entries: [Entry] = []
  private var buckets: [Int32]
  private var newest = ConversationTable.none
  private var oldest = ConversationTable.none

  /// - Parameter capacity: connections remembered, at least 1.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    patience = UInt32(clamping: capacity / 8)
    buckets = [Int32](repeating: Self.none, count: 64)
  }

  /// Finds or begins the connection of a segment that acknowledges something.
  ///
  /// - Returns: what to subtract from its numbers: nothing when the connection begins with it.
  mutating func note(
    source: ConversationAddress, destination: ConversationAddress, sourcePort: UInt16, destinationPort: UInt16,
    sequence: UInt32, acknowledgment: UInt32, begins: Bool
  ) -> TCPSequenceNote {
    let reversed = sourcePort > destinationPort || (sourcePort == destinationPort && destination < source)
    let key = Key(
      low: (reversed ? destination : source).value, high: (reversed ? source : destination).value,
      lowPort: min(sourcePort, destinationPort), highPort: max(sourcePort, destinationPort), isIPv6: source.isIPv6)
    uses &+= 1
    let hash = key.hash
    let found = find(key, hash)
    let index: Int32
    if let found {
      index = found
      use(index)
    } else {
      index = add(key, hash)
    }
    let isFirst = begins || found == nil
    if isFirst { set(index, sequence, acknowledgment, reversed) }
    let (low, high) = (entries[Int(index)].sequence, entries[Int(index)].acknowledgment)
    let (own, other) = reversed ? (high, low) : (low, high)
    var note = TCPSequenceNote()
    note.selectiveBase = other
    if !isFirst { (note.sequenceBase, note.acknowledgmentBase) = (own, other) }
    return note
  }

  private mutating func set(_ index: Int32, _ sequence: UInt32, _ acknowledgment: UInt32, _ reversed: Bool) {
    entries[Int(index)].sequence = reversed ? acknowledgment &- 1 : sequence
    entries[Int(index)].acknowledgment = reversed ? sequence : acknowledgment &- 1
  }

  private func bucket(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash & UInt64(buckets.count - 1)) }

  private func find(_ key: Key, _ hash: UInt64) -> Int32? {
    var index = buckets[bucket(of: hash)]
    while index != Self.none {
      if entries[Int(index)].key == key { return index }
      index = entries[Int(index)].chained
    }
    return nil
  }

  private mutating func add(_ key: Key, _ hash: UInt64) -> Int32 {
    let index: Int32
    if entries.count < capacity {
      growBuckets()
      index = Int32(entries.count)
      entries.append(
        Entry(
          key: key, sequence: 0, acknowledgment: 0, chained: Self.none, newer: Self.none, older: Self.none, used: uses))
    } else {
      index = oldest
      unlink(index)
      unchain(index)
      entries[Int(index)].key = key
    }
    let bucket = bucket(of: hash)
    entries[Int(index)].chained = buckets[bucket]
    buckets[bucket] = index
    link(index)
    return index
  }

  /// Doubles the buckets when there would be more connections than buckets.
  private mutating func growBuckets() {
    guard entries.count >= buckets.count else { return }
    buckets = [Int32](repeating: Self.none, count: buckets.count * 2)
    for index in entries.indices {
      let bucket = bucket(of: entries[index].key.hash)
      entries[index].chained = buckets[bucket]
      buckets[bucket] = Int32(index)
    }
  }

  private mutating func unchain(_ index: Int32) {
    let bucket = bucket(of: entries[Int(index)].key.hash)
    var at = buckets[bucket]
    if at == index {
      buckets[bucket] = entries[Int(index)].chained
      return
    }
    while at != Self.none {
      let next = entries[Int(at)].chained
      if next == index { entries[Int(at)].chained = entries[Int(index)].chained }
      at = next
    }
  }

  /// Makes a connection the newest one, unless it was not long ago.
  private mutating func use(_ index: Int32) {
    guard uses &- entries[Int(index)].used > patience, newest != index else { return }
    unlink(index)
    link(index)
  }

  private mutating func link(_ index: Int32) {
    entries[Int(index)].newer = Self.none
    entries[Int(index)].older = newest
    entries[Int(index)].used = uses
    if newest != Self.none { entries[Int(newest)].newer = index }
    newest = index
    if oldest == Self.none { oldest = index }
  }

  private mutating func unlink(_ index: Int32) {
    let entry = entries[Int(index)]
    if entry.newer != Self.none { entries[Int(entry.newer)].older = entry.older } else { newest = entry.older }
    if entry.older != Self.none { entries[Int(entry.older)].newer = entry.newer } else { oldest = entry.newer }
  }
}

extension UInt64 {
  /// Turned by one bit, so that what is swapped with it makes another sum.
  fileprivate var rotated: UInt64 { self << 1 | self >> 63 }
}
