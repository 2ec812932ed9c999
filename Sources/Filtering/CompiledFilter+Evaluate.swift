import BPF
import Bytes

// What is done with the packets that the first step has not decided. All of it is of the filter, which is handed on by
// reference that way, and every call is the last thing that a function does.
extension CompiledFilter {
  /// Whether a packet matches, going on at a step.
  @usableFromInline
  func evaluate(from start: Int, _ packet: RawSpan, _ originalLength: Int) -> Bool {
    let steps = evaluator.steps.span
    var here = start
    while here > 1 {
      let kind = steps[here].kind.rawValue
      guard kind <= EvaluatorStep.Kind.rangeBehindHeader.rawValue else {
        return steps[here].kind == .eitherPoint
          ? findEither(at: here, packet, originalLength) : evaluateAny(from: here, packet, originalLength)
      }
      var shift: UInt32 = 0
      if kind & 1 == 1 {
        guard let length = packet.headerLength(steps[here].header) else { return interpret(packet, originalLength) }
        shift = length
      }
      guard let first = packet.window(steps[here].first, shift) else { return interpret(packet, originalLength) }
      if kind <= EvaluatorStep.Kind.pairBehindHeader.rawValue {
        guard let second = packet.window(steps[here].second, shift) else { return interpret(packet, originalLength) }
        here = steps[here].answer(first, second)
      } else {
        let field = first.byteSwapped &>> UInt64(steps[here].shift) & steps[here].mask.0
        here = steps[here].answer(steps[here].holds(field))
      }
    }
    return here < 0 ? interpret(packet, originalLength) : here == 0
  }

  /// Looks two fields up in a table of points, and goes on where that leads.
  @inline(never)
  private func findEither(at here: Int, _ packet: RawSpan, _ originalLength: Int) -> Bool {
    let step = evaluator.steps.span[here]
    guard let first = packet.window(step.first, 0), let second = packet.window(step.second, 0) else {
      return interpret(packet, originalLength)
    }
    let next = target(step, ofPoint: Self.field(step, first), or: Self.field(step, second))
    return next > 1 ? evaluateAny(from: next, packet, originalLength) : next == 0
  }

  /// Goes on at any step.
  @inline(never)
  private func evaluateAny(from start: Int, _ packet: RawSpan, _ originalLength: Int) -> Bool {
    let steps = evaluator.steps.span
    var here = start
    while here > 1 {
      let next = answer(steps[here], packet, originalLength)
      if next == Self.computation { return compute(from: here, packet, originalLength) }
      here = next
    }
    return here < 0 ? interpret(packet, originalLength) : here == 0
  }

  /// Goes on at a step that computes.
  @inline(never)
  private func compute(from start: Int, _ packet: RawSpan, _ originalLength: Int) -> Bool {
    let steps = evaluator.steps.span
    var registers = EvaluatorRegisters()
    var here = start
    while here > 1 {
      let next = answer(steps[here], packet, originalLength)
      here = next == Self.computation ? registers.compute(steps[here], packet, originalLength) : next
    }
    return here < 0 ? interpret(packet, originalLength) : here == 0
  }

  /// What the program says of a packet: the answer where the evaluator has none.
  @usableFromInline
  func interpret(_ packet: RawSpan, _ originalLength: Int) -> Bool {
    program.matches(packet, originalLength: originalLength)
  }

  /// Stands for the next step when a step is no question.
  private static let computation = -2

