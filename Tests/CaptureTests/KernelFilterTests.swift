import BPF
import Packets
import Testing

@testable import Capture

@Suite("Programs for packet sockets")
struct KernelFilterTests {
  @Test("Without a filter and with nothing to refuse, all packets pass up to the snapshot length")
  func acceptsAll() {
    let program = KernelFilter.program(nil, refusing: KernelFilter.Refusals(), snapshotLength: 96)
    #expect(program.instructions == [BPFInstruction(code: 0x06, k: 96)])
  }

  @Test("Echoes of the loopback are refused before the filter is asked")
  func echoes() {
    var refusals = KernelFilter.Refusals()
    refusals.echoesOfLoopback = 1
    let program = KernelFilter.program(nil, refusing: refusals, snapshotLength: 96)
    #expect(program.instructions.map(\.k) == [0xffff_f004, 4, 0xffff_f008, 1, 0, 96])
    #expect(program.instructions.map(\.jf) == [0, 3, 0, 1, 0, 0])
  }

  @Test("Each refusal jumps behind itself when it does not hold", arguments: [0, 1, 2, 3])
  func jumps(_ which: Int) throws {
    var refusals = KernelFilter.Refusals()
    switch which {
    case 0: refusals.outgoing = true
    case 1: refusals.incoming = true
    case 2: refusals.echoesOfLoopback = 7
    default: refusals.echoesOfCAN = true
    }
    let program = KernelFilter.program(nil, refusing: refusals, snapshotLength: 96)
    try program.verify(for: .kernel)
    let last = program.instructions.count - 1
    for (index, instruction) in program.instructions.enumerated() where instruction.code == 0x15 {
      #expect(index + 1 + Int(max(instruction.jt, instruction.jf)) == last)
    }
  }

  @Test("What a program reads of a cooked header becomes ancillary data, and the payload moves to the front")
  func cooked() throws {
    let program = BPFProgram(instructions: [
      BPFInstruction(code: 0x28, k: 0), BPFInstruction(code: 0x20, k: 4), BPFInstruction(code: 0x30, k: 10),
      BPFInstruction(code: 0xb1, k: 20), BPFInstruction(code: 0x48, k: 22), BPFInstruction(code: 0x20, k: 0xffff_f02c),
      BPFInstruction(code: 0x00, k: 33), BPFInstruction(code: 0x06, k: 9),
    ])
    let rewritten = try #require(KernelFilter.withoutCookedHeader(program, linkType: .linuxSLL2))
    #expect(
      rewritten.instructions.map(\.k) == [0xffff_f000, 0xffff_f008, 0xffff_f004, 0, 2, 0xffff_f02c, 33, 9])
  }

  @Test("The first cooked header has its protocol at the end")
  func firstCooked() throws {
    let program = BPFProgram(instructions: [
      BPFInstruction(code: 0x28, k: 14), BPFInstruction(code: 0x28, k: 0), BPFInstruction(code: 0x30, k: 16),
      BPFInstruction(code: 0x06, k: 9),
    ])
    let rewritten = try #require(KernelFilter.withoutCookedHeader(program, linkType: .linuxSLL))
    #expect(rewritten.instructions.map(\.k) == [0xffff_f000, 0xffff_f004, 0, 9])
  }

  @Test("A part of a cooked header that the kernel does not tell cannot be filtered by in the kernel")
  func untold() {
    let program = BPFProgram(instructions: [BPFInstruction(code: 0x28, k: 8), BPFInstruction(code: 0x06, k: 9)])
    #expect(KernelFilter.withoutCookedHeader(program, linkType: .linuxSLL2) == nil)
    #expect(KernelFilter.withoutCookedHeader(program, linkType: .linuxSLL) == nil)
  }
}
