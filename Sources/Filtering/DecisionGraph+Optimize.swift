extension DecisionGraph {
  /// Graphs with more nodes are left as they are: their programs do not fit anyway.
  private static let optimizedNodes = 8192

  /// Leaves out questions whose answers are known from those before them, or do not matter.
  ///
  /// As strong as libpcap's optimiser, and not stronger where that would call an expression contradictory that libpcap
  /// takes: answers follow from the same question, and from an equality with another constant.
  mutating func optimize() {
    for _ in 0..<16 {
      let before = (nodes, root)
      guard order.count <= Self.optimizedNodes else { return }
      followKnownAnswers()
      pullUp()
      mergeEqualNodes()
      if before.0 == nodes, before.1 == root { return }
    }
  }

  /// Makes nodes that ask the same and lead to the same one.
  private mutating func mergeEqualNodes() {
    var known: [Node: Int] = [:]
    var same = Array(nodes.indices)
    for index in order.reversed() {
      nodes[index].yes = same[nodes[index].yes]
      nodes[index].no = same[nodes[index].no]
      if case .test = nodes[index].step, nodes[index].yes == nodes[index].no {
        same[index] = nodes[index].yes
      } else if case .store = nodes[index].step, nodes[index].yes == Self.reject {
        same[index] = Self.reject
      } else if let other = known[nodes[index]] {
        same[index] = other
      } else {
        known[nodes[index]] = index
      }
    }
    root = same[root]
  }

  /// Leads every answer past the questions that are answered by then.
  private mutating func followKnownAnswers() {
    let facts = KnownFacts(self)
    var known = [FactSet?](repeating: nil, count: nodes.count)
    known[root] = facts.none
    for index in order {
      guard let here = known[index] else { continue }
      switch nodes[index].step {
      case .verdict: continue
      case .store(let slot, _):
        var after = here
        after.subtract(facts.mentioning[slot] ?? facts.none)
        nodes[index].yes = follow(nodes[index].yes, after, facts, &known)
        nodes[index].no = nodes[index].yes
      case .test:
        var after = here
        after.insert(facts.fact(index, true))
        nodes[index].yes = follow(nodes[index].yes, after, facts, &known)
        after = here
        after.insert(facts.fact(index, false))
        nodes[index].no = follow(nodes[index].no, after, facts, &known)
      }
    }
  }

  /// The first node from one on whose question is open, noting what is known when it is reached this way.
  private func follow(_ start: Int, _ known: FactSet, _ facts: KnownFacts, _ all: inout [FactSet?]) -> Int {
    var index = start
    while case .test = nodes[index].step {
      if nodes[index].yes == nodes[index].no {
        index = nodes[index].yes
      } else if let answer = facts.answer(index, known) {
        index = answer ? nodes[index].yes : nodes[index].no
      } else {
        break
      }
    }
    if all[index] == nil { all[index] = known } else { all[index]?.formIntersection(known) }
    return index
  }
}
