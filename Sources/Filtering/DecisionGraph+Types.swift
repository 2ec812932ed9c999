/// Lists of questions about one number, put in an order that is good for evaluation.
extension DecisionGraph {
  /// Lists of more questions than this are for tables.
  private static let arrangedQuestions = 4

  /// Asks for IPv4 first where a list asks which of several protocols follows, as most packets are that, and makes one
  /// question of two that ask for numbers which differ in one bit.
  mutating func arrangeTypes() {
    var seen: Set<Int> = []
    for start in order where !seen.contains(start) {
      let list = equalities(from: start)
      guard (2...Self.arrangedQuestions).contains(list.count) else { continue }
      seen.formUnion(list.map(\.node))
      let arranged = Self.joined(list.filter(\.isIPv4) + list.filter { !$0.isIPv4 })
      guard arranged != list else { continue }
      var next = nodes[list[list.count - 1].node].no
      for equality in arranged.reversed() {
        nodes.append(Node(step: .test(equality.comparison), yes: equality.yes, no: next))
        next = nodes.count - 1
      }
      nodes[start] = nodes[next]
    }
  }

  /// A question whether a number is a constant.
  private struct Equality: Equatable {
    var node: Int
    var comparison: Comparison
    var yes: Int

    var isIPv4: Bool {
      guard case .load(.half, _, _) = comparison.left else { return false }
      return comparison.right == .constant(0x800)
    }

    /// The question whether the number is this constant or another one; `nil` when one question cannot ask that.
    func joined(_ other: Equality) -> Equality? {
      guard yes == other.yes, comparison.left == other.comparison.left, case .load = comparison.left,
        case .constant(let a) = comparison.right, case .constant(let b) = other.comparison.right,
        (a ^ b).nonzeroBitCount == 1
      else { return nil }
      var both = self
      both.comparison.left = .operation(.and, comparison.left, .constant(~(a ^ b)))
      both.comparison.right = .constant(a & b)
      return both
    }
  }

  /// The list of questions for different constants that begins at a node, each asked when those before it have failed.
  private func equalities(from start: Int) -> [Equality] {
    var list: [Equality] = []
    var next = start
    var steps = 0
    while case .test(let test) = nodes[next].step, test.operation == .equal, case .constant = test.right,
      test.left == list.first?.comparison.left ?? test.left, list.count <= Self.arrangedQuestions
    {
      steps += 1
      guard steps <= 4 * Self.arrangedQuestions else { return [] }
      // What was asked before is known.
      guard !list.contains(where: { $0.comparison == test }) else {
        next = nodes[next].no
        continue
      }
      list.append(Equality(node: next, comparison: test, yes: nodes[next].yes))
      next = nodes[next].no
    }
    return list
  }

  private static func joined(_ list: [Equality]) -> [Equality] {
    var joined: [Equality] = []
    for equality in list {
      if let (place, both) = joined.enumerated().lazy.compactMap({ place, other in
        other.joined(equality).map { (place, $0) }
      }).first {
        joined[place] = both
      } else {
        joined.append(equality)
      }
    }
    return joined
  }
}
