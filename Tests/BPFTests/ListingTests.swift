import BPF
import Testing

/// The three ways a program is written out.
@Suite struct ListingTests {
  private static let program = BPFProgram(instructions: [
    BPFInstruction(code: BPFOpcode.loadHalf, k: 12),
    BPFInstruction(code: BPFOpcode.jumpEqual, jt: 0, jf: 5, k: 0x800),
    BPFInstruction(code: BPFOpcode.loadXHeaderLength, k: 14),
    BPFInstruction(code: BPFOpcode.loadHalfIndexed, k: 16),
    BPFInstruction(code: BPFOpcode.and, k: 0x1fff),
    BPFInstruction(code: BPFOpcode.jumpSet | BPFOpcode.operandX, jt: 0, jf: 1),
    BPFInstruction(code: BPFOpcode.returnConstant, k: 262144),
    BPFInstruction(code: BPFOpcode.returnConstant, k: 0),
  ])

  @Test func `assembler lines are those of tcpdump -d`() {
    let expected = """
      (000) ldh      [12]
      (001) jeq      #0x800           jt 2\tjf 7
      (002) ldxb     4*([14]&0xf)
      (003) ldh      [x + 16]
      (004) and      #0x1fff
      (005) jset     x                jt 6\tjf 7
      (006) ret      #262144
      (007) ret      #0

      """
    #expect(Self.program.listing(.assembler) == expected)
  }

  @Test func `C initialisers are those of tcpdump -dd`() {
    let lines = Self.program.listing(.cArray).split(separator: "\n")
    #expect(lines[0] == "{ 0x28, 0, 0, 0x0000000c },")
    #expect(lines[1] == "{ 0x15, 0, 5, 0x00000800 },")
    #expect(lines[6] == "{ 0x6, 0, 0, 0x00040000 },")
  }

  @Test func `decimal numbers are those of tcpdump -ddd`() {
    let lines = Self.program.listing(.decimal).split(separator: "\n")
    #expect(lines[0] == "8")
    #expect(lines[1] == "40 0 0 12")
    #expect(lines[2] == "21 0 5 2048")
  }

  @Test(arguments: [
    (BPFInstruction(code: BPFOpcode.loadByte, k: BPFAncillary.packetType), "ldb      [type]"),
    (BPFInstruction(code: BPFOpcode.loadByte, k: BPFAncillary.vlanTagPresent), "ldb      [vlanp]"),
    (BPFInstruction(code: BPFOpcode.loadByte, k: BPFAncillary.vlanTag), "ldb      [vlan_tci]"),
    (BPFInstruction(code: BPFOpcode.loadWord, k: BPFAncillary.interfaceIndex), "ld       [ifidx]"),
    (BPFInstruction(code: BPFOpcode.loadWord, k: 0xffff_fffe), "ld       [-2]"),
    (BPFInstruction(code: BPFOpcode.loadImmediate, k: 255), "ld       #0xff"),
    (BPFInstruction(code: BPFOpcode.loadLength), "ld       #pktlen"),
    (BPFInstruction(code: BPFOpcode.loadXMemory, k: 3), "ldx      M[3]"),
    (BPFInstruction(code: BPFOpcode.storeX, k: 2), "stx      M[2]"),
    (BPFInstruction(code: BPFOpcode.shiftLeft, k: 8), "lsh      #8"),
    (BPFInstruction(code: BPFOpcode.add | BPFOpcode.operandX), "add      x"),
    (BPFInstruction(code: BPFOpcode.negate), "neg      "),
    (BPFInstruction(code: BPFOpcode.transferToX), "tax      "),
    (BPFInstruction(code: BPFOpcode.jump, k: 1), "ja       2"),
  ])
  func `operands are written as libpcap writes them`(instruction: BPFInstruction, expected: String) {
    #expect(BPFProgram(instructions: [instruction]).listing(.assembler) == "(000) \(expected)\n")
  }
}
