/// Steps that compute numbers, for what is not the value of a field.
extension EvaluatorBuilder {
  /// Compares two computed numbers; `nil` when that cannot be done.
  mutating func compute(_ comparison: Comparison, _ yes: Int32, _ no: Int32) -> Int32? {
    let first = UInt8(slots.count)
    guard let left = code(comparison.left, first), let right = code(comparison.right, first + 1) else { return nil }
    let kind: EvaluatorStep.Kind =
      switch comparison.operation {
      case .equal: .isEqual
      case .greater: .isGreater
      case .greaterOrEqual: .isGreaterOrEqual
      case .anySet: .haveCommonBits
      }
    var question = EvaluatorStep(kind, yes: yes, no: no)
    (question.target, question.operand) = (first, first + 1)
    return add(left + right, question)
  }

  /// Computes a number and keeps it in a slot if there is one; `nil` when that cannot be done.
  mutating func compute(_ value: Value, keptIn slot: Slot? = nil, _ next: Int32) -> Int32? {
    let register = UInt8(slots.count)
    guard let code = code(value, register) else { return nil }
    var copy = EvaluatorStep(.copy, yes: next)
    copy.target = slot.flatMap { slots[$0] } ?? register
    copy.operand = register
    return add(code, copy)
  }

  /// Adds steps one behind the other; the first of them.
  private mutating func add(_ code: [EvaluatorStep], _ last: EvaluatorStep) -> Int32 {
    let first = Int32(steps.count)
    for (place, step) in code.enumerated() {
      var step = step
      step.both = first + Int32(place) + 1
      _ = add(step)
    }
    _ = add(last)
    return first
  }

  /// The steps that compute a number in a register, using those from it on.
  private func code(_ value: Value, _ register: UInt8) -> [EvaluatorStep]? {
    guard Int(register) < Evaluator.registerCount else { return nil }
    var step: EvaluatorStep
    switch value {
    case .constant(let number):
      step = EvaluatorStep(.constant)
      step.value.0 = UInt64(number)
    case .length: step = EvaluatorStep(.wireLength)
    case .load(let size, let base, let offset): return load(size, base, offset, register)
    case .headerLength(let offset):
      step = EvaluatorStep(.headerLength)
      step.value.0 = UInt64(offset)
    case .operation(let operation, let a, let b): return code(operation, a, b, register)
    case .negated(let inner):
      step = EvaluatorStep(.negate)
      step.target = register
      return code(inner, register).map { $0 + [step] }
    case .slot(let slot):
      // What is never kept is 0.
      step = EvaluatorStep(slots[slot] == nil ? .constant : .copy)
      step.operand = slots[slot] ?? 0
    case .chain: return nil
    }
    step.target = register
    return [step]
  }

  private func load(_ size: Value.Size, _ base: Value?, _ offset: UInt32, _ register: UInt8) -> [EvaluatorStep]? {
    var step = EvaluatorStep(base == nil ? .load : .loadFromRegister)
    (step.target, step.operand) = (register, register)
    step.value.0 = UInt64(offset)
    step.value.1 = UInt64(size.rawValue)
    guard let base else { return [step] }
    return code(base, register).map { $0 + [step] }
  }

  private func code(
    _ operation: ArithmeticOperator, _ a: Value, _ b: Value, _ register: UInt8
  ) -> [EvaluatorStep]? {
    var step = EvaluatorStep(operation.stepKind)
    step.target = register
    guard let left = code(a, register) else { return nil }
    if case .constant(let number) = b {
      step.operand = EvaluatorRegisters.constantOperand
      step.value.0 = UInt64(number)
      return left + [step]
    }
    step.operand = register + 1
    return code(b, register + 1).map { left + $0 + [step] }
  }
}

extension ArithmeticOperator {
  fileprivate var stepKind: EvaluatorStep.Kind {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .and: .and
    case .or: .or
    case .exclusiveOr: .exclusiveOr
    case .shiftLeft: .shiftLeft
    case .shiftRight: .shiftRight
    }
  }
}
