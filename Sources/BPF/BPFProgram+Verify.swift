extension BPFProgram {
  /// Who is to run a program.
  public enum Profile: Sendable {
    /// Linux: jumps go forward, scratch slots are stored before they are read, shifts are shorter than 32 bits.
    case kernel
    /// Our interpreter, which takes jumps back.
    case user
  }

  /// Checks that a program can be run.
  ///
  /// - Throws: `BPFVerificationError` at the first instruction that is wrong.
  public func verify(for profile: Profile) throws(BPFVerificationError) {
    guard let last = instructions.last else { throw BPFVerificationError(.empty, at: 0) }
    guard profile == .user || instructions.count <= Self.maximumLength else {
      throw BPFVerificationError(.tooLong, at: Self.maximumLength)
    }
    for (index, instruction) in instructions.enumerated() {
      guard Self.known.contains(instruction.code) else { throw BPFVerificationError(.unknownInstruction, at: index) }
      try verifyOperand(of: instruction, at: index, profile)
      try verifyJump(of: instruction, at: index, profile)
    }
    guard last.code & 7 == 6 else { throw BPFVerificationError(.noReturn, at: instructions.count - 1) }
    if profile == .kernel { try verifyStores() }
  }

  private static let known: Set<UInt16> = {
    var codes: Set<UInt16> = [
      0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x16, 0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x60, 0x61, 0x80, 0x81, 0x84,
      0x87, 0xb1,
    ]
    for code: UInt16 in [0x04, 0x14, 0x24, 0x34, 0x44, 0x54, 0x64, 0x74, 0x94, 0xa4, 0x15, 0x25, 0x35, 0x45] {
      codes.insert(code)
      codes.insert(code | BPFOpcode.operandX)
    }
    return codes
  }()

  private func verifyOperand(
    of instruction: BPFInstruction, at index: Int, _ profile: Profile
  ) throws(BPFVerificationError) {
    switch instruction.code {
    case BPFOpcode.loadMemory, BPFOpcode.loadXMemory, BPFOpcode.store, BPFOpcode.storeX:
      guard instruction.k < UInt32(Self.scratchSlots) else { throw BPFVerificationError(.unknownSlot, at: index) }
    case BPFOpcode.divide, BPFOpcode.remainder:
      guard instruction.k != 0 else { throw BPFVerificationError(.divisionByZero, at: index) }
    case BPFOpcode.shiftLeft, BPFOpcode.shiftRight:
      guard profile == .user || instruction.k < 32 else { throw BPFVerificationError(.shiftTooLong, at: index) }
    default: break
    }
  }

  private func verifyJump(of instruction: BPFInstruction, at index: Int, _ profile: Profile)
    throws(BPFVerificationError)
  {
    guard instruction.code & 7 == 5 else { return }
    let rest = instructions.count - index - 1
    if instruction.code != BPFOpcode.jump {
      guard Int(instruction.jt) < rest, Int(instruction.jf) < rest else {
        throw BPFVerificationError(.jumpOutside, at: index)
      }
      return
    }
    let distance = profile == .kernel ? Int(instruction.k) : Int(Int32(bitPattern: instruction.k))
    guard distance < rest, distance >= -index - 1 else {
      let isBackward = Int32(bitPattern: instruction.k) < 0
      throw BPFVerificationError(isBackward ? .jumpBack : .jumpOutside, at: index)
    }
  }

  /// Walks the program once, forward, with the set of slots that every way to an instruction has stored.
  private func verifyStores() throws(BPFVerificationError) {
    var stored = [UInt16](repeating: 0xffff, count: instructions.count)
    var current: UInt16 = 0
    for (index, instruction) in instructions.enumerated() {
      current &= stored[index]
      switch instruction.code {
      case BPFOpcode.store, BPFOpcode.storeX: current |= 1 << UInt16(instruction.k)
      case BPFOpcode.loadMemory, BPFOpcode.loadXMemory:
        guard current >> UInt16(instruction.k) & 1 == 1 else { throw BPFVerificationError(.slotNotStored, at: index) }
      case BPFOpcode.jump:
        stored[index + 1 + Int(instruction.k)] &= current
        current = 0xffff
      default:
        guard instruction.code & 7 == 5 else { continue }
        stored[index + 1 + Int(instruction.jt)] &= current
        stored[index + 1 + Int(instruction.jf)] &= current
        current = 0xffff
      }
    }
  }
}
