extension DecisionGraph {
  /// Brings questions about the same number together, so that it is loaded once.
  ///
  /// In a list of alternatives (or of conditions) the order does not matter. Where all ways to a list come from
  /// questions about one number, a later question about it moves to the list's front.
  mutating func pullUp() {
    let order = order
    var sources = [[Int]](repeating: [], count: nodes.count)
    for index in order where nodes[index].yes != index {
      sources[nodes[index].yes].append(index)
      if nodes[index].no != nodes[index].yes { sources[nodes[index].no].append(index) }
    }
    for index in order.reversed() {
      pullUp(into: index, isAlternatives: true, &sources)
      pullUp(into: index, isAlternatives: false, &sources)
    }
  }

  /// The number that a node asks about.
  private func value(_ index: Int) -> Value? {
    guard case .test(let comparison) = nodes[index].step else { return nil }
    return comparison.left
  }

  /// Where a list goes on after a node: alternatives when the answer is no, conditions when it is yes.
  private func next(_ index: Int, _ isAlternatives: Bool) -> Int { isAlternatives ? nodes[index].no : nodes[index].yes }

  /// Where a list is left at a node.
  private func exit(_ index: Int, _ isAlternatives: Bool) -> Int { isAlternatives ? nodes[index].yes : nodes[index].no }

  private mutating func pullUp(into first: Int, isAlternatives: Bool, _ sources: inout [[Int]]) {
    guard let source = sources[first].first, let wanted = value(source), value(first) != nil else { return }
    guard sources[first].allSatisfy({ value($0) == wanted }) else { return }
    let end = exit(first, isAlternatives)
    func isInList(_ index: Int) -> Bool {
      value(index) != nil && exit(index, isAlternatives) == end && next(index, isAlternatives) != end
        && (index == first || sources[index].count == 1)
    }
    func isLastInList(_ index: Int) -> Bool {
      value(index) != nil && exit(index, isAlternatives) == end && sources[index].count == 1
    }
    var before: Int?
    var front = first
    while isInList(front), value(front) == wanted { (before, front) = (front, next(front, isAlternatives)) }
    guard isInList(front) else { return }
    var previous = front
    var moved = next(front, isAlternatives)
    while isInList(moved), value(moved) != wanted { (previous, moved) = (moved, next(moved, isAlternatives)) }
    guard isLastInList(moved), value(moved) == wanted else { return }
    move(moved, from: previous, to: front, behind: before, isAlternatives, &sources)
  }

  /// Takes a node out of a list and puts it in front of another node of the list.
  private mutating func move(
    _ moved: Int, from previous: Int, to front: Int, behind before: Int?, _ isAlternatives: Bool,
    _ sources: inout [[Int]]
  ) {
    let rest = next(moved, isAlternatives)
    lead(previous, isAlternatives, to: rest)
    lead(moved, isAlternatives, to: front)
    sources[rest] = sources[rest].map { $0 == moved ? previous : $0 }
    if let before {
      lead(before, isAlternatives, to: moved)
      sources[moved] = [before]
    } else {
      for source in sources[front] {
        if nodes[source].yes == front { nodes[source].yes = moved }
        if nodes[source].no == front { nodes[source].no = moved }
      }
      sources[moved] = sources[front]
      if root == front { root = moved }
    }
    sources[front] = [moved]
  }

  private mutating func lead(_ index: Int, _ isAlternatives: Bool, to target: Int) {
    if isAlternatives { nodes[index].no = target } else { nodes[index].yes = target }
  }
}
