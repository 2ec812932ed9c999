import BPF

extension Emitter {
  /// Brings a value into A. X keeps what it holds if the value can do without it.
  mutating func loadA(_ value: Value) throws(FilterError) {
    if registers.a == value { return }
    if registers.x == value {
      add(BPFOpcode.transferToA, 0)
      registers.a = value
      return
    }
    switch value {
    case .constant(let number): add(BPFOpcode.loadImmediate, number)
    case .length: add(BPFOpcode.loadLength, 0)
    case .slot(let slot): add(BPFOpcode.loadMemory, try number(of: slot))
    case .headerLength:
      try loadX(value)
      add(BPFOpcode.transferToA, 0)
    case .load(let size, let base, let offset): try load(size, base, offset)
    case .negated(let inner):
      try loadA(inner)
      add(BPFOpcode.negate, 0)
    case .operation(let operation, let a, let b): try compute(operation, a, b)
    case .chain(let chain): try walk(chain)
    }
    registers.a = value
  }

  /// Brings a value into X. A keeps what it holds if the value has an instruction for it.
  mutating func loadX(_ value: Value) throws(FilterError) {
    if registers.x == value { return }
    switch value {
    case .constant(let number): add(BPFOpcode.loadXImmediate, number)
    case .length: add(BPFOpcode.loadXLength, 0)
    case .slot(let slot): add(BPFOpcode.loadXMemory, try number(of: slot))
    case .headerLength(let offset): add(BPFOpcode.loadXHeaderLength, offset)
    default:
      try loadA(value)
      add(BPFOpcode.transferToX, 0)
    }
    registers.x = value
  }

  private mutating func load(_ size: Value.Size, _ base: Value?, _ offset: UInt32) throws(FilterError) {
    let absolute =
      switch size {
      case .byte: BPFOpcode.loadByte
      case .half: BPFOpcode.loadHalf
      case .word: BPFOpcode.loadWord
      }
    guard let base else { return add(absolute, offset) }
    try loadX(base)
    // The modes of the two differ by 0x20: absolute and indexed.
    add(absolute + 0x20, offset)
  }

  private mutating func compute(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) throws(FilterError) {
    let opcode = operation.opcode
    if case .constant(let number) = b, !operation.isDivision || number != 0 {
      try loadA(a)
      add(opcode, number)
      return
    }
    if operation.isCommutative, !b.isDirect, a.isDirect || registers.x == a {
      try loadBoth(b, a)
    } else {
      try loadBoth(a, b)
    }
    add(opcode | BPFOpcode.operandX, 0)
  }

  /// Brings one value into A and another into X.
  mutating func loadBoth(_ a: Value, _ b: Value) throws(FilterError) {
    if registers.x == b, registers.a == a || !a.needsX {
      try loadA(a)
    } else if b.isDirect {
      try loadA(a)
      try loadX(b)
    } else if !a.needsX {
      try loadX(b)
      try loadA(a)
    } else {
      try loadA(b)
      let temporary = try takeTemporary()
      add(BPFOpcode.store, temporary)
      try loadA(a)
      add(BPFOpcode.loadXMemory, temporary)
      registers.x = b
      giveBackTemporary()
    }
  }
}

extension Value {
  /// Whether an instruction brings it into X without touching A.
  fileprivate var isDirect: Bool {
    switch self {
    case .constant, .length, .headerLength, .slot: true
    default: false
    }
  }

  /// Whether computing it changes X.
  fileprivate var needsX: Bool {
    switch self {
    case .constant, .length, .slot: false
    case .headerLength, .chain: true
    case .load(_, let base, _): base != nil
    case .negated(let inner): inner.needsX
    case .operation(_, let a, .constant): a.needsX
    case .operation: true
    }
  }
}

extension ArithmeticOperator {
  fileprivate var opcode: UInt16 {
    switch self {
    case .add: BPFOpcode.add
    case .subtract: BPFOpcode.subtract
    case .multiply: BPFOpcode.multiply
    case .divide: BPFOpcode.divide
    case .remainder: BPFOpcode.remainder
    case .and: BPFOpcode.and
    case .or: BPFOpcode.or
    case .exclusiveOr: BPFOpcode.exclusiveOr
    case .shiftLeft: BPFOpcode.shiftLeft
    case .shiftRight: BPFOpcode.shiftRight
    }
  }

  fileprivate var isDivision: Bool { self == .divide || self == .remainder }

  fileprivate var isCommutative: Bool {
    switch self {
    case .add, .multiply, .and, .or, .exclusiveOr: true
    default: false
    }
  }
}
