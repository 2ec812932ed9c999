/// A number that an expression computes, as it is written.
indirect enum Arithmetic: Equatable {
  /// A number.
  case constant(UInt32)
  /// `len`.
  case length
  /// `proto[offset:size]`; the range is the whole.
  case load(Keyword, Arithmetic, size: UInt32, Range<Int>)
  /// Two numbers and what is done with them; the range is that of the operator.
  case operation(ArithmeticOperator, Arithmetic, Arithmetic, Range<Int>)
  /// The number's two's complement.
  case negated(Arithmetic)
}

/// What can be done with two numbers.
enum ArithmeticOperator: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case and = "&"
  case or = "|"
  case exclusiveOr = "^"
  case shiftLeft = "<<"
  case shiftRight = ">>"

  /// How tightly it binds; `nil` for the two that take everything to the right of them, as in libpcap's grammar.
  var precedence: Int? {
    switch self {
    case .or: 1
    case .and: 2
    case .shiftLeft, .shiftRight: 3
    case .add, .subtract: 4
    case .multiply, .divide: 5
    case .remainder, .exclusiveOr: nil
    }
  }

  /// What it makes of two constants; `nil` for a division by 0.
  func apply(_ a: UInt32, _ b: UInt32) -> UInt32? {
    switch self {
    case .add: a &+ b
    case .subtract: a &- b
    case .multiply: a &* b
    case .divide: b == 0 ? nil : a / b
    case .remainder: b == 0 ? nil : a % b
    case .and: a & b
    case .or: a | b
    case .exclusiveOr: a ^ b
    case .shiftLeft: a << b
    case .shiftRight: a >> b
    }
  }
}

/// How two numbers are compared.
enum Relation: String, Equatable {
  case equal = "="
  case notEqual = "!="
  case greater = ">"
  case greaterOrEqual = ">="
  case less = "<"
  case lessOrEqual = "<="
}
