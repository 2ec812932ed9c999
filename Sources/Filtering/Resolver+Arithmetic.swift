import Packets

extension Resolver {
  /// A computed number, what must hold for it to make sense, and the leftmost thing in it.
  struct Computed {
    var value: Value
    var condition: Predicate?
    /// The constant that the computation begins with, the offset's own first for a load; `nil` when it begins with `len`.
    var leftmostConstant: UInt32?
  }

  /// Two computed numbers compared.
  mutating func compare(
    _ left: Arithmetic, _ relation: Relation, _ right: Arithmetic, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    heldResults = 0
    let a = try compute(left, range)
    let b = try compute(right, range)
    let operation: Comparison.Operator
    var isNegated = false
    switch relation {
    case .equal: operation = .equal
    case .notEqual: (operation, isNegated) = (.equal, true)
    case .greater: operation = .greater
    case .lessOrEqual: (operation, isNegated) = (.greater, true)
    case .greaterOrEqual: operation = .greaterOrEqual
    case .less: (operation, isNegated) = (.greaterOrEqual, true)
    }
    let test = Predicate.test(Comparison(left: a.value, operation: operation, right: b.value))
    var parts = [a.condition, b.condition].compactMap(\.self)
    parts.append(isNegated ? !test : test)
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Takes a place for an intermediate result, of which a program has sixteen.
  private mutating func hold(_ range: Range<Int>) throws(FilterError) {
    heldResults += 1
    guard heldResults <= 16 else { throw FilterError(.arithmeticTooComplex, range) }
  }

  private mutating func compute(_ arithmetic: Arithmetic, _ range: Range<Int>) throws(FilterError) -> Computed {
    switch arithmetic {
    case .constant(let number):
      try hold(range)
      return Computed(value: .constant(number), leftmostConstant: number)
    case .length:
      try hold(range)
      return Computed(value: .length)
    case .negated(let inner):
      var computed = try compute(inner, range)
      computed.value = .negated(computed.value)
      return computed
    case .load(let keyword, let offset, let size, let range):
      let index = try compute(offset, range)
      try hold(range)
      heldResults -= 1
      return try load(keyword, index, size, range)
    case .operation(let operation, let left, let right, let range):
      var a = try compute(left, range)
      let b = try compute(right, range)
      try refuse(operation, b, range)
      heldResults -= 1
      // The condition of the right side is not asked, as in libpcap.
      a.value = .operation(operation, a.value, b.value)
      return a
    }
  }

  /// Divisions by 0 and shifts that are too long; libpcap looks at the first thing on the right only.
  private func refuse(
    _ operation: ArithmeticOperator, _ right: Computed, _ range: Range<Int>
  ) throws(FilterError) {
    guard let constant = right.leftmostConstant else { return }
    switch operation {
    case .divide, .remainder:
      guard constant != 0 else { throw FilterError(.divisionByZero, range) }
    case .shiftLeft, .shiftRight:
      guard constant < 32 else { throw FilterError(.shiftTooLong, range) }
    default: break
    }
  }

  /// `proto[offset:size]`.
  private func load(
    _ keyword: Keyword, _ index: Computed, _ size: UInt32, _ range: Range<Int>
  ) throws(FilterError) -> Computed {
    guard let size = Value.Size(rawValue: Int(size)) else { throw FilterError(.badLoadSize, range) }
    var result = index
    switch keyword {
    case .radio:
      guard layout.linkType.hasRadioHeader, layout.linkType != .ppi else { throw notOnLinkType("radio", range) }
      result.value = .load(size, base: index.value, offset: 0)
    case .link:
      result.value = indexed(layout.header.variable, index.value, size, layout.header.constant)
    case .ip, .arp, .rarp, .atalk, .decnet, .sca, .lat, .moprc, .mopdl, .ip6:
      let offset = layout.payload.constant &+ layout.network
      result.value = indexed(layout.payload.variable, index.value, size, offset)
      result.condition = Self.both(index.condition, try carrying(keyword, range))
    case .sctp, .tcp, .udp, .icmp, .igmp, .igrp, .pim, .vrrp, .carp:
      let base = Value.operation(.add, index.value, ipv4HeaderLength())
      result.value = .load(size, base: base, offset: layout.payload.constant &+ layout.network)
      let isFirstFragment = !Predicate.compare(network(.half, 6), .anySet, 0x1fff)
      let isTransport = try carrying(keyword, range) && isFirstFragment
      result.condition = try carrying(.ip, range) && (Self.both(index.condition, isTransport) ?? isTransport)
    case .icmp6:
      let offset = layout.payload.constant &+ layout.network &+ 40
      result.value = indexed(layout.payload.variable, index.value, size, offset)
      let isICMPv6 = Predicate.compare(payload(.byte, 6), .equal, 58)
      result.condition = (Self.both(index.condition, try carrying(.ip6, range)) ?? isICMPv6) && isICMPv6
    default: throw FilterError(.notIndexable(keyword.rawValue), range)
    }
    return result
  }

  private func indexed(_ variable: Slot?, _ index: Value, _ size: Value.Size, _ offset: UInt32) -> Value {
    guard let variable else { return .load(size, base: index, offset: offset) }
    return .load(size, base: .operation(.add, index, .slot(variable)), offset: offset)
  }

  private static func both(_ a: Predicate?, _ b: Predicate?) -> Predicate? {
    guard let a, let b else { return a ?? b }
    return a && b
  }
}
