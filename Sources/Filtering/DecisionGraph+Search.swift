extension DecisionGraph {
  /// More questions about one number than this are asked as a search, not one after the other.
  private static let listedQuestions = 16

  /// Makes long lists of questions about one number searches: each question halves what is left.
  mutating func makeSearches() {
    let order = order
    var sources = [[Int]](repeating: [], count: nodes.count)
    for index in order { for next in [nodes[index].yes, nodes[index].no] { sources[next].append(index) } }
    var answered: Set<Int> = []
    for index in order {
      // What only other answered questions lead to is not reached any more.
      if answered.contains(index), sources[index].allSatisfy(answered.contains) { continue }
      guard let map = SegmentMap(self, from: index, leastQuestions: Self.listedQuestions + 1) else { continue }
      answered.formUnion(map.nodes)
      replace(index, with: Search(of: map))
    }
  }

  private mutating func replace(_ index: Int, with search: Search) {
    let base = nodes.count
    func placed(_ target: Int) -> Int { target < 0 ? base - target - 1 : target }
    for node in search.nodes {
      nodes.append(Node(step: node.step, yes: placed(node.yes), no: placed(node.no)))
    }
    let top = placed(search.root)
    nodes[index] = search.root < 0 ? nodes[top] : Node(step: .load(search.map.key), yes: top, no: top)
  }
}

/// The questions of a search through the segments of a map.
///
/// Of n values that are looked for, at most ceil(log2 n) + 1 are compared, and there are at most 3n/2 questions. Of n
/// ranges as many are compared, in at most 2n questions.
private struct Search {
  let map: SegmentMap
  /// Where the search begins; below 0 are its own nodes, from -1 down, as in the nodes themselves.
  private(set) var root = 0
  private(set) var nodes: [DecisionGraph.Node] = []
  /// Where most values lead.
  private let usual: Int

  init(of map: SegmentMap) {
    self.map = map
    let (usual, wanted) = map.wanted
    self.usual = usual
    root = search(wanted[...], from: 0)
  }

  /// The search through some of the segments that lead elsewhere than most, for values from `floor` on.
  private mutating func search(_ part: ArraySlice<Int>, from floor: UInt32) -> Int {
    guard let first = part.first, let last = part.last else { return usual }
    if part.count == 1 { return find(first, from: floor) }
    let arePoints = part.allSatisfy(map.isPoint)
    if part.count == 2, arePoints {
      return ask(.equal, map.segments[first].first, map.segments[first].target, find(last, from: floor))
    }
    let middle = part.startIndex + (arePoints ? Self.evenHalf(part.count) : part.count / 2)
    let bound = map.segments[part[middle]].first
    let above = search(part[middle...], from: bound)
    return ask(.greaterOrEqual, bound, above, search(part[..<middle], from: floor))
  }

  /// About half of a number of points, which are asked for in pairs at the end.
  private static func evenHalf(_ count: Int) -> Int { ((count + 1) / 2 + 1) / 2 * 2 }

  /// The questions whether a value from `floor` on is in one segment.
  private mutating func find(_ index: Int, from floor: UInt32) -> Int {
    let segment = map.segments[index]
    let last = map.last(of: index)
    if map.isPoint(index) { return ask(.equal, segment.first, segment.target, usual) }
    let hostBits = segment.first ^ last
    if segment.first > floor, case .load(.word, _, _) = map.key, hostBits & (hostBits &+ 1) == 0,
      segment.first & hostBits == 0
    {
      let prefix = Value.operation(.and, map.key, .constant(~hostBits))
      return ask(.equal, segment.first, segment.target, usual, of: prefix)
    }
    let inside = last == .max ? segment.target : ask(.greater, last, usual, segment.target)
    return segment.first <= floor ? inside : ask(.greaterOrEqual, segment.first, inside, usual)
  }

  private mutating func ask(
    _ operation: Comparison.Operator, _ constant: UInt32, _ yes: Int, _ no: Int, of value: Value? = nil
  ) -> Int {
    let comparison = Comparison(left: value ?? map.key, operation: operation, right: .constant(constant))
    nodes.append(DecisionGraph.Node(step: .test(comparison), yes: yes, no: no))
    return -nodes.count
  }
}
