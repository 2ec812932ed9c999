import Bytes

/// The registers of the machine that a BPF program runs on. Lives on the stack of one run.
struct BPFMachine: ~Copyable {
  /// Jumps back that a run may make: a loop over a packet's headers is far below, an endless one is not.
  private static let backwardJumpLimit = 4096

  private var a: UInt32 = 0
  private var x: UInt32 = 0
  private var scratch = InlineArray<16, UInt32>(repeating: 0)
  private var backwardJumps = 0
  private let length: UInt32

  init(length: UInt32) { self.length = length }

  mutating func run(_ program: Span<BPFInstruction>, over packet: RawSpan) -> UInt32 {
    var next = 0
    while next >= 0, next < program.count {
      let instruction = program[next]
      next &+= 1
      switch instruction.code & 7 {
      case 0:
        guard load(instruction, packet) else { return 0 }
      case 1:
        guard loadX(instruction, packet) else { return 0 }
      case 2:
        guard instruction.k < 16 else { return 0 }
        scratch[Int(instruction.k)] = a
      case 3:
        guard instruction.k < 16 else { return 0 }
        scratch[Int(instruction.k)] = x
      case 4:
        guard compute(instruction) else { return 0 }
      case 5:
        guard let skip = jump(instruction) else { return 0 }
        next &+= skip
      case 6:
        return instruction.code == BPFOpcode.returnA ? a : instruction.k
      default:
        if instruction.code == BPFOpcode.transferToX { x = a } else { a = x }
      }
    }
    return 0
  }

  /// Loads A; false when the packet has no such bytes.
  @inline(__always)
  private mutating func load(_ instruction: BPFInstruction, _ packet: RawSpan) -> Bool {
    var offset = Int(instruction.k)
    switch instruction.code & 0xe0 {
    case 0x20: break
    case 0x40: offset &+= Int(x)
    case 0x00:
      a = instruction.k
      return true
    case 0x60:
      guard instruction.k < 16 else { return false }
      a = scratch[Int(instruction.k)]
      return true
    case 0x80:
      a = length
      return true
    default: return false
    }
    switch instruction.code & 0x18 {
    case 0x00:
      guard packet.has(4, at: offset) else { return false }
      a = packet.load32(offset)
    case 0x08:
      guard packet.has(2, at: offset) else { return false }
      a = UInt32(packet.load16(offset))
    case 0x10:
      guard packet.has(1, at: offset) else { return false }
      a = UInt32(packet.load8(offset))
    default: return false
    }
    return true
  }

  /// Loads X; false when the packet has no such byte.
  @inline(__always)
  private mutating func loadX(_ instruction: BPFInstruction, _ packet: RawSpan) -> Bool {
    switch instruction.code {
    case BPFOpcode.loadXHeaderLength:
      guard packet.has(1, at: Int(instruction.k)) else { return false }
      x = UInt32(packet.load8(Int(instruction.k)) & 0xf) << 2
    case BPFOpcode.loadXImmediate: x = instruction.k
    case BPFOpcode.loadXMemory:
      guard instruction.k < 16 else { return false }
      x = scratch[Int(instruction.k)]
    case BPFOpcode.loadXLength: x = length
    default: return false
    }
    return true
  }

  /// Does arithmetic on A; false for a division by zero.
  @inline(__always)
  private mutating func compute(_ instruction: BPFInstruction) -> Bool {
    let operand = instruction.code & BPFOpcode.operandX != 0 ? x : instruction.k
    switch instruction.code & 0xf0 {
    case 0x00: a &+= operand
    case 0x10: a &-= operand
    case 0x20: a &*= operand
    case 0x30:
      guard operand != 0 else { return false }
      a /= operand
    case 0x40: a |= operand
    case 0x50: a &= operand
    case 0x60: a = a << operand
    case 0x70: a = a >> operand
    case 0x80: a = 0 &- a
    case 0x90:
      guard operand != 0 else { return false }
      a %= operand
    case 0xa0: a ^= operand
    default: return false
    }
    return true
  }

  /// How many instructions to skip; `nil` for an unknown jump, and when the program has jumped back too often.
  @inline(__always)
  private mutating func jump(_ instruction: BPFInstruction) -> Int? {
    let operand = instruction.code & BPFOpcode.operandX != 0 ? x : instruction.k
    let holds: Bool
    switch instruction.code & 0xf0 {
    case 0x00:
      let distance = Int(Int32(bitPattern: instruction.k))
      if distance < 0 {
        backwardJumps += 1
        guard backwardJumps <= Self.backwardJumpLimit else { return nil }
      }
      return distance
    case 0x10: holds = a == operand
    case 0x20: holds = a > operand
    case 0x30: holds = a >= operand
    case 0x40: holds = a & operand != 0
    default: return nil
    }
    return Int(holds ? instruction.jt : instruction.jf)
  }
}
