/// Where a graph leads for each value of one number, from a node on: all questions about that number, answered at once.
struct SegmentMap {
  /// Values from `first` on, up to where the next segment begins, that lead to the same node.
  struct Segment: Equatable {
    let first: UInt32
    let target: Int
  }

  /// The number.
  let key: Value
  /// The nodes whose questions are answered, the first being where the map begins.
  let nodes: [Int]
  /// What the values lead to, from 0 on; neighbours lead to different nodes.
  let segments: [Segment]

  /// The map of what begins at a node.
  ///
  /// `nil` when there are fewer questions than `leastQuestions`.
  init?(_ graph: DecisionGraph, from start: Int, leastQuestions: Int) {
    guard let first = SegmentQuestion(graph.nodes[start]) else { return nil }
    var places: [Int: Int] = [:]
    var nodes: [Int] = []
    var questions: [SegmentQuestion] = []
    var stack = [start]
    while let index = stack.popLast() {
      guard places[index] == nil, let question = SegmentQuestion(graph.nodes[index]), question.field == first.field
      else { continue }
      places[index] = nodes.count
      nodes.append(index)
      questions.append(question)
      stack += [graph.nodes[index].no, graph.nodes[index].yes]
    }
    guard nodes.count >= leastQuestions else { return nil }
    self.nodes = nodes
    let isMixed = questions.contains { $0.mask != first.mask }
    key = isMixed ? first.field : first.value
    let ranges = questions.map { $0.range(ofField: isMixed) }
    // Where answers lead: to a question of the map, counted from 0, or out of it, counted down from -1.
    let ways = nodes.map { index in
      let node = graph.nodes[index]
      return (yes: places[node.yes] ?? -1 - node.yes, no: places[node.no] ?? -1 - node.no)
    }
    var segments: [Segment] = []
    for bound in Self.bounds(ranges) {
      var place = 0
      while place >= 0 { place = ranges[place]?.contains(bound) ?? false ? ways[place].yes : ways[place].no }
      let target = -1 - place
      if segments.last?.target != target { segments.append(Segment(first: bound, target: target)) }
    }
    self.segments = segments
  }

  /// The values at which answers change, from 0 on.
  private static func bounds(_ ranges: [ClosedRange<UInt32>?]) -> [UInt32] {
    var bounds: Set<UInt32> = [0]
    for case let range? in ranges {
      bounds.insert(range.lowerBound)
      if range.upperBound < .max { bounds.insert(range.upperBound + 1) }
    }
    return bounds.sorted()
  }

  /// Where most segments lead, and the others.
  var wanted: (usual: Int, others: [Int]) {
    var counts: [Int: Int] = [:]
    for segment in segments { counts[segment.target, default: 0] += 1 }
    let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    return (usual, segments.indices.filter { segments[$0].target != usual })
  }

  /// The last value of a segment.
  func last(of index: Int) -> UInt32 { index + 1 < segments.count ? segments[index + 1].first - 1 : .max }

  /// Whether a segment is of one value.
  func isPoint(_ index: Int) -> Bool { last(of: index) == segments[index].first }
}

/// A question whose answer is yes for a range of a number's values.
private struct SegmentQuestion {
  /// What is compared.
  let value: Value
  /// The same without the mask of a prefix.
  let field: Value
  /// The mask of a prefix, all bits when there is none.
  let mask: UInt32
  private let operation: Comparison.Operator
  private let constant: UInt32

  init?(_ node: DecisionGraph.Node) {
    guard case .test(let comparison) = node.step, case .constant(let constant) = comparison.right else { return nil }
    // A bit of a prefix is set in all that is greater than the other bits.
    if comparison.operation == .anySet {
      guard case .load(.word, _, _) = comparison.left, constant | (constant &- 1) == .max else { return nil }
    }
    switch comparison.left {
    case .load, .operation(.and, .load, .constant): break
    default: return nil
    }
    value = comparison.left
    operation = comparison.operation
    self.constant = constant
    if operation == .equal, case .operation(.and, let field, .constant(let mask)) = value,
      case .load(.word, _, _) = field, mask | (mask &- 1) == .max
    {
      self.field = field
      self.mask = mask
    } else {
      field = value
      mask = .max
    }
  }

  /// The values that are answered with yes: those of the whole field, or those of what is compared.
  func range(ofField isWhole: Bool) -> ClosedRange<UInt32>? {
    switch operation {
    case .equal:
      guard constant & ~mask == 0 else { return nil }
      return isWhole ? constant...(constant | ~mask) : constant...constant
    case .greater: return constant == .max ? nil : (constant + 1)...UInt32.max
    case .greaterOrEqual: return constant...UInt32.max
    case .anySet: return ~constant == .max ? nil : (~constant + 1)...UInt32.max
    }
  }
}
