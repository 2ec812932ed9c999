extension Comparison {
  /// The same question in fewer steps; its answer may be the other one.
  var simplified: (comparison: Comparison, isNegated: Bool) {
    // libpcap takes `x & 0xffffffff` for something that is never 0.
    if operation == .equal, case .operation(.and, let value, .constant(.max)) = left, right == .constant(0) {
      return (Comparison(left: value, operation: .anySet, right: .constant(.max)), true)
    }
    let comparison = Comparison(left: left.simplified, operation: operation, right: right.simplified)
    return comparison.withConstantRight
  }

  private var withConstantRight: (comparison: Comparison, isNegated: Bool) {
    guard case .constant(let number) = right else {
      guard case .constant = left else { return (self, false) }
      // A constant on the right is an operand, on the left it needs a register.
      switch operation {
      case .equal, .anySet: return Comparison(left: right, operation: operation, right: left).withConstantRight
      case .greater: return (Comparison(left: right, operation: .greaterOrEqual, right: left), true)
      case .greaterOrEqual: return (Comparison(left: right, operation: .greater, right: left), true)
      }
    }
    guard operation == .equal else { return (self, false) }
    switch left {
    case .operation(.and, let value, .constant(let mask)) where number == 0:
      return (Comparison(left: value, operation: .anySet, right: .constant(mask)), true)
    case .operation(.subtract, let value, .constant(let offset)):
      return Comparison(left: value, operation: .equal, right: .constant(number &+ offset)).withConstantRight
    case .operation(.add, let value, .constant(let offset)):
      return Comparison(left: value, operation: .equal, right: .constant(number &- offset)).withConstantRight
    default: return (self, false)
    }
  }
}
