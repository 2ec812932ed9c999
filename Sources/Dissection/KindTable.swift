/// Which protocol hangs at each number of one key: a byte a number, up to the highest that is taken.
struct KindTable: Sendable {
  /// What stands at a number that nobody has taken: more than any kind's own.
  static let nobody = UInt8.max

  private var kinds: [UInt8] = []

  /// Gives a number to a kind; whoever had it loses it.
  mutating func bind<T: FixedWidthInteger & UnsignedInteger>(_ number: T, to kind: ProtocolKind) {
    let missing = Int(number) + 1 - kinds.count
    if missing > 0 { kinds.append(contentsOf: repeatElement(Self.nobody, count: missing)) }
    kinds[Int(number)] = kind.rawValue
  }

  /// The raw value of the kind at a number, or `nobody`.
  @inline(__always)
  func raw<T: FixedWidthInteger & UnsignedInteger>(_ number: T) -> UInt8 {
    Int(number) < kinds.count ? kinds[Int(number)] : Self.nobody
  }

  /// The kind at a number.
  @inline(__always)
  subscript<T: FixedWidthInteger & UnsignedInteger>(number: T) -> ProtocolKind? { ProtocolKind(rawValue: raw(number)) }

  /// The kind at either of two numbers: of two kinds the one that is registered first.
  @inline(__always)
  func first(_ a: UInt16, _ b: UInt16) -> ProtocolKind? { ProtocolKind(rawValue: min(raw(a), raw(b))) }
}
