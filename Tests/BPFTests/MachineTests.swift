import BPF
import Bytes
import Testing

/// What the interpreter computes, and when it refuses.
@Suite struct MachineTests {
  private static let packet: [UInt8] = [0x45, 0x00, 0x12, 0x34, 0xff, 0xfe, 0xfd, 0xfc]

  /// What a program that ends with `ret a` returns.
  private func result(_ instructions: [BPFInstruction], length: Int = 8) -> UInt32 {
    let program = BPFProgram(instructions: instructions + [BPFInstruction(code: BPFOpcode.returnA)])
    return program.run(on: Self.packet.span.bytes, originalLength: length)
  }

  private func instruction(_ code: UInt16, _ k: UInt32 = 0) -> BPFInstruction { BPFInstruction(code: code, k: k) }

  @Test func `loads are big-endian`() {
    #expect(result([instruction(BPFOpcode.loadByte, 0)]) == 0x45)
    #expect(result([instruction(BPFOpcode.loadHalf, 2)]) == 0x1234)
    #expect(result([instruction(BPFOpcode.loadWord, 4)]) == 0xfffe_fdfc)
  }

  @Test func `indexed loads add X`() {
    let loadX = instruction(BPFOpcode.loadXImmediate, 2)
    #expect(result([loadX, instruction(BPFOpcode.loadHalfIndexed, 0)]) == 0x1234)
    #expect(result([loadX, instruction(BPFOpcode.loadByteIndexed, 3)]) == 0xfe)
  }

  @Test func `a header length is four times the low nibble`() {
    let loads = [instruction(BPFOpcode.loadXHeaderLength, 0), instruction(BPFOpcode.transferToA)]
    #expect(result(loads) == 20)
  }

  private static let loadsPastTheEnd: [(UInt16, UInt32)] = [
    (BPFOpcode.loadWord, 5), (BPFOpcode.loadHalf, 7), (BPFOpcode.loadByte, 8), (BPFOpcode.loadByte, 0xffff_ffff),
    (BPFOpcode.loadXHeaderLength, 8), (BPFOpcode.loadWord, 0xffff_fffe), (BPFOpcode.loadByte, BPFAncillary.packetType),
  ]

  @Test(arguments: loadsPastTheEnd)
  func `a load past the packet refuses it`(code: UInt16, offset: UInt32) {
    let program = BPFProgram(instructions: [
      instruction(code, offset), instruction(BPFOpcode.returnConstant, 99),
    ])
    let result = program.run(on: Self.packet.span.bytes, originalLength: 8)
    #expect(result == 0)
  }

  @Test func `an index that wraps does not reach the packet`() {
    let loads = [instruction(BPFOpcode.loadXImmediate, .max), instruction(BPFOpcode.loadByteIndexed, 1)]
    #expect(result(loads) == 0)
  }

  private static let operations: [(UInt16, UInt32)] = [
    (BPFOpcode.add, 7), (BPFOpcode.subtract, 3), (BPFOpcode.multiply, 10), (BPFOpcode.divide, 2),
    (BPFOpcode.remainder, 1), (BPFOpcode.or, 7), (BPFOpcode.and, 0), (BPFOpcode.exclusiveOr, 7),
    (BPFOpcode.shiftLeft, 20), (BPFOpcode.shiftRight, 1),
  ]

  @Test(arguments: operations)
  func `arithmetic of 5 and 2`(code: UInt16, expected: UInt32) {
    #expect(result([instruction(BPFOpcode.loadImmediate, 5), instruction(code, 2)]) == expected)
    let withX = [
      instruction(BPFOpcode.loadImmediate, 5), instruction(BPFOpcode.loadXImmediate, 2),
      instruction(code | BPFOpcode.operandX),
    ]
    #expect(result(withX) == expected)
  }

  @Test func `arithmetic wraps, and shifts of 32 bits give 0`() {
    #expect(result([instruction(BPFOpcode.loadImmediate, .max), instruction(BPFOpcode.add, 2)]) == 1)
    #expect(result([instruction(BPFOpcode.loadImmediate, 1), instruction(BPFOpcode.negate)]) == .max)
    #expect(result([instruction(BPFOpcode.loadImmediate, 1), instruction(BPFOpcode.shiftLeft, 32)]) == 0)
  }

  @Test func `a division by zero refuses the packet`() {
    let program = BPFProgram(instructions: [
      instruction(BPFOpcode.loadImmediate, 5), instruction(BPFOpcode.divide | BPFOpcode.operandX),
      instruction(BPFOpcode.returnConstant, 1),
    ])
    let result = program.run(on: Self.packet.span.bytes, originalLength: 8)
    #expect(result == 0)
  }

  @Test func `the length is that on the wire`() {
    #expect(result([instruction(BPFOpcode.loadLength)], length: 1500) == 1500)
  }

  @Test func `scratch memory keeps A and X`() {
    let program = [
      instruction(BPFOpcode.loadImmediate, 7), instruction(BPFOpcode.store, 15), instruction(BPFOpcode.loadXMemory, 15),
      instruction(BPFOpcode.storeX, 0), instruction(BPFOpcode.loadImmediate, 0), instruction(BPFOpcode.loadMemory, 0),
    ]
    #expect(result(program) == 7)
  }

  @Test func `an endless loop ends`() {
    let program = BPFProgram(instructions: [
      instruction(BPFOpcode.loadImmediate, 1), instruction(BPFOpcode.jump, UInt32(bitPattern: -2)),
      instruction(BPFOpcode.returnConstant, 1),
    ])
    let result = program.run(on: Self.packet.span.bytes, originalLength: 8)
    #expect(result == 0)
  }

  @Test func `programs of any bytes never trap`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let program = BPFProgram(
        instructions: (0..<8).map { _ in
          BPFInstruction(
            code: UInt16.random(in: 0...0xff, using: &random), jt: UInt8.random(in: 0...9, using: &random),
            jf: UInt8.random(in: 0...9, using: &random), k: UInt32.random(in: 0...20, using: &random))
        })
      _ = program.run(on: Self.packet.span.bytes, originalLength: 8)
    }
  }
}
