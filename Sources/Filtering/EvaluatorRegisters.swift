import Bytes

/// The registers in which an evaluator computes numbers. Lives on the stack of one evaluation.
struct EvaluatorRegisters: ~Copyable {
  private var numbers = InlineArray<32, UInt32>(repeating: 0)

  /// The operand that stands for a step's constant.
  static let constantOperand: UInt8 = 255

  init() {}

  private subscript(_ register: UInt8) -> UInt32 {
    get { numbers[Int(register & 31)] }
    set { numbers[Int(register & 31)] = newValue }
  }

  /// Does a computing step; which step comes next.
  mutating func compute(_ step: EvaluatorStep, _ packet: RawSpan, _ originalLength: Int) -> Int {
    switch step.kind {
    case .load: return load(step, packet, Int(truncatingIfNeeded: step.value.0))
    case .loadFromRegister: return load(step, packet, Int(truncatingIfNeeded: step.value.0) &+ Int(self[step.operand]))
    case .headerLength:
      guard let octet = packet.uint8(ifAt: Int(truncatingIfNeeded: step.value.0)) else { return Evaluator.openStep }
      self[step.target] = UInt32(octet & 0xf) &* 4
    case .wireLength: self[step.target] = UInt32(truncatingIfNeeded: originalLength)
    case .constant: self[step.target] = UInt32(truncatingIfNeeded: step.value.0)
    case .copy: self[step.target] = self[step.operand]
    case .negate: self[step.target] = 0 &- self[step.target]
    case .isEqual: return step.answer(self[step.target] == self[step.operand])
    case .isGreater: return step.answer(self[step.target] > self[step.operand])
    case .isGreaterOrEqual: return step.answer(self[step.target] >= self[step.operand])
    case .haveCommonBits: return step.answer(self[step.target] & self[step.operand] != 0)
    default:
      let operand = step.operand == Self.constantOperand ? UInt32(truncatingIfNeeded: step.value.0) : self[step.operand]
      guard let number = Self.result(step.kind, self[step.target], operand) else {
        return Int(Evaluator.reject)
      }
      self[step.target] = number
    }
    return Int(step.both)
  }

  private mutating func load(_ step: EvaluatorStep, _ packet: RawSpan, _ offset: Int) -> Int {
    switch step.value.1 {
    case 1:
      guard packet.has(1, at: offset) else { return Evaluator.openStep }
      self[step.target] = UInt32(packet.load8(offset))
    case 2:
      guard packet.has(2, at: offset) else { return Evaluator.openStep }
      self[step.target] = UInt32(packet.load16(offset))
    default:
      guard packet.has(4, at: offset) else { return Evaluator.openStep }
      self[step.target] = packet.load32(offset)
    }
    return Int(step.both)
  }

  /// What an operation makes of two numbers; `nil` for a division by 0, which refuses a packet.
  @inline(__always)
  private static func result(_ kind: EvaluatorStep.Kind, _ a: UInt32, _ b: UInt32) -> UInt32? {
    switch kind {
    case .add: a &+ b
    case .subtract: a &- b
    case .multiply: a &* b
    case .divide: b == 0 ? nil : a / b
    case .remainder: b == 0 ? nil : a % b
    case .and: a & b
    case .or: a | b
    case .exclusiveOr: a ^ b
    case .shiftLeft: a << b
    default: a >> b
    }
  }
}
