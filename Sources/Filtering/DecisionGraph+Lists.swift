extension DecisionGraph {
  /// What becomes of packets that end inside what a list looks at when the list's order changes.
  enum Grouping {
    /// They are answered as before; lists for which that cannot be had stay as they are.
    case exact
    /// They are answered by what is looked at first: for packets that are whole.
    case loose
    /// They are not answered: a list begins with a load of what lies furthest.
    case guarded
  }

  /// More conditions in a list than this are put in groups by what they look at.
  private static let ungroupedConditions = 16

  /// Brings together the conditions of a long list of alternatives that look at the same number first.
  ///
  /// `src net A or dst net A or src net B or dst net B` becomes two searches that way.
  mutating func groupLists(_ grouping: Grouping) {
    let order = order
    var sources = [Int](repeating: 0, count: nodes.count)
    for index in order where nodes[index].yes != index {
      sources[nodes[index].yes] += 1
      if nodes[index].no != nodes[index].yes { sources[nodes[index].no] += 1 }
    }
    var seen: Set<Int> = []
    for index in order where !seen.contains(index) {
      guard let list = ConditionList(self, from: index, sources), list.conditions.count > Self.ungroupedConditions
      else { continue }
      seen.formUnion(list.conditions.flatMap { $0.questions.map(\.node) })
      group(list, grouping)
    }
  }

  private mutating func group(_ list: ConditionList, _ grouping: Grouping) {
    var groups: [Value: [Int]] = [:]
    var keys: [Value] = []
    for (place, condition) in list.conditions.enumerated() {
      if groups[condition.field] == nil { keys.append(condition.field) }
      groups[condition.field, default: []].append(place)
    }
    guard keys.count > 1, keys.count < list.conditions.count / 2 else { return }
    let first = list.conditions[0].questions[0].node
    let barrier = grouping == .guarded ? nil : list.barrier
    guard barrier != nil || grouping != .exact else { return }
    // A condition from behind the barrier holds only for packets that get there.
    let farExit = barrier.map { add(.load(list.conditions[$0].field), list.exit) } ?? list.exit
    var next = list.end
    for key in keys.reversed() {
      for place in (groups[key] ?? []).reversed() {
        next = add(list.conditions[place], exit: place < barrier ?? 0 ? list.exit : farExit, next)
      }
      if let barrier, key != keys[0], key != list.conditions[barrier].field {
        next = add(.load(list.conditions[barrier].field), next)
      }
    }
    if grouping == .guarded, let furthest = list.furthest { next = add(.load(furthest), next) }
    nodes[first] = nodes[next]
  }

  private mutating func add(_ step: Step, _ next: Int) -> Int {
    nodes.append(Node(step: step, yes: next, no: next))
    return nodes.count - 1
  }

  /// Adds a condition's questions, which lead on to `next` when it does not hold.
  private mutating func add(_ condition: ConditionList.Condition, exit: Int, _ next: Int) -> Int {
    var inside = exit
    for question in condition.questions.reversed() {
      let yes = question.wanted ? inside : next
      nodes.append(Node(step: nodes[question.node].step, yes: yes, no: question.wanted ? next : inside))
      inside = nodes.count - 1
    }
    return inside
  }
}
