/// A filter expression as it is written, each part with its place.
indirect enum Syntax: Equatable {
  /// How two expressions are joined.
  enum Connective: Equatable {
    case and, or
  }

  /// A further expression of a chain, and how it is joined to everything before it.
  struct Link: Equatable {
    let connective: Connective
    let syntax: Syntax
  }

  /// A primitive.
  case primitive(Primitive, Range<Int>)
  /// `not`.
  case not(Syntax)
  /// Expressions joined from the left: `and` and `or` bind alike.
  case chain(Syntax, [Link])

  /// Where it stands.
  var range: Range<Int> {
    switch self {
    case .primitive(_, let range): range
    case .not(let inner): inner.range
    case .chain(let first, let links):
      first.range.lowerBound..<(links.last?.syntax.range.upperBound ?? first.range.upperBound)
    }
  }
}
