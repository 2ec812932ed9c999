import BPF

/// Writes a graph of questions as a BPF program: nodes in an order in which every jump goes forward.
///
/// It follows what the registers hold, so that what is there is not loaded again.
struct Emitter {
  /// What the registers are known to hold.
  struct Registers: Equatable {
    var a: Value?
    var x: Value?

    /// What is known when both of two ways may have been taken.
    func common(with other: Registers) -> Registers {
      Registers(a: a == other.a ? a : nil, x: x == other.x ? x : nil)
    }
  }

  /// A piece of program: the instructions of a node, whose last is its jump, and where that leads.
  private struct Block {
    let node: Int
    var start = 0
    var code: [BPFInstruction]
    var yes: Int
    var no: Int
    /// Whether the two ways need an instruction of their own, for being too far away.
    var needsFarYes = false
    var needsFarNo = false

    var isQuestion: Bool { yes != no }
    var length: Int { code.count + (needsFarYes ? 1 : 0) + (needsFarNo ? 1 : 0) }
  }

  private let graph: DecisionGraph
  private let reuses: Bool
  private let snapshotLength: UInt32
  var registers = Registers()
  var code: [BPFInstruction] = []
  private var slots: [Slot: UInt32] = [:]
  private var temporaries: UInt32 = 0

  /// The program of a graph.
  ///
  /// - Parameter reuses: whether what registers hold is used across questions.
  /// - Throws: `FilterError.Reason` when it does not fit.
  static func program(
    of graph: DecisionGraph, snapshotLength: Int, reuses: Bool
  ) throws(FilterError) -> BPFProgram {
    var emitter = Emitter(graph: graph, snapshotLength: snapshotLength, reuses: reuses)
    return try emitter.emit()
  }

  private init(graph: DecisionGraph, snapshotLength: Int, reuses: Bool) {
    self.graph = graph
    self.reuses = reuses
    self.snapshotLength = UInt32(clamping: snapshotLength)
  }

  private mutating func emit() throws(FilterError) -> BPFProgram {
    let order = graph.order
    guard order.count <= BPFProgram.maximumLength else { throw Self.tooLong }
    var blocks: [Block] = []
    var entry = [Registers?](repeating: nil, count: graph.nodes.count)
    entry[graph.root] = Registers()
    for index in order {
      let node = graph.nodes[index]
      registers = reuses ? entry[index] ?? Registers() : Registers()
      code = []
      try emit(node.step)
      blocks.append(Block(node: index, code: code, yes: node.yes, no: node.no))
      for next in [node.yes, node.no] where next != index {
        entry[next] = entry[next]?.common(with: registers) ?? registers
      }
    }
    if reuses { Self.mergeEqual(&blocks, nodes: graph.nodes.count) }
    return try link(&blocks)
  }

  /// Makes blocks that have the same instructions and lead to the same places one: the last, so that jumps stay forward.
  ///
  /// What they leave in the registers may differ; what follows them does not rely on it, having been reached from both.
  private static func mergeEqual(_ blocks: inout [Block], nodes: Int) {
    struct Key: Hashable {
      let code: [BPFInstruction]
      let yes: Int
      let no: Int
    }
    var known: [Key: Int] = [:]
    var same = Array(0..<nodes)
    var kept: [Block] = []
    for var block in blocks.reversed() {
      (block.yes, block.no) = (same[block.yes], same[block.no])
      let key = Key(code: block.code, yes: block.yes, no: block.no)
      if let other = known[key], block.yes != block.node {
        same[block.node] = other
      } else {
        known[key] = block.node
        kept.append(block)
      }
    }
    blocks = kept.reversed()
  }

  static let tooLong = FilterError(.programTooLong(maximum: BPFProgram.maximumLength), 0..<0)

  private mutating func emit(_ step: DecisionGraph.Step) throws(FilterError) {
    switch step {
    case .verdict(let isTaken): add(BPFOpcode.returnConstant, isTaken ? snapshotLength : 0)
    case .store(let slot, let value):
      try loadA(value)
      add(BPFOpcode.store, try number(of: slot))
      if registers.a?.mentions(slot) ?? false { registers.a = nil }
      if registers.x?.mentions(slot) ?? false { registers.x = nil }
    case .load(let value): try loadA(value)
    case .test(let comparison): try emit(comparison)
    }
  }

