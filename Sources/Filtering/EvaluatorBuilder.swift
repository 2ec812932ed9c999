/// Makes an evaluator of a graph of questions: steps for nodes, from the last to the first.
///
/// Questions to one window whose failures lead to the same place become one, two windows are looked at in one step, and
/// long lists of questions about one number become tables.
struct EvaluatorBuilder {
  /// Questions about one number from which on a table answers them.
  private static let tableQuestions = 5

  private let graph: DecisionGraph
  /// The steps of nodes.
  private var placed: [Int32]
  /// What nodes ask themselves, as far as it is a pattern.
  private var questions: [Int: EvaluatorPattern] = [:]
  /// The same together with what is asked next, as far as one window shows it.
  private var patterns: [Int: EvaluatorPattern] = [:]
  /// What numbers lead to from nodes that begin long lists.
  private var maps: [Int: SegmentMap] = [:]
  private(set) var steps = [EvaluatorStep(.reach), EvaluatorStep(.reach)]
  private var tables = EvaluatorTables()
  /// The registers of slots.
  var slots: [Slot: UInt8] = [:]

  private let usesTables: Bool

  /// The evaluator of a graph; one that answers nothing when the graph has what evaluators cannot do.
  ///
  /// - Parameter usesTables: whether long lists become tables, as far as the graph has been made short.
  static func evaluator(of graph: DecisionGraph, usesTables: Bool) -> Evaluator {
    var graph = graph
    graph.arrangeTypes()
    var builder = EvaluatorBuilder(graph, usesTables)
    return builder.evaluator() ?? .open
  }

  private init(_ graph: DecisionGraph, _ usesTables: Bool) {
    self.graph = graph
    self.usesTables = usesTables
    placed = [Int32](repeating: Evaluator.reject, count: graph.nodes.count)
  }

  private mutating func evaluator() -> Evaluator? {
    let order = graph.order
    for index in order {
      guard case .store(let slot, _) = graph.nodes[index].step, slots[slot] == nil else { continue }
      guard slots.count < Evaluator.registerCount else { return nil }
      slots[slot] = UInt8(slots.count)
    }
    let reached = findMaps(order)
    for index in order.reversed() where reached.contains(index) {
      guard let step = place(index) else { return nil }
      placed[index] = step
    }
    return Evaluator(steps: steps, points: tables.points, segments: tables.segments, root: placed[graph.root])
  }

  /// Finds the long lists; the nodes that are reached when each is answered at once.
  private mutating func findMaps(_ order: [Int]) -> Set<Int> {
    var reached: Set<Int> = [graph.root]
    for index in order where reached.contains(index) {
      if usesTables, let map = SegmentMap(graph, from: index, leastQuestions: Self.tableQuestions),
        EvaluatorField(map.key) != nil
      {
        maps[index] = map
        reached.formUnion(map.segments.map(\.target))
      } else {
        reached.formUnion([graph.nodes[index].yes, graph.nodes[index].no])
      }
    }
    return reached
  }

  /// Adds a node's steps; the first of them, `nil` when there are none for it.
  private mutating func place(_ index: Int) -> Int32? {
    let node = graph.nodes[index]
    let (yes, no) = (placed[node.yes], placed[node.no])
    if let map = maps[index], let field = EvaluatorField(map.key) {
      return add(tables.step(map, field, node: index, placed))
    }
    switch node.step {
    case .verdict(let isTaken): return isTaken ? Evaluator.accept : Evaluator.reject
    case .load(.constant): return yes
    case .load(let value): return EvaluatorField(value).map { reach($0, yes) } ?? compute(value, yes)
    case .store(let slot, let value): return compute(value, keptIn: slot, yes)
    case .test(let comparison):
      return pattern(comparison, index) ?? range(comparison, yes, no) ?? compute(comparison, yes, no)
    }
  }

  /// The step that asks whether a packet has a field; the next one where that asks it too.
  private mutating func reach(_ field: EvaluatorField, _ next: Int32) -> Int32 {
    let step = field.reachStep(next)
    return steps[Int(next)].needsAsMuch(as: step) ? next : add(step)
  }

  mutating func add(_ step: EvaluatorStep) -> Int32 {
    steps.append(step)
    return Int32(steps.count - 1)
  }

  // MARK: Questions

