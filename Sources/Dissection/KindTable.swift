/// Which protocol hangs at each number of one key: a byte a number, up to the highest that is taken.
struct KindTable: Sendable {
  private var kinds: [ProtocolKind?] = []

  /// Gives a number to a kind; whoever had it loses it.
  mutating func bind<T: FixedWidthInteger & UnsignedInteger>(_ number: T, to kind: ProtocolKind) {
    let missing = Int(number) + 1 - kinds.count
    if missing > 0 { kinds.append(contentsOf: repeatElement(nil, count: missing)) }
    kinds[Int(number)] = kind
  }

  /// The kind at a number.
  @inline(__always)
  subscript<T: FixedWidthInteger & UnsignedInteger>(number: T) -> ProtocolKind? {
    Int(number) < kinds.count ? kinds[Int(number)] : nil
  }

  /// The kind at a number here or at another one there: of two kinds the one that is registered first.
  @inline(__always)
  func first(_ number: UInt16, _ others: borrowing KindTable, _ other: UInt16) -> ProtocolKind? {
    guard let first = self[number] else { return others[other] }
    guard let second = others[other] else { return first }
    return min(first, second)
  }
}
