extension BPFProgram {
  /// How a program is written out.
  public enum ListingStyle: Sendable {
    /// Assembler lines (`-d`).
    case assembler
    /// Initialisers of a C array (`-dd`).
    case cArray
    /// Decimal numbers, the count first (`-ddd`).
    case decimal
  }

  /// The program as text, a line an instruction, each with its line end; byte for byte what tcpdump writes.
  public func listing(_ style: ListingStyle) -> String {
    var text = style == .decimal ? "\(instructions.count)\n" : ""
    for (index, instruction) in instructions.enumerated() {
      switch style {
      case .assembler: text += instruction.assemblerLine(at: index)
      case .cArray: text += instruction.cInitializer
      case .decimal: text += "\(instruction.code) \(instruction.jt) \(instruction.jf) \(instruction.k)"
      }
      text += "\n"
    }
    return text
  }
}

extension BPFInstruction {
  /// `{ 0x28, 0, 0, 0x0000000c },`.
  fileprivate var cInitializer: String {
    let digits = String(k, radix: 16)
    let zeros = String(repeating: "0", count: 8 - digits.utf8.count)
    return "{ 0x\(String(code, radix: 16)), \(jt), \(jf), 0x\(zeros)\(digits) },"
  }

  /// `(001) jeq      #0x800           jt 2	jf 3`.
  fileprivate func assemblerLine(at index: Int) -> String {
    let (name, operand) = assembler(at: index)
    let number = String(index)
    let zeros = String(repeating: "0", count: max(0, 3 - number.utf8.count))
    let head = "(\(zeros)\(number)) \(Self.padded(name, to: 8)) "
    guard code & 7 == 5, code != BPFOpcode.jump, name != "unimp" else { return head + operand }
    return head + Self.padded(operand, to: 16) + " jt \(index + 1 + Int(jt))\tjf \(index + 1 + Int(jf))"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }

  /// The name of the operation and its operand.
  private func assembler(at index: Int) -> (String, String) {
    switch code {
    case BPFOpcode.loadWord: ("ld", absolute)
    case BPFOpcode.loadHalf: ("ldh", absolute)
    case BPFOpcode.loadByte: ("ldb", absolute)
    case BPFOpcode.loadWordIndexed: ("ld", "[x + \(signed)]")
    case BPFOpcode.loadHalfIndexed: ("ldh", "[x + \(signed)]")
    case BPFOpcode.loadByteIndexed: ("ldb", "[x + \(signed)]")
    case BPFOpcode.loadImmediate: ("ld", hexadecimal)
    case BPFOpcode.loadMemory: ("ld", "M[\(signed)]")
    case BPFOpcode.loadLength: ("ld", "#pktlen")
    case BPFOpcode.loadXImmediate: ("ldx", hexadecimal)
    case BPFOpcode.loadXMemory: ("ldx", "M[\(signed)]")
    case BPFOpcode.loadXLength: ("ldx", "#pktlen")
    case BPFOpcode.loadXHeaderLength: ("ldxb", "4*([\(signed)]&0xf)")
    case BPFOpcode.store: ("st", "M[\(signed)]")
    case BPFOpcode.storeX: ("stx", "M[\(signed)]")
    case BPFOpcode.jump: ("ja", "\(index + 1 + Int(signed))")
    case BPFOpcode.returnConstant: ("ret", "#\(signed)")
    case BPFOpcode.returnA: ("ret", "")
    case BPFOpcode.transferToX: ("tax", "")
    case BPFOpcode.transferToA: ("txa", "")
    case BPFOpcode.negate: ("neg", "")
    default: computation
    }
  }

  /// Arithmetic and conditional jumps, whose operand is k or X.
  private var computation: (String, String) {
    let name: String
    var isHexadecimal = false
    switch code & ~BPFOpcode.operandX {
    case BPFOpcode.add: name = "add"
    case BPFOpcode.subtract: name = "sub"
    case BPFOpcode.multiply: name = "mul"
    case BPFOpcode.divide: name = "div"
    case BPFOpcode.remainder: name = "mod"
    case BPFOpcode.shiftLeft: name = "lsh"
    case BPFOpcode.shiftRight: name = "rsh"
    case BPFOpcode.and: (name, isHexadecimal) = ("and", true)
    case BPFOpcode.or: (name, isHexadecimal) = ("or", true)
    case BPFOpcode.exclusiveOr: (name, isHexadecimal) = ("xor", true)
    case BPFOpcode.jumpEqual: (name, isHexadecimal) = ("jeq", true)
    case BPFOpcode.jumpGreater: (name, isHexadecimal) = ("jgt", true)
    case BPFOpcode.jumpGreaterOrEqual: (name, isHexadecimal) = ("jge", true)
    case BPFOpcode.jumpSet: (name, isHexadecimal) = ("jset", true)
    default: return ("unimp", "0x\(String(code, radix: 16))")
    }
    if code & BPFOpcode.operandX != 0 { return (name, "x") }
    return (name, isHexadecimal ? hexadecimal : "#\(signed)")
  }

  private var signed: Int32 { Int32(bitPattern: k) }

  private var hexadecimal: String { "#0x\(String(k, radix: 16))" }

  /// `[12]`, or the name of what Linux answers at that offset.
  private var absolute: String {
    guard k >= BPFAncillary.base, k < BPFAncillary.base + 64, k % 4 == 0 else { return "[\(signed)]" }
    return "[\(Self.ancillaryNames[Int(k - BPFAncillary.base) / 4])]"
  }

  private static let ancillaryNames = [
    "proto", "type", "ifidx", "nla", "nlan", "mark", "queue", "hatype", "rxhash", "cpu", "xor_x", "vlan_tci", "vlanp",
    "pay_off", "random", "vlan_tpid",
  ]
}
