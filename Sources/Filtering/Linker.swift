import BPF

/// Places pieces of a program one behind the other and fills in their jumps.
///
/// A conditional jump reaches 255 instructions. One that has to go further takes a detour over an instruction that lies
/// nearer and does nothing but lead on; jumps that go to the same place share them.
struct Linker {
  /// A piece of program: the instructions of a node, whose last is its jump, and where that leads.
  struct Block {
    let node: Int
    var code: [BPFInstruction]
    var yes: Int
    var no: Int
    fileprivate var start = 0
    /// Whether the two ways have a detour behind the block.
    fileprivate var hasYesDetour = false
    fileprivate var hasNoDetour = false
    /// Where the two ways jump to: what they lead to, or a detour.
    fileprivate var yesPlace = 0
    fileprivate var noPlace = 0

    init(node: Int, code: [BPFInstruction], yes: Int, no: Int) {
      self.node = node
      self.code = code
      self.yes = yes
      self.no = no
    }

    fileprivate var isQuestion: Bool { yes != no }
    fileprivate var isVerdict: Bool { code.last?.code == BPFOpcode.returnConstant }
    fileprivate var codeEnd: Int { start + code.count }
    fileprivate var length: Int { code.count + (hasYesDetour ? 1 : 0) + (hasNoDetour ? 1 : 0) }
  }

  /// Longer programs are refused. The kernel takes fewer instructions than this; what it does not take runs here.
  static let maximumLength = 1 << 16

  static let tooLong = FilterError(.programTooLong(maximum: maximumLength), 0..<0)

  private var blocks: [Block]
  /// The index of each node's block.
  private var places: [Int]

  /// The program of blocks in an order in which all ways lead forward.
  ///
  /// - Throws: `FilterError.Reason.programTooLong`.
  static func program(of blocks: [Block], nodes: Int) throws(FilterError) -> BPFProgram {
    var linker = Linker(blocks, nodes: nodes)
    repeat { linker.place() } while linker.addDetours()
    guard let last = linker.blocks.last, last.start + last.length <= maximumLength else { throw tooLong }
    return BPFProgram(instructions: linker.blocks.flatMap(linker.linked))
  }

  private init(_ blocks: [Block], nodes: Int) {
    self.blocks = blocks
    places = [Int](repeating: 0, count: nodes)
    for (place, block) in blocks.enumerated() { places[block.node] = place }
  }

  private mutating func place() {
    var start = 0
    for index in blocks.indices {
      blocks[index].start = start
      start += blocks[index].length
    }
  }

  /// Finds out where all jumps go, from the last to the first; true when new detours have moved everything.
  private mutating func addDetours() -> Bool {
    var hasMoved = false
    // For each node the nearest detour to it so far.
    var detours: [Int: Int] = [:]
    for index in blocks.indices.reversed() where !blocks[index].isVerdict {
      var block = blocks[index]
      if !block.isQuestion {
        if places[block.yes] != index + 1, !block.hasYesDetour {
          block.hasYesDetour = true
          hasMoved = true
        }
      } else {
        hasMoved =
          reach(block.yes, from: block, &block.yesPlace, &block.hasYesDetour, block.codeEnd, detours) || hasMoved
        let behind = block.codeEnd + (block.hasYesDetour ? 1 : 0)
        hasMoved = reach(block.no, from: block, &block.noPlace, &block.hasNoDetour, behind, detours) || hasMoved
        if block.hasNoDetour { detours[block.no] = behind }
      }
      if block.hasYesDetour { detours[block.yes] = block.codeEnd }
      blocks[index] = block
    }
    return hasMoved
  }

  /// Finds out where a conditional jump goes; true when it needs a detour that it had not.
  private func reach(
    _ target: Int, from block: borrowing Block, _ place: inout Int, _ hasDetour: inout Bool, _ ownDetour: Int,
    _ detours: [Int: Int]
  ) -> Bool {
    let direct = blocks[places[target]].start
    let nearest = detours[target] ?? direct
    if hasDetour {
      place = ownDetour
    } else if direct - block.codeEnd <= 255 {
      place = direct
    } else if nearest - block.codeEnd <= 255 {
      place = nearest
    } else {
      hasDetour = true
      return true
    }
    return false
  }

  private func linked(_ block: Block) -> [BPFInstruction] {
    var code = block.code
    if block.isQuestion {
      code[code.count - 1].jt = UInt8(block.yesPlace - block.codeEnd)
      code[code.count - 1].jf = UInt8(block.noPlace - block.codeEnd)
    }
    if block.hasYesDetour { code.append(detour(to: block.yes, at: block.start + code.count)) }
    if block.hasNoDetour { code.append(detour(to: block.no, at: block.start + code.count)) }
    return code
  }

  /// The instruction that leads on to a node; at the end of the program it is the end itself.
  private func detour(to target: Int, at place: Int) -> BPFInstruction {
    let block = blocks[places[target]]
    if block.isVerdict, let end = block.code.last, block.code.count == 1 { return end }
    return BPFInstruction(code: BPFOpcode.jump, k: UInt32(block.start - place - 1))
  }
}
