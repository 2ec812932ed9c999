/// Inputs by the time of their next packet: the earliest is at hand, the first of several that are equal.
struct MergeQueue {
  /// A binary heap: no input comes before the one at half its index.
  private var inputs: [MergeInput] = []
  private let isConcatenation: Bool

  init(isConcatenation: Bool) { self.isConcatenation = isConcatenation }

  /// The earliest.
  var first: MergeInput? { inputs.first }

  /// Up to where the earliest comes before all others; `nil` for its end.
  var bound: TimeBound? {
    guard !isConcatenation, let first, inputs.count > 1 else { return nil }
    let second = inputs[inputs.count > 2 && isBefore(2, 1) ? 2 : 1]
    return TimeBound(second.time, isInclusive: first.place < second.place)
  }

  /// Bytes that have been read of all.
  var position: Int { inputs.reduce(0) { $0 + $1.position } }

  /// Adds one.
  mutating func add(_ input: MergeInput) {
    inputs.append(input)
    var index = inputs.count - 1
    while index > 0, isBefore(index, (index - 1) / 2) {
      inputs.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Removes the earliest.
  mutating func removeFirst() {
    guard let last = inputs.popLast(), !inputs.isEmpty else { return }
    inputs[0] = last
    settleFirst()
  }

  /// Puts the first into its place, after its time has changed.
  mutating func settleFirst() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < inputs.count && isBefore(child, least) { least = child }
      guard least != index else { return }
      inputs.swapAt(index, least)
      index = least
    }
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (inputs[one], inputs[other])
    if isConcatenation || one.time == other.time { return one.place < other.place }
    return one.time < other.time
  }
}
