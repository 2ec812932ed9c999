/// A predicate as the questions that are asked one after the other: a graph without loops.
struct DecisionGraph {
  /// What happens at a node.
  enum Step: Hashable {
    case test(Comparison)
    case store(Slot, Value)
    /// Nothing but that the value is computed, which refuses packets that are too short for it.
    case load(Value)
    /// The end: whether the packet is taken.
    case verdict(Bool)
  }

  /// A step, and which node comes next; both ways are the same where there is no question.
  struct Node: Hashable {
    var step: Step
    var yes: Int
    var no: Int
  }

  /// The node at which a packet is taken.
  static let accept = 0
  /// The node at which a packet is refused.
  static let reject = 1

  var nodes = [
    Node(step: .verdict(true), yes: accept, no: accept), Node(step: .verdict(false), yes: reject, no: reject),
  ]
  /// The first node.
  var root = accept
  private var known: [Node: Int] = [:]
  private let simplifies: Bool

  /// The graph of a predicate.
  ///
  /// - Parameter simplifies: whether questions are made simpler and equal nodes one.
  init(_ predicate: Predicate, simplifies: Bool) {
    self.simplifies = simplifies
    root = build(predicate, yes: Self.accept, no: Self.reject)
  }

  /// The node where a predicate's questions begin, given where its answers lead.
  private mutating func build(_ predicate: Predicate, yes: Int, no: Int) -> Int {
    switch predicate {
    case .test(let comparison): return test(comparison, yes: yes, no: no)
    case .store(let slot, let value):
      return node(Node(step: .store(slot, simplifies ? value.simplified : value), yes: yes, no: yes))
    case .not(let inner): return build(inner, yes: no, no: yes)
    case .all(let parts):
      var next = yes
      for part in parts.reversed() { next = build(part, yes: next, no: no) }
      return next
    case .any(let parts):
      var next = no
      for part in parts.reversed() { next = build(part, yes: yes, no: next) }
      return next
    }
  }

  private mutating func test(_ comparison: Comparison, yes: Int, no: Int) -> Int {
    guard simplifies else { return node(Node(step: .test(comparison), yes: yes, no: no)) }
    let (simple, isNegated) = comparison.simplified
    let (yes, no) = isNegated ? (no, yes) : (yes, no)
    if let result = simple.constantResult {
      let next = result ? yes : no
      // What is computed from constants stays in libpcap's programs, and what is asked before it is asked.
      return comparison.constantResult == nil
        ? node(Node(step: .load(.constant(0)), yes: next, no: next)) : next
    }
    if simple.operation == .anySet {
      if simple.right == .constant(0) { return no }
      if simple.right == .constant(.max) { return yes }
    }
    return node(Node(step: .test(simple), yes: yes, no: no))
  }

  mutating func node(_ node: Node) -> Int {
    if simplifies, let index = known[node] { return index }
    nodes.append(node)
    known[node] = nodes.count - 1
    return nodes.count - 1
  }

  /// Whether a question divides by the constant 0, which a simplification may have brought to light.
  var dividesByZero: Bool {
    nodes.contains { node in
      guard case .test(let comparison) = node.step else { return false }
      return comparison.left.dividesByZero || comparison.right.dividesByZero
    }
  }

  /// The nodes that can be reached, each before those it leads to; where a question is answered with yes comes first.
  var order: [Int] {
    var state = [UInt8](repeating: 0, count: nodes.count)
    var stack = [root]
    var reversed: [Int] = []
    while let index = stack.last {
      switch state[index] {
      case 0:
        state[index] = 1
        // The last pushed is finished first, and so comes last.
        if state[nodes[index].yes] == 0, nodes[index].yes != index { stack.append(nodes[index].yes) }
        if state[nodes[index].no] == 0, nodes[index].no != index { stack.append(nodes[index].no) }
      case 1:
        state[index] = 2
        reversed.append(index)
        stack.removeLast()
      default: stack.removeLast()
      }
    }
    return reversed.reversed()
  }
}
