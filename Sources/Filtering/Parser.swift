/// Makes a syntax tree of tokens, by recursive descent.
///
/// Qualifiers are carried over to the names that follow them in a list: `port 80 or 443`. The grammar is that of
/// libpcap 1.10.3, whose rules of carrying over and of precedence it keeps.
struct Parser {
  /// Parentheses, `not` and arithmetic may nest this deep.
  static let maximumDepth = 250

  let tokens: [Token]
  var position = 0
  private var depth = 0

  init(_ tokens: [Token]) { self.tokens = tokens }

  /// The tree of an expression; `nil` for an empty one, which matches everything.
  ///
  /// - Throws: `FilterError` at the first token that does not fit.
  static func syntax(of expression: String) throws(FilterError) -> Syntax? {
    var parser = Parser(try Lexer.tokens(of: expression))
    guard parser.current.kind != .end else { return nil }
    let (syntax, _) = try parser.chain(startingWith: try parser.operand(nil), nil)
    guard parser.current.kind == .end else { throw parser.unexpected(.connective) }
    return syntax
  }

  // MARK: Tokens

  var current: Token { tokens[min(position, tokens.count - 1)] }
  var following: Token { tokens[min(position + 1, tokens.count - 1)] }

  mutating func advance() { position += 1 }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol, _ expectation: FilterError.Expectation) throws(FilterError) {
    guard take(symbol) else { throw unexpected(expectation) }
  }

  /// An error at the current token; a word that nobody knows gets suggestions.
  func unexpected(_ expectation: FilterError.Expectation) -> FilterError {
    if case .word(let word) = current.kind, expectation == .primitive || expectation == .connective {
      return FilterError(.unknownWord(suggestions: Suggestions.words(like: word)), current.range)
    }
    return FilterError(.expected(expectation), current.range)
  }

  mutating func enter() throws(FilterError) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw FilterError(.nestedTooDeeply(maximum: Self.maximumDepth), current.range)
    }
  }

  mutating func leave() { depth -= 1 }

  // MARK: Operands and chains

  /// What can stand between `and` and `or`.
  enum Operand {
    /// A whole primitive or a parenthesised expression, and the qualifiers that a list after it carries on.
    case term(Syntax, Qualifiers?)
    /// A name with the qualifiers carried over to it.
    case identifier(Syntax, Qualifiers)
    /// A number alone, which a list of names may take for one.
    case number(UInt32, Range<Int>)
    /// A computed number that nothing compares yet.
    case arithmetic(Arithmetic, Range<Int>)
  }

  /// The rest of a chain after its first operand, which must not be a bare name.
  mutating func chain(
    startingWith first: Operand, _ inherited: Qualifiers?
  ) throws(FilterError) -> (Syntax, Qualifiers?) {
    guard case .term(let syntax, var qualifiers) = first else { throw bareOperand(first) }
    var links: [Syntax.Link] = []
    while let connective = takeConnective() {
      let (next, carried) = try complete(try operand(qualifiers), qualifiers)
      links.append(Syntax.Link(connective: connective, syntax: next))
      qualifiers = carried
    }
    return (links.isEmpty ? syntax : .chain(syntax, links), qualifiers)
  }

  mutating func takeConnective() -> Syntax.Connective? {
    let connective: Syntax.Connective
    switch current.kind {
    case .keyword(.and): connective = .and
    case .keyword(.or): connective = .or
    default: return nil
    }
    advance()
    return connective
  }

  /// An operand as part of a chain, where a number is a name of what the qualifiers say.
  private func complete(
    _ operand: Operand, _ inherited: Qualifiers?
  ) throws(FilterError) -> (Syntax, Qualifiers?) {
    switch operand {
    case .term(let syntax, let qualifiers): return (syntax, qualifiers)
    case .identifier(let syntax, let qualifiers): return (syntax, qualifiers)
    case .number(let value, let range):
      let (syntax, qualifiers) = try identifier(.number(value), range, inherited)
      return (syntax, qualifiers)
    case .arithmetic: throw bareOperand(operand)
    }
  }

  /// The error for an operand where a whole primitive must stand.
  func bareOperand(_ operand: Operand) -> FilterError {
    switch operand {
    case .term(let syntax, _): FilterError(.expected(.identifier), syntax.range)
    case .identifier(let syntax, _): FilterError(.noQualifier, syntax.range)
    case .number(_, let range): FilterError(current.kind == .end ? .expected(.relation) : .noQualifier, range)
    case .arithmetic: FilterError(.expected(.relation), current.range)
    }
  }

  func identifier(
    _ identifier: Identifier, _ range: Range<Int>, _ inherited: Qualifiers?
  ) throws(FilterError) -> (Syntax, Qualifiers) {
    guard let inherited else {
      if case .name(let word) = identifier {
        throw FilterError(.unknownWord(suggestions: Suggestions.words(like: word)), range)
      }
      throw FilterError(.noQualifier, range)
    }
    return (.primitive(.qualified(inherited, identifier), range), inherited)
  }

  /// One operand, with the qualifiers that a name in it takes over.
  mutating func operand(_ inherited: Qualifiers?) throws(FilterError) -> Operand {
    switch current.kind {
    case .symbol(.not), .keyword(.not):
      return try negation(inherited)
    case .symbol(.openParenthesis):
      return try parenthesised(inherited)
    case .number(let value):
      let range = current.range
      advance()
      return try relation(after: .number(value, range))
    case .symbol(.minus), .keyword(.length):
      return try relation(startingAt: position)
    case .dotted, .ipv6, .mac, .arcnet, .word:
      let start = current.range.lowerBound
      let name = try name()
      let (syntax, qualifiers) = try identifier(name, start..<previousEnd, inherited)
      return .identifier(syntax, qualifiers)
    case .keyword(let keyword):
      return try primitive(keyword)
    default: throw unexpected(.primitive)
    }
  }

  /// Where the token before the current one ends.
  var previousEnd: Int { position > 0 ? tokens[min(position, tokens.count) - 1].range.upperBound : 0 }

  private mutating func negation(_ inherited: Qualifiers?) throws(FilterError) -> Operand {
    try enter()
    defer { leave() }
    advance()
    let inner = try operand(inherited)
    switch inner {
    case .term(let syntax, let qualifiers): return .term(.not(syntax), qualifiers)
    case .identifier(let syntax, let qualifiers): return .identifier(.not(syntax), qualifiers)
    case .number(let value, let range):
      let (syntax, qualifiers) = try identifier(.number(value), range, inherited)
      return .identifier(.not(syntax), qualifiers)
    case .arithmetic: throw bareOperand(inner)
    }
  }

  private mutating func parenthesised(_ inherited: Qualifiers?) throws(FilterError) -> Operand {
    try enter()
    defer { leave() }
    advance()
    let inner = try operand(inherited)
    switch inner {
    case .arithmetic(let value, let range):
      try expect(.closeParenthesis, .relation)
      return try relation(after: .arithmetic(value, range))
    case .number(let value, let range):
      if take(.closeParenthesis) { return try relation(after: .number(value, range)) }
      let (syntax, qualifiers) = try identifier(.number(value), range, inherited)
      return try names(startingWith: syntax, qualifiers)
    case .identifier(let syntax, let qualifiers):
      return try names(startingWith: syntax, qualifiers)
    case .term:
      let (syntax, _) = try chain(startingWith: inner, inherited)
      try expect(.closeParenthesis, .closingParenthesis)
      return .term(syntax, inherited)
    }
  }

  /// The rest of a parenthesised list of names, up to its parenthesis.
  mutating func names(startingWith first: Syntax, _ inherited: Qualifiers) throws(FilterError) -> Operand {
    var links: [Syntax.Link] = []
    while let connective = takeConnective() {
      let operand = try nameOperand(inherited)
      links.append(Syntax.Link(connective: connective, syntax: operand))
    }
    try expect(.closeParenthesis, .closingParenthesis)
    return .identifier(links.isEmpty ? first : .chain(first, links), inherited)
  }
}
