extension Parser {
  /// A name, a number, or a parenthesised list of them, for the given qualifiers.
  mutating func nameOperand(_ qualifiers: Qualifiers) throws(FilterError) -> Syntax {
    switch current.kind {
    case .symbol(.not), .keyword(.not):
      try enter()
      defer { leave() }
      advance()
      return .not(try nameOperand(qualifiers))
    case .symbol(.openParenthesis):
      try enter()
      defer { leave() }
      advance()
      let first = try nameOperand(qualifiers)
      guard case .identifier(let syntax, _) = try names(startingWith: first, qualifiers) else { return first }
      return syntax
    default:
      let start = current.range.lowerBound
      let name = try name()
      return try identifier(name, start..<previousEnd, qualifiers).0
    }
  }

  /// A single name, address or number, with its prefix length or mask.
  mutating func name() throws(FilterError) -> Identifier {
    let token = current
    switch token.kind {
    case .number(let value):
      advance()
      return .number(value)
    case .word(let word):
      advance()
      return .name(word)
    case .mac(let address):
      advance()
      return .mac(address)
    case .arcnet(let address):
      advance()
      return .arcnet(address)
    case .ipv6(let address):
      advance()
      guard take(.slash) else { return .ipv6(address) }
      return .ipv6Prefix(address, try number())
    case .dotted(let text):
      advance()
      return try dotted(text)
    default: throw unexpected(.identifier)
    }
  }

  private mutating func dotted(_ text: String) throws(FilterError) -> Identifier {
    if take(.slash) { return .dottedPrefix(text, try number()) }
    guard current.kind == .keyword(.mask) else { return .dotted(text) }
    advance()
    guard case .dotted(let mask) = current.kind else { throw unexpected(.mask) }
    advance()
    return .dottedMask(text, mask: mask)
  }

  /// A number.
  mutating func number() throws(FilterError) -> UInt32 {
    guard case .number(let value) = current.kind else { throw unexpected(.number) }
    advance()
    return value
  }

  /// A number, in any number of parentheses.
  mutating func parenthesisedNumber() throws(FilterError) -> UInt32 {
    guard take(.openParenthesis) else { return try number() }
    try enter()
    defer { leave() }
    let value = try parenthesisedNumber()
    try expect(.closeParenthesis, .closingParenthesis)
    return value
  }

  /// A number if one follows.
  mutating func optionalNumber() throws(FilterError) -> UInt32? {
    switch current.kind {
    case .number, .symbol(.openParenthesis): try parenthesisedNumber()
    default: nil
    }
  }

  /// A word that is not reserved.
  mutating func word() throws(FilterError) -> String {
    guard case .word(let word) = current.kind else { throw unexpected(.word) }
    advance()
    return word
  }
}
