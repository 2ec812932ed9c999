import BPF
import Testing

/// Which programs are refused, why, and at which instruction.
@Suite struct VerifierTests {
  private static let accept = BPFInstruction(code: BPFOpcode.returnConstant, k: 1)

  private func error(_ instructions: [BPFInstruction], _ profile: BPFProgram.Profile) -> BPFVerificationError? {
    do {
      try BPFProgram(instructions: instructions).verify(for: profile)
      return nil
    } catch { return error }
  }

  @Test func `a program of one return is good`() {
    #expect(error([Self.accept], .kernel) == nil)
  }

  @Test func `there must be an instruction, and not too many`() {
    #expect(error([], .user) == BPFVerificationError(.empty, at: 0))
    let long = [BPFInstruction](repeating: Self.accept, count: 4097)
    #expect(error(long, .user) == nil)
    #expect(error(long, .kernel) == BPFVerificationError(.tooLong, at: 4096))
    #expect(error(Array(long.dropLast()), .kernel) == nil)
  }

  @Test(arguments: [
    (BPFInstruction(code: 0xff), BPFVerificationError.Reason.unknownInstruction),
    (BPFInstruction(code: BPFOpcode.store, k: 16), .unknownSlot),
    (BPFInstruction(code: BPFOpcode.divide, k: 0), .divisionByZero),
    (BPFInstruction(code: BPFOpcode.jumpEqual, jt: 1, jf: 0), .jumpOutside),
    (BPFInstruction(code: BPFOpcode.jump, k: 1), .jumpOutside),
    (BPFInstruction(code: BPFOpcode.jump, k: UInt32(bitPattern: -3)), .jumpBack),
  ])
  func `nobody takes`(instruction: BPFInstruction, reason: BPFVerificationError.Reason) {
    #expect(error([instruction, Self.accept], .user) == BPFVerificationError(reason, at: 0))
  }

  @Test(arguments: [
    (BPFInstruction(code: BPFOpcode.shiftLeft, k: 32), BPFVerificationError.Reason.shiftTooLong),
    (BPFInstruction(code: BPFOpcode.loadMemory, k: 0), .slotNotStored),
    (BPFInstruction(code: BPFOpcode.jump, k: UInt32(bitPattern: -1)), .jumpBack),
  ])
  func `only the kernel refuses`(instruction: BPFInstruction, reason: BPFVerificationError.Reason) {
    #expect(error([instruction, Self.accept], .kernel) == BPFVerificationError(reason, at: 0))
    #expect(error([instruction, Self.accept], .user) == nil)
  }

  @Test func `a slot must be stored on every way to its load`() {
    let program = [
      BPFInstruction(code: BPFOpcode.jumpEqual, jt: 0, jf: 1), BPFInstruction(code: BPFOpcode.store, k: 2),
      BPFInstruction(code: BPFOpcode.loadMemory, k: 2), Self.accept,
    ]
    #expect(error(program, .kernel) == BPFVerificationError(.slotNotStored, at: 2))
  }

  @Test func `the last instruction must be a return`() {
    #expect(error([BPFInstruction(code: BPFOpcode.loadLength)], .user) == BPFVerificationError(.noReturn, at: 0))
  }
}
