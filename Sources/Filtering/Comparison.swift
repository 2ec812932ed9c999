/// A question to a packet: how two numbers compare.
struct Comparison: Hashable, Sendable {
  /// What a BPF jump can ask.
  enum Operator: Hashable, Sendable {
    case equal
    case greater
    case greaterOrEqual
    /// Whether they have a set bit in common.
    case anySet
  }

  var left: Value
  var operation: Operator
  var right: Value

  /// The answer when both sides are constants.
  var constantResult: Bool? {
    guard case .constant(let a) = left, case .constant(let b) = right else { return nil }
    switch operation {
    case .equal: return a == b
    case .greater: return a > b
    case .greaterOrEqual: return a >= b
    case .anySet: return a & b != 0
    }
  }
}