  private mutating func emit(_ comparison: Comparison) throws(FilterError) {
    let operation =
      switch comparison.operation {
      case .equal: BPFOpcode.jumpEqual
      case .greater: BPFOpcode.jumpGreater
      case .greaterOrEqual: BPFOpcode.jumpGreaterOrEqual
      case .anySet: BPFOpcode.jumpSet
      }
    if case .constant(let number) = comparison.right {
      try loadA(comparison.left)
      add(operation, number)
    } else {
      try loadBoth(comparison.left, comparison.right)
      add(operation | BPFOpcode.operandX, 0)
    }
  }

  // MARK: Pieces that others add

  mutating func add(_ opcode: UInt16, _ k: UInt32) { code.append(BPFInstruction(code: opcode, k: k)) }

  /// The scratch slot that a slot lies in; they are given out from the lowest.
  mutating func number(of slot: Slot) throws(FilterError) -> UInt32 {
    if let number = slots[slot] { return number }
    guard slots.count + Int(temporaries) < BPFProgram.scratchSlots else { throw Self.tooComplex }
    slots[slot] = UInt32(slots.count)
    return UInt32(slots.count - 1)
  }

  static let tooComplex = FilterError(.arithmeticTooComplex, 0..<0)

  /// Takes a scratch slot for an intermediate result; they are given out from the highest.
  mutating func takeTemporary() throws(FilterError) -> UInt32 {
    guard slots.count + Int(temporaries) < BPFProgram.scratchSlots else { throw Self.tooComplex }
    temporaries += 1
    return UInt32(BPFProgram.scratchSlots) - temporaries
  }

  mutating func giveBackTemporary() { temporaries -= 1 }

  // MARK: Jumps

  /// Places the blocks one behind the other and fills in the jumps, with detours where they are too far.
  private func link(_ blocks: inout [Block]) throws(FilterError) -> BPFProgram {
    var places = [Int](repeating: 0, count: graph.nodes.count)
    for (place, block) in blocks.enumerated() { places[block.node] = place }
    repeat { Self.place(&blocks) } while Self.findFarJumps(&blocks, places)
    guard let last = blocks.last, last.start + last.length <= BPFProgram.maximumLength else { throw Self.tooLong }
    var instructions: [BPFInstruction] = []
    for block in blocks { instructions += Self.linked(block, blocks, places) }
    return BPFProgram(instructions: instructions)
  }

  private static func place(_ blocks: inout [Block]) {
    var start = 0
    for index in blocks.indices {
      blocks[index].start = start
      // A store needs a jump only when what follows it is not next; room for it is made here.
      start += blocks[index].length
    }
  }

  /// Marks the jumps that are too far; true when there are new ones.
  private static func findFarJumps(_ blocks: inout [Block], _ places: [Int]) -> Bool {
    var found = false
    for index in blocks.indices {
      let block = blocks[index]
      let next = block.start + block.code.count
      let isLast = index == blocks.count - 1
      if !block.isQuestion {
        let isVerdict = block.code.last?.code == BPFOpcode.returnConstant
        if isVerdict || isLast || places[block.yes] == index + 1 || block.needsFarYes { continue }
        blocks[index].needsFarYes = true
        found = true
        continue
      }
      if !block.needsFarYes, blocks[places[block.yes]].start - next > 255 {
        blocks[index].needsFarYes = true
        found = true
      }
      if !block.needsFarNo, blocks[places[block.no]].start - next > 255 {
        blocks[index].needsFarNo = true
        found = true
      }
    }
    return found
  }

  private static func linked(_ block: Block, _ blocks: [Block], _ places: [Int]) -> [BPFInstruction] {
    var code = block.code
    let next = block.start + code.count
    let yes = blocks[places[block.yes]].start
    let no = blocks[places[block.no]].start
    func jump(_ target: Int) -> BPFInstruction {
      BPFInstruction(code: BPFOpcode.jump, k: UInt32(target - (block.start + code.count) - 1))
    }
    guard block.isQuestion else {
      if block.needsFarYes { code.append(jump(yes)) }
      return code
    }
    let question = code.count - 1
    if block.needsFarYes {
      code[question].jt = 0
      code.append(jump(yes))
    } else {
      code[question].jt = UInt8(yes - next)
    }
    if block.needsFarNo {
      code[question].jf = UInt8(code.count - 1 - question)
      code.append(jump(no))
    } else {
      code[question].jf = UInt8(no - next)
    }
    return code
  }
}
