/// Which terms of an expression that nothing matches exclude each other.
enum FilterContradiction {
  /// More terms than this are not tried with each other.
  private static let maximumTerms = 32

  /// The error for an expression of which nothing can hold: at the second of two terms that exclude each other, at a
  /// term that never holds, or at the whole.
  static func error(in syntax: Syntax, isPossible: (Syntax) -> Bool) -> FilterError {
    find(in: syntax, isPossible) ?? FilterError(.matchesNothing, syntax.range)
  }

  private static func find(in syntax: Syntax, _ isPossible: (Syntax) -> Bool) -> FilterError? {
    guard case .chain(let first, let links) = syntax, let last = links.last else { return nil }
    guard links.allSatisfy({ $0.connective == last.connective }) else { return nil }
    let terms = [first] + links.map(\.syntax)
    guard terms.count <= maximumTerms else { return nil }
    if let impossible = terms.first(where: { !isPossible($0) }) {
      return find(in: impossible, isPossible) ?? FilterError(.matchesNothing, impossible.range)
    }
    guard last.connective == .and else { return nil }
    for (place, term) in terms.enumerated() {
      for earlier in terms[..<place]
      where !isPossible(.chain(earlier, [Syntax.Link(connective: .and, syntax: term)])) {
        return FilterError(.contradiction(with: earlier.range), term.range)
      }
    }
    return nil
  }
}
