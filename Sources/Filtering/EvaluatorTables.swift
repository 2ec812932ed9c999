/// The tables of an evaluator while it is made.
struct EvaluatorTables {
  /// A table of points that is there already, and what it leads to when a number is not in it.
  private struct PointTable {
    let wanted: [SegmentMap.Segment]
    let step: EvaluatorStep
  }

  private(set) var points: [UInt64] = []
  private(set) var segments: [UInt64] = []
  /// The tables of points by the nodes they stand for.
  private var pointTables: [Int: PointTable] = [:]

  /// The step that looks a field up in a table made for a node.
  ///
  /// - Parameter placed: the steps of nodes.
  mutating func step(
    _ map: SegmentMap, _ field: EvaluatorField, node: Int, _ placed: [Int32]
  ) -> EvaluatorStep {
    let (usual, wanted) = map.wanted
    guard wanted.allSatisfy(map.isPoint) else { return segmentStep(field, map.segments, placed) }
    let found = wanted.map { map.segments[$0] }
    var step = field.step(.points, behindHeader: .pointsBehindHeader)
    step.neither = placed[usual]
    if let next = pointTables[usual], next.wanted == found, next.step.mask.0 == step.mask.0,
      next.step.shift == step.shift, next.step.header == step.header, next.step.kind == step.kind
    {
      let single = step
      step = next.step
      step.kind = step.kind == .points ? .eitherPoint : .eitherPointBehindHeader
      step.second = next.step.first
      step.first = single.first
      pointTables[node] = PointTable(wanted: found, step: step)
      return step
    }
    addPoints(found, &step, placed)
    pointTables[node] = PointTable(wanted: found, step: step)
    return step
  }

  private mutating func addPoints(_ found: [SegmentMap.Segment], _ step: inout EvaluatorStep, _ placed: [Int32]) {
    var size = 8
    while size < found.count * 4 { size *= 2 }
    var bits = [UInt64](repeating: 0, count: size / 8)
    var entries = [UInt64](repeating: 0, count: size)
    for point in found {
      let hash = Evaluator.hash(UInt64(point.first))
      let bit = hash & UInt64(size * 8 - 1)
      bits[Int(bit / 64)] |= 1 << (bit % 64)
      var place = Int(hash & UInt64(size - 1))
      while entries[place] != 0 { place = (place + 1) & (size - 1) }
      entries[place] = (UInt64(point.first) + 1) << 31 | UInt64(placed[point.target])
    }
    step.otherMask = UInt64(points.count)
    step.value = (UInt64(size * 8 - 1), UInt64(points.count + bits.count))
    step.mask.1 = UInt64(size - 1)
    points += bits + entries
  }

  private mutating func segmentStep(
    _ field: EvaluatorField, _ wanted: [SegmentMap.Segment], _ placed: [Int32]
  ) -> EvaluatorStep {
    var entries = wanted.map { UInt64($0.first) << 32 | UInt64(placed[$0.target]) }
    var size = 1
    while size < entries.count { size *= 2 }
    if let last = entries.last { entries += [UInt64](repeating: last, count: size - entries.count) }
    var step = field.step(.segments, behindHeader: .segmentsBehindHeader)
    step.otherMask = UInt64(segments.count)
    step.mask.1 = UInt64(size / 2)
    segments += entries
    return step
  }
}
