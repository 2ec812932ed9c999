/// A set of small numbers, as bits.
struct FactSet: Equatable {
  private var words: [UInt64]

  /// The empty set of numbers below `capacity`.
  init(capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64) }

  func contains(_ number: Int) -> Bool { words[number / 64] >> UInt64(number % 64) & 1 == 1 }

  mutating func insert(_ number: Int) { words[number / 64] |= 1 << UInt64(number % 64) }

  mutating func formIntersection(_ other: FactSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func subtract(_ other: FactSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// Whether a number other than one is in both sets.
  func meets(_ other: FactSet, besides number: Int) -> Bool {
    for index in words.indices {
      var common = words[index] & other.words[index]
      if index == number / 64 { common &= ~(1 << UInt64(number % 64)) }
      if common != 0 { return true }
    }
    return false
  }
}