  /// A question for the value of a field, together with what is asked next if a pair can hold that.
  private mutating func pattern(_ comparison: Comparison, _ index: Int) -> Int32? {
    guard case .constant(let constant) = comparison.right, let field = EvaluatorField(comparison.left) else {
      return nil
    }
    let node = graph.nodes[index]
    let found: EvaluatorPattern?
    switch comparison.operation {
    case .equal: found = EvaluatorPattern(field, mask: .max, value: constant, yes: node.yes, no: node.no)
    case .anySet: found = EvaluatorPattern(field, mask: constant, value: 0, yes: node.no, no: node.yes)
    case .greater, .greaterOrEqual: return nil
    }
    guard var pattern = found else { return add(field.reachStep(placed[node.no])) }
    questions[index] = pattern
    if let next = questions[pattern.no], let either = pattern.or(next) { pattern = either }
    if let next = patterns[pattern.yes], leads(from: pattern.no, to: next.no, given: pattern),
      let both = pattern.and(next)
    {
      pattern = both
    }
    patterns[index] = pattern
    return add(pair(pattern))
  }

  /// Whether one comes from a node to another one by what a pattern that holds excludes.
  ///
  /// Then what is asked after a yes to it can be asked together with it: whether the one or the other was answered with
  /// no makes no difference.
  private func leads(from node: Int, to end: Int, given pattern: EvaluatorPattern) -> Bool {
    var node = node
    while node != end {
      guard let next = patterns[node], pattern.excludes(next) else { return false }
      node = next.no
    }
    return true
  }

  /// The step for a pattern: the first question of a pair, with a pattern that is asked next as the second. A pattern of
  /// two values is a second question alone.
  private func pair(_ pattern: EvaluatorPattern) -> EvaluatorStep {
    var step = EvaluatorStep(pattern.header == nil ? .pair : .pairBehindHeader)
    step.header = UInt16(pattern.header ?? 0)
    let (yes, no) = (placed[pattern.yes], placed[pattern.no])
    var second = pattern
    if pattern.isDouble {
      (step.both, step.onlyFirst, step.onlySecond, step.neither) = (yes, no, yes, no)
    } else if let gate = gate(to: pattern.yes), gate.header == pattern.header {
      second = gate
      (step.both, step.onlyFirst, step.onlySecond, step.neither) = (placed[gate.yes], placed[gate.no], no, no)
    } else if let next = patterns[pattern.yes], next.header == pattern.header {
      second = next
      (step.both, step.onlyFirst, step.onlySecond, step.neither) = (placed[next.yes], placed[next.no], no, no)
    } else if let next = patterns[pattern.no], next.header == pattern.header {
      second = next
      (step.both, step.onlyFirst, step.onlySecond, step.neither) = (yes, yes, placed[next.yes], placed[next.no])
    } else {
      (step.both, step.onlyFirst, step.onlySecond, step.neither) = (yes, yes, no, no)
    }
    (step.first, step.second) = (pattern.offset, second.offset)
    (step.mask.0, step.value.0) = pattern.question
    (step.mask.1, step.value.1) = second.question
    (step.otherMask, step.otherValue) = second.otherQuestion
    return step
  }

  /// The question whether one of the two values of a node's field that are asked for one after the other is there, when
  /// everything else ends the search: packets with another value then need no second step.
  private func gate(to node: Int) -> EvaluatorPattern? {
    guard let first = patterns[node], let second = patterns[first.no], placed[second.no] <= Evaluator.reject else {
      return nil
    }
    return first.either(second, yes: node)
  }

  /// A question for a range of a field's values, or of the length.
  private mutating func range(_ comparison: Comparison, _ yes: Int32, _ no: Int32) -> Int32? {
    guard case .constant(let constant) = comparison.right else { return nil }
    var step: EvaluatorStep
    if comparison.left == .length {
      step = EvaluatorStep(.length)
    } else {
      guard let field = EvaluatorField(comparison.left) else { return nil }
      step = field.step(.range, behindHeader: .rangeBehindHeader)
    }
    let first = UInt64(constant)
    switch comparison.operation {
    case .equal: step.value = (first, 0)
    case .greater where constant == .max: step.value = (.max, 0)
    case .greater: step.value = (first + 1, UInt64(UInt32.max) - first - 1)
    case .greaterOrEqual: step.value = (first, UInt64(UInt32.max) - first)
    case .anySet: return nil
    }
    (step.both, step.neither) = (yes, no)
    return add(step)
  }
}
