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
    guard order.count <= Linker.maximumLength else { throw Linker.tooLong }
    var blocks: [Linker.Block] = []
    var entry = [Registers?](repeating: nil, count: graph.nodes.count)
    entry[graph.root] = Registers()
    for index in order {
      let node = graph.nodes[index]
      registers = reuses ? entry[index] ?? Registers() : Registers()
      code = []
      try emit(node.step)
      blocks.append(Linker.Block(node: index, code: code, yes: node.yes, no: node.no))
      for next in [node.yes, node.no] where next != index {
        entry[next] = entry[next]?.common(with: registers) ?? registers
      }
    }
    if reuses { Self.mergeEqual(&blocks, nodes: graph.nodes.count) }
    return try Linker.program(of: blocks, nodes: graph.nodes.count)
  }

  /// Makes blocks that have the same instructions and lead to the same places one: the last, so that jumps stay forward.
  ///
  /// What they leave in the registers may differ; what follows them does not rely on it, having been reached from both.
  private static func mergeEqual(_ blocks: inout [Linker.Block], nodes: Int) {
    struct Key: Hashable {
      let code: [BPFInstruction]
      let yes: Int
      let no: Int
    }
    var known: [Key: Int] = [:]
    var same = Array(0..<nodes)
    var kept: [Linker.Block] = []
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
}
