/// The answers that a graph's questions can have, numbered.
struct KnownFacts {
  /// Nothing is known.
  let none: FactSet
  /// The answers to questions about a slot, by slot.
  private(set) var mentioning: [Slot: FactSet] = [:]
  /// For each node the number of its question, -1 where there is none.
  private var questions: [Int]
  /// For each question that is an equality with a constant, the positive answers of all such about the same number.
  private var equalities: [Int: Int] = [:]
  private var groups: [FactSet] = []

  init(_ graph: DecisionGraph) {
    questions = [Int](repeating: -1, count: graph.nodes.count)
    var numbers: [Comparison: Int] = [:]
    for (index, node) in graph.nodes.enumerated() {
      guard case .test(let comparison) = node.step else { continue }
      let number = numbers[comparison] ?? numbers.count
      numbers[comparison] = number
      questions[index] = number
    }
    none = FactSet(capacity: 2 * numbers.count)
    collect(numbers, slots: Self.storedSlots(graph))
  }

  private static func storedSlots(_ graph: DecisionGraph) -> Set<Slot> {
    var slots: Set<Slot> = []
    for node in graph.nodes {
      if case .store(let slot, _) = node.step { slots.insert(slot) }
    }
    return slots
  }

  private mutating func collect(_ numbers: [Comparison: Int], slots: Set<Slot>) {
    var groupOfValue: [Value: Int] = [:]
    for (comparison, number) in numbers {
      for slot in slots where comparison.left.mentions(slot) || comparison.right.mentions(slot) {
        mentioning[slot, default: none].insert(2 * number)
        mentioning[slot, default: none].insert(2 * number + 1)
      }
      guard comparison.operation == .equal, case .constant = comparison.right else { continue }
      let group = groupOfValue[comparison.left] ?? groups.count
      if group == groups.count { groups.append(none) }
      groupOfValue[comparison.left] = group
      groups[group].insert(2 * number + 1)
      equalities[number] = group
    }
  }

  /// The number of an answer to a node's question.
  func fact(_ node: Int, _ answer: Bool) -> Int { 2 * questions[node] + (answer ? 1 : 0) }

  /// The answer to a node's question, if what is known implies it.
  func answer(_ node: Int, _ known: FactSet) -> Bool? {
    let number = questions[node]
    if known.contains(2 * number + 1) { return true }
    if known.contains(2 * number) { return false }
    guard let group = equalities[number] else { return nil }
    return known.meets(groups[group], besides: 2 * number + 1) ? false : nil
  }
}
