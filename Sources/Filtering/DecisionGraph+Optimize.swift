extension DecisionGraph {
  /// Graphs with more nodes are left as they are: making them shorter takes too long.
  private static let optimizedNodes = 32768

  /// Whether the graph is short enough to be made shorter.
  var isShort: Bool { order.count <= Self.optimizedNodes }

  /// Leaves out questions whose answers are known from those before them, or do not matter.
  ///
  /// As strong as libpcap's optimiser, and not stronger where that would call an expression contradictory that libpcap
  /// takes: answers follow from the same question, and from an equality with another constant.
  ///
  /// - Parameter keepsLoads: whether questions whose answers do not matter still refuse packets that are too short for
  ///   them.
  mutating func optimize(keepsLoads: Bool) {
    let firstNode = root
    let firstStep = nodes[root].step
    for _ in 0..<16 {
      let before = (nodes, root)
      guard isShort else { return }
      followKnownAnswers(keepsLoads)
      pullUp()
      mergeEqualNodes(keepsLoads)
      if !keepsLoads { dropDeadStores() }
      if before.0 == nodes, before.1 == root { break }
    }
    while case .load(.constant) = nodes[root].step { root = nodes[root].yes }
    // The very first load is made even when its answer does not matter, as libpcap has it.
    if case .test(let comparison) = firstStep, root != firstNode, root != Self.reject, root != Self.accept {
      root = node(Node(step: .load(comparison.left), yes: root, no: root))
    }
  }

  /// Makes searches of long lists.
  mutating func shortenLists(_ grouping: Grouping) {
    groupLists(grouping)
    followKnownAnswers(false)
    mergeEqualNodes(false)
    makeSearches()
    mergeEqualNodes(false)
  }

  /// Leaves out stores of what nobody reads.
  private mutating func dropDeadStores() {
    let stored = Set(nodes.compactMap { if case .store(let slot, _) = $0.step { slot } else { nil } })
    guard !stored.isEmpty else { return }
    var live = [Set<Slot>](repeating: [], count: nodes.count)
    var same = Array(nodes.indices)
    for index in order.reversed() {
      nodes[index].yes = same[nodes[index].yes]
      nodes[index].no = same[nodes[index].no]
      var read = nodes[index].yes == index ? [] : live[nodes[index].yes].union(live[nodes[index].no])
      switch nodes[index].step {
      case .verdict: continue
      case .load(let value): read.formUnion(stored.filter { value.mentions($0) })
      case .test(let comparison):
        read.formUnion(stored.filter { comparison.left.mentions($0) || comparison.right.mentions($0) })
      case .store(let slot, let value):
        guard read.remove(slot) != nil else {
          same[index] = nodes[index].yes
          continue
        }
        read.formUnion(stored.filter { value.mentions($0) })
      }
      live[index] = read
    }
    root = same[root]
  }

  /// Makes nodes that ask the same and lead to the same one.
  private mutating func mergeEqualNodes(_ keepsLoads: Bool) {
    var known: [Node: Int] = [:]
    var same = Array(nodes.indices)
    for index in order.reversed() {
      nodes[index].yes = same[nodes[index].yes]
      nodes[index].no = same[nodes[index].no]
      if keepsLoads, case .test(let comparison) = nodes[index].step, nodes[index].yes == nodes[index].no,
        nodes[index].yes != Self.reject
      {
        nodes[index].step = .load(comparison.left)
      } else if case .test = nodes[index].step, nodes[index].yes == nodes[index].no {
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
  private mutating func followKnownAnswers(_ keepsLoads: Bool) {
    let facts = KnownFacts(self)
    var known = [FactSet?](repeating: nil, count: nodes.count)
    known[root] = facts.none
    for index in order {
      guard let here = known[index].take() else { continue }
      switch nodes[index].step {
      case .verdict: continue
      case .load:
        nodes[index].yes = follow(nodes[index].yes, here, facts, &known, keepsLoads)
        nodes[index].no = nodes[index].yes
      case .store(let slot, _):
        var after = here
        after.subtract(facts.mentioning[slot] ?? facts.none)
        nodes[index].yes = follow(nodes[index].yes, after, facts, &known, keepsLoads)
        nodes[index].no = nodes[index].yes
      case .test:
        var after = here
        after.insert(facts.fact(index, true))
        nodes[index].yes = follow(nodes[index].yes, after, facts, &known, keepsLoads)
        after = here
        after.insert(facts.fact(index, false))
        nodes[index].no = follow(nodes[index].no, after, facts, &known, keepsLoads)
      }
    }
  }

  /// The first node from one on whose question is open, noting what is known when it is reached this way.
  private func follow(
    _ start: Int, _ known: FactSet, _ facts: KnownFacts, _ all: inout [FactSet?], _ keepsLoads: Bool
  ) -> Int {
    var index = start
    while case .test = nodes[index].step {
      if nodes[index].yes == nodes[index].no, !keepsLoads {
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
