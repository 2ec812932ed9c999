public import Packets

/// A filter expression laid out to be explained: its terms, how they are joined, and what they ask of a packet.
public struct FilterOutline: Equatable, Sendable {
  /// What a line is about.
  public enum Item: Equatable, Sendable {
    /// All lines that are deeper must hold.
    case all
    /// One of the lines that are deeper must hold.
    case any
    /// What is deeper must not hold.
    case not
    /// A term, as it can be written alone, and what it means.
    case term(String, FilterTerm)
  }

  /// A line and how deep it is.
  public struct Line: Equatable, Sendable {
    /// How many lists it is in.
    public let depth: Int
    /// What it says.
    public let item: Item
  }

  /// A question to the packet's bytes, or how the deeper ones are joined, and how deep it is.
  public struct Question: Equatable, Sendable {
    /// How many lists it is in.
    public let depth: Int
    /// As text: `[12:2] = 0x800`. Lists begin with `all` or `any`.
    public let text: String
  }

  /// The expression; empty for the one that takes everything.
  public private(set) var lines: [Line] = []
  /// What it comes to for the target.
  public private(set) var questions: [Question] = []

  /// Lays an expression out.
  ///
  /// - Throws: `FilterError` with what is wrong and where.
  public init(
    _ expression: String, for target: FilterTarget, resolver: any NameResolver
  ) throws(FilterError) {
    guard let syntax = try Parser.syntax(of: expression) else { return }
    add(syntax, depth: 0)
    add(try Resolver.predicate(of: syntax, for: target, resolver), depth: 0)
  }

  private mutating func add(_ syntax: Syntax, depth: Int) {
    switch syntax {
    case .primitive(let primitive, _):
      lines.append(Line(depth: depth, item: .term(primitive.description, primitive.term)))
    case .not(let inner):
      lines.append(Line(depth: depth, item: .not))
      add(inner, depth: depth + 1)
    case .chain(let first, let links): add(first, links[...], depth: depth)
    }
  }

  /// Runs of one word are one list; what is before another word is the first line of its list.
  private mutating func add(_ first: Syntax, _ links: ArraySlice<Syntax.Link>, depth: Int) {
    guard let last = links.last else { return add(first, depth: depth) }
    let start = links.lastIndex { $0.connective != last.connective }.map { $0 + 1 } ?? links.startIndex
    lines.append(Line(depth: depth, item: last.connective == .and ? .all : .any))
    add(first, links[..<start], depth: depth + 1)
    for link in links[start...] { add(link.syntax, depth: depth + 1) }
  }

  private mutating func add(_ predicate: Predicate, depth: Int) {
    switch predicate {
    case .test, .store: questions.append(Question(depth: depth, text: predicate.description))
    case .not(let inner):
      questions.append(Question(depth: depth, text: "not"))
      add(inner, depth: depth + 1)
    case .all(let parts), .any(let parts):
      if parts.count == 1 { return add(parts[0], depth: depth) }
      if case .all = predicate {
        questions.append(Question(depth: depth, text: "all"))
      } else {
        questions.append(Question(depth: depth, text: "any"))
      }
      for part in parts { add(part, depth: depth + 1) }
    }
  }
}
