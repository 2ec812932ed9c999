/// What a filter expression means for a given link type, with nothing left to look up.
indirect enum Predicate: Hashable, Sendable {
  case test(Comparison)
  /// Keeps a number and holds.
  case store(Slot, Value)
  case not(Predicate)
  /// Holds when all hold; asked in order, up to the first that does not.
  case all([Predicate])
  /// Holds when any holds; asked in order, up to the first that does.
  case any([Predicate])

  /// Always holds.
  static let always = test(Comparison(left: .constant(0), operation: .equal, right: .constant(0)))
  /// Never holds.
  static let never = test(Comparison(left: .constant(1), operation: .equal, right: .constant(0)))

  /// A value compared with a constant, under a mask if there is one.
  static func compare(
    _ value: Value, _ operation: Comparison.Operator = .equal, _ constant: UInt32, mask: UInt32 = .max
  ) -> Predicate {
    guard mask != 0 else { return constant == 0 ? always : never }
    let left = mask == .max ? value : .operation(.and, value, .constant(mask))
    return .test(Comparison(left: left, operation: operation, right: .constant(constant)))
  }

  static func && (a: Predicate, b: Predicate) -> Predicate {
    switch (a, b) {
    case (.all(let x), .all(let y)): .all(x + y)
    case (.all(let x), _): .all(x + [b])
    case (_, .all(let y)): .all([a] + y)
    default: .all([a, b])
    }
  }

  static func || (a: Predicate, b: Predicate) -> Predicate {
    switch (a, b) {
    case (.any(let x), .any(let y)): .any(x + y)
    case (.any(let x), _): .any(x + [b])
    case (_, .any(let y)): .any([a] + y)
    default: .any([a, b])
    }
  }

  static prefix func ! (a: Predicate) -> Predicate {
    if case .not(let inner) = a { return inner }
    return .not(a)
  }
}
