extension Parser {
  /// A relation that begins at the current token, which begins a computed number.
  mutating func relation(startingAt start: Int) throws(FilterError) -> Operand {
    let lower = tokens[start].range.lowerBound
    let value = try arithmeticOperand()
    return try relation(after: .arithmetic(value, lower..<previousEnd))
  }

  /// What a number or a computed number becomes with what follows it: a relation, a longer computation, or nothing new.
  mutating func relation(after operand: Operand) throws(FilterError) -> Operand {
    var left: Arithmetic
    let start: Int
    switch operand {
    case .number(let value, let range):
      guard relationOperator != nil || arithmeticOperator != nil else { return operand }
      (left, start) = (.constant(value), range.lowerBound)
    case .arithmetic(let value, let range): (left, start) = (value, range.lowerBound)
    case .term, .identifier: return operand
    }
    left = try arithmetic(continuing: left, above: 0)
    guard let relation = relationOperator else { return .arithmetic(left, start..<previousEnd) }
    advance()
    let right = try arithmetic(above: 0)
    return .term(.primitive(.relation(left, relation, right), start..<previousEnd), nil)
  }

  /// A computed number whose operators bind tighter than `precedence`.
  mutating func arithmetic(above precedence: Int) throws(FilterError) -> Arithmetic {
    try enter()
    defer { leave() }
    return try arithmetic(continuing: try arithmeticOperand(), above: precedence)
  }

  private mutating func arithmetic(
    continuing first: Arithmetic, above precedence: Int
  ) throws(FilterError) -> Arithmetic {
    var left = first
    var count = 0
    while let operation = arithmeticOperator, (operation.precedence ?? Int.max) > precedence {
      let range = current.range
      advance()
      let right = try arithmetic(above: operation.precedence ?? 0)
      left = .operation(operation, left, right, range)
      count += 1
      guard count <= Self.maximumDepth else {
        throw FilterError(.nestedTooDeeply(maximum: Self.maximumDepth), range)
      }
    }
    return left
  }

  /// A number, `len`, `proto[...]`, or one of them with a minus or in parentheses.
  private mutating func arithmeticOperand() throws(FilterError) -> Arithmetic {
    switch current.kind {
    case .number(let value):
      advance()
      return .constant(value)
    case .keyword(.length):
      advance()
      return .length
    case .symbol(.minus):
      advance()
      return .negated(try arithmetic(above: 6))
    case .symbol(.openParenthesis):
      advance()
      let inner = try arithmetic(above: 0)
      try expect(.closeParenthesis, .closingParenthesis)
      return inner
    case .keyword(let keyword) where keyword.isProtocol && following.kind == .symbol(.openBracket):
      return try load(keyword)
    default: throw unexpected(.arithmetic)
    }
  }

  /// `proto[offset]` or `proto[offset:size]`.
  private mutating func load(_ keyword: Keyword) throws(FilterError) -> Arithmetic {
    let start = current.range.lowerBound
    advance()
    advance()
    let offset = try arithmetic(above: 0)
    var size: UInt32 = 1
    if take(.colon) {
      let range = current.range
      size = try number()
      guard size == 1 || size == 2 || size == 4 else { throw FilterError(.badLoadSize, range) }
    }
    try expect(.closeBracket, .closingBracket)
    return .load(keyword, offset, size: size, start..<previousEnd)
  }

  private var arithmeticOperator: ArithmeticOperator? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return ArithmeticOperator(rawValue: symbol.rawValue)
  }

  var relationOperator: Relation? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return Relation(rawValue: symbol.rawValue)
  }
}
