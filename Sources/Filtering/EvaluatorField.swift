/// A field of a packet that a step can look at: bytes at a constant offset, or at one from the end of an IPv4 header.
struct EvaluatorField: Equatable {
  let header: Int?
  let offset: Int
  let size: Int
  /// The bits that count.
  let mask: UInt32

  /// The field that a value is; `nil` when it is something else.
  init?(_ value: Value) {
    var value = value
    var mask = UInt32.max
    if case .operation(.and, let inner, .constant(let bits)) = value { (value, mask) = (inner, bits) }
    guard case .load(let size, let base, let offset) = value, offset < Evaluator.maximumOffset else { return nil }
    switch base {
    case nil: header = nil
    case .headerLength(let start)? where start < Evaluator.maximumOffset: header = Int(start)
    default: return nil
    }
    self.offset = Int(offset)
    self.size = size.rawValue
    self.mask = mask & (size == .word ? .max : size == .half ? 0xffff : 0xff)
  }

  /// A step that takes the field out of 8 bytes.
  func step(_ kind: EvaluatorStep.Kind, behindHeader: EvaluatorStep.Kind) -> EvaluatorStep {
    var step = EvaluatorStep(header == nil ? kind : behindHeader)
    let end = offset + size
    step.header = UInt16(header ?? 0)
    step.first = UInt16(max(0, end - 8))
    step.shift = UInt8(8 * (Int(step.first) + 8 - end))
    step.mask.0 = UInt64(mask)
    return step
  }

  /// A step that asks whether the packet has the field.
  func reachStep(_ next: Int32) -> EvaluatorStep {
    var step = EvaluatorStep(header == nil ? .reach : .reachBehindHeader, yes: next)
    step.header = UInt16(header ?? 0)
    step.first = UInt16(offset + size)
    return step
  }
}
