/// Alternatives in a graph, one behind the other: each is some questions, and when all have the wanted answers the list
/// is left; when one has not, the next alternative begins.
struct ConditionList {
  /// A question's node and the answer that goes on with the condition.
  struct Question {
    let node: Int
    let wanted: Bool
  }

  /// One alternative.
  struct Condition {
    var questions: [Question]
    /// What the first question looks at, without a mask.
    let field: Value
    /// What lies furthest of what all questions look at.
    var furthest: Value
  }

  private(set) var conditions: [Condition] = []
  /// Where a condition that holds leads.
  private(set) var exit = 0
  /// Where the last condition leads when it does not hold.
  private(set) var end = 0

  /// The list that begins at a node; `nil` when there is none.
  init?(_ graph: DecisionGraph, from start: Int, _ sources: [Int]) {
    guard
      let first = Self.condition(graph, from: start, sources, exit: nil, wanted: true)
        ?? Self.condition(graph, from: start, sources, exit: nil, wanted: false)
    else { return nil }
    conditions = [first.condition]
    let base = first.condition.field.base
    (exit, end) = (first.exit, first.next)
    while sources[end] == conditions[conditions.count - 1].questions.count,
      let more = Self.condition(graph, from: end, sources, exit: exit, wanted: true)
        ?? Self.condition(graph, from: end, sources, exit: exit, wanted: false), more.condition.field.base == base
    {
      conditions.append(more.condition)
      end = more.next
    }
  }

  /// What lies furthest of what the list looks at.
  var furthest: Value? { conditions.map(\.furthest).max { $0.end < $1.end } }

  /// The first condition that looks, first of all, as far as any does, when all before it look at one number: from there
  /// on no packet is too short, and the order does not matter. `nil` when there is none.
  var barrier: Int? {
    guard let end = furthest?.end, let place = conditions.firstIndex(where: { $0.field.end == end }) else { return nil }
    let isAlike = conditions[..<place].allSatisfy { $0.field == conditions[0].field && $0.furthest == $0.field }
    return isAlike ? place : nil
  }

  /// The condition that begins at a node: with the answer that its first question wants, and where it must lead.
  private static func condition(
    _ graph: DecisionGraph, from start: Int, _ sources: [Int], exit: Int?, wanted: Bool
  ) -> (condition: Condition, exit: Int, next: Int)? {
    guard let field = field(graph, start) else { return nil }
    var condition = Condition(questions: [Question(node: start, wanted: wanted)], field: field, furthest: field)
    let next = wanted ? graph.nodes[start].no : graph.nodes[start].yes
    var inside = wanted ? graph.nodes[start].yes : graph.nodes[start].no
    while inside != exit, sources[inside] == 1, let further = self.field(graph, inside), further.base == field.base {
      let node = graph.nodes[inside]
      guard (node.yes == next) != (node.no == next) else { break }
      condition.questions.append(Question(node: inside, wanted: node.no == next))
      if further.end > condition.furthest.end { condition.furthest = further }
      inside = node.no == next ? node.yes : node.no
    }
    guard exit == nil || inside == exit, inside != next else { return nil }
    return (condition, inside, next)
  }

  /// What a node's question looks at, without a mask.
  private static func field(_ graph: DecisionGraph, _ index: Int) -> Value? {
    guard case .test(let comparison) = graph.nodes[index].step, case .constant = comparison.right else { return nil }
    var value = comparison.left
    if case .operation(.and, let inner, .constant) = value { value = inner }
    // Further out is what only the kernel answers.
    guard case .load(_, _, let offset) = value, offset <= UInt32(Int32.max) else { return nil }
    return value
  }
}

extension Value {
  /// Where a load ends, counted from its base.
  fileprivate var end: UInt64 {
    guard case .load(let size, _, let offset) = self else { return 0 }
    return UInt64(offset) + UInt64(size.rawValue)
  }

  fileprivate var base: Value? {
    guard case .load(_, let base, _) = self else { return nil }
    return base
  }
}