  /// Which step comes after a question.
  @inline(__always)
  private func answer(_ step: EvaluatorStep, _ packet: RawSpan, _ originalLength: Int) -> Int {
    var shift: UInt32 = 0
    switch step.kind {
    case .pairBehindHeader, .rangeBehindHeader, .pointsBehindHeader, .eitherPointBehindHeader, .segmentsBehindHeader,
      .reachBehindHeader:
      guard let length = packet.headerLength(step.header) else { return Evaluator.openStep }
      shift = length
    case .length: return step.answer(step.holds(UInt64(UInt32(truncatingIfNeeded: originalLength))))
    case .pair, .range, .points, .eitherPoint, .segments, .reach: break
    default: return Self.computation
    }
    switch step.kind {
    case .reach, .reachBehindHeader:
      return Int(step.first) &+ Int(shift) <= packet.byteCount ? Int(step.both) : Evaluator.openStep
    case .eitherPoint, .eitherPointBehindHeader:
      guard let first = packet.window(step.first, shift),
        let second = packet.window(step.second, shift)
      else { return Evaluator.openStep }
      return target(step, ofPoint: Self.field(step, first), or: Self.field(step, second))
    default: break
    }
    guard let window = packet.window(step.first, shift) else { return Evaluator.openStep }
    switch step.kind {
    case .pair, .pairBehindHeader:
      guard let second = packet.window(step.second, shift) else { return Evaluator.openStep }
      return step.answer(window, second)
    case .range, .rangeBehindHeader: return step.answer(step.holds(Self.field(step, window)))
    case .points, .pointsBehindHeader: return target(step, ofPoint: Self.field(step, window))
    default: return target(step, ofSegment: Self.field(step, window))
    }
  }

  @inline(__always)
  private static func field(_ step: EvaluatorStep, _ window: UInt64) -> UInt64 {
    window.byteSwapped &>> UInt64(step.shift) & step.mask.0
  }

  /// Where a table of points leads from a number.
  @inline(__always)
  private func target(_ step: EvaluatorStep, ofPoint number: UInt64) -> Int {
    let hash = Evaluator.hash(number)
    return mayHave(step, hash) ? found(step, number, hash) ?? Int(step.neither) : Int(step.neither)
  }

  /// Where a table of points leads from a number, or from another one when the first is not in it.
  @inline(__always)
  private func target(_ step: EvaluatorStep, ofPoint number: UInt64, or other: UInt64) -> Int {
    let (hash, otherHash) = (Evaluator.hash(number), Evaluator.hash(other))
    let (mayHaveFirst, mayHaveSecond) = (mayHave(step, hash), mayHave(step, otherHash))
    guard mayHaveFirst != mayHaveSecond || mayHaveFirst else { return Int(step.neither) }
    return found(step, number, hash) ?? found(step, other, otherHash) ?? Int(step.neither)
  }

  /// Whether a table's bits leave it open that a number is in it.
  @inline(__always)
  private func mayHave(_ step: EvaluatorStep, _ hash: UInt64) -> Bool {
    let bit = hash & step.value.0
    return evaluator.points.span[Int(truncatingIfNeeded: step.otherMask &+ bit &>> 6)] &>> (bit & 63) & 1 == 1
  }

  /// Where a table's entries lead from a number; `nil` when it is not there.
  @inline(__always)
  private func found(_ step: EvaluatorStep, _ number: UInt64, _ hash: UInt64) -> Int? {
    let entries = evaluator.points.span
    let start = Int(truncatingIfNeeded: step.value.1)
    var place = hash & step.mask.1
    while true {
      let entry = entries[start &+ Int(truncatingIfNeeded: place)]
      if entry &>> 31 == number &+ 1 { return Int(entry & 0x7fff_ffff) }
      if entry == 0 { return nil }
      place = (place &+ 1) & step.mask.1
    }
  }

  /// Where a table of segments leads from a number: the last whose first value is not greater.
  @inline(__always)
  private func target(_ step: EvaluatorStep, ofSegment number: UInt64) -> Int {
    let entries = evaluator.segments.span
    var place = Int(truncatingIfNeeded: step.otherMask)
    var half = Int(truncatingIfNeeded: step.mask.1)
    while half > 0 {
      let middle = place &+ half
      if entries[middle] &>> 32 <= number { place = middle }
      half &>>= 1
    }
    return Int(entries[place] & 0xffff_ffff)
  }
}

extension RawSpan {
  /// The 8 bytes at an offset that is shifted, the first in the lowest bits; `nil` when they are not there.
  @inline(__always)
  fileprivate func window(_ offset: UInt16, _ shift: UInt32) -> UInt64? {
    littleEndian64(ifAt: UInt32(offset) &+ shift)
  }

  /// The length of the IPv4 header at an offset; `nil` when its first byte is not there.
  @inline(__always)
  fileprivate func headerLength(_ offset: UInt16) -> UInt32? {
    uint8(ifAt: Int(offset)).map { UInt32($0 & 0xf) &* 4 }
  }
}
