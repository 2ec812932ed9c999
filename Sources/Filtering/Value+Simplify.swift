extension Value {
  /// The same number, computed in fewer steps.
  var simplified: Value {
    switch self {
    case .constant, .length, .headerLength, .slot, .chain: return self
    case .load(let size, let base, let offset): return Self.simplifiedLoad(size, base?.simplified, offset)
    case .negated(let inner):
      let simple = inner.simplified
      if case .constant(let number) = simple { return .constant(0 &- number) }
      return .negated(simple)
    case .operation(let operation, let a, let b): return Self.simplified(operation, a.simplified, b.simplified)
    }
  }

  /// Whether something in it is divided by the constant 0.
  var dividesByZero: Bool {
    switch self {
    case .constant, .length, .headerLength, .slot, .chain: false
    case .load(_, let base, _): base?.dividesByZero ?? false
    case .negated(let inner): inner.dividesByZero
    case .operation(.divide, _, .constant(0)), .operation(.remainder, _, .constant(0)): true
    case .operation(_, let a, let b): a.dividesByZero || b.dividesByZero
    }
  }

  /// A constant part of the base goes into the offset.
  private static func simplifiedLoad(_ size: Size, _ base: Value?, _ offset: UInt32) -> Value {
    switch base {
    case .constant(let number)?:
      let (sum, overflows) = offset.addingReportingOverflow(number)
      if !overflows { return .load(size, base: nil, offset: sum) }
    case .operation(.add, let inner, .constant(let number))?:
      let (sum, overflows) = offset.addingReportingOverflow(number)
      if !overflows { return .load(size, base: inner, offset: sum) }
    default: break
    }
    return .load(size, base: base, offset: offset)
  }

  private static func simplified(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) -> Value {
    switch (operation, a, b) {
    case (_, .constant(let x), .constant(let y)):
      if let number = operation.apply(x, y) { return .constant(number) }
    case (.add, .constant, _), (.or, .constant(0), _), (.exclusiveOr, .constant(0), _):
      return simplified(operation, b, a)
    case (.multiply, .constant(0), _), (.divide, .constant(0), _), (.remainder, .constant(0), _),
      (.and, .constant(0), _),
      (.shiftLeft, .constant(0), _), (.shiftRight, .constant(0), _):
      return .constant(0)
    case (.add, .operation(.add, let inner, .constant(let x)), .constant(let y)):
      return simplified(.add, inner, .constant(x &+ y))
    case (.and, .operation(.and, let inner, .constant(let x)), .constant(let y)):
      return simplified(.and, inner, .constant(x & y))
    case (.multiply, _, .constant(0)), (.and, _, .constant(0)): return .constant(0)
    case (.and, _, .constant(.max)), (.multiply, _, .constant(1)), (.divide, _, .constant(1)): return a
    case (.add, _, .constant(0)), (.subtract, _, .constant(0)), (.or, _, .constant(0)), (.exclusiveOr, _, .constant(0)),
      (.shiftLeft, _, .constant(0)), (.shiftRight, _, .constant(0)):
      return a
    case (.multiply, .operation(.and, .load(.byte, base: nil, let offset), .constant(0xf)), .constant(4)),
      (.shiftLeft, .operation(.and, .load(.byte, base: nil, let offset), .constant(0xf)), .constant(2)):
      return .headerLength(offset)
    default: break
    }
    return .operation(operation, a, b)
  }
}
