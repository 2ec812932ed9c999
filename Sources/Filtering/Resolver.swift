import Packets

/// Gives a syntax tree its meaning for a link type: looks up names and turns primitives into questions to bytes.
///
/// It goes through the expression from left to right, for a `vlan` and its like say where things are in all that follows
/// them, as in libpcap.
struct Resolver {
  /// More questions than this never make a program that fits.
  static let maximumTests = 16384

  let target: FilterTarget
  let names: any NameResolver
  var layout: LinkLayout
  /// How many tunnels have been looked into.
  var tunnels = 0
  /// Slots that must hold 0 unless a question says otherwise.
  var zeroedSlots: [Slot] = []
  /// Intermediate results that libpcap would hold at this point.
  var heldResults = 0
  private var tests = 0

  init(_ target: FilterTarget, _ names: any NameResolver) {
    self.target = target
    self.names = names
    layout = LinkLayout(target.linkType)
  }

  /// What a syntax tree means.
  ///
  /// - Throws: `FilterError` at the first primitive that has no meaning here.
  static func predicate(
    of syntax: Syntax, for target: FilterTarget, _ names: any NameResolver
  ) throws(FilterError) -> Predicate {
    var resolver = Resolver(target, names)
    var predicate = try resolver.predicate(of: syntax)
    for slot in resolver.zeroedSlots.reversed() { predicate = .store(slot, .constant(0)) && predicate }
    return resolver.withHeaderLengths(predicate)
  }

  mutating func predicate(of syntax: Syntax) throws(FilterError) -> Predicate {
    switch syntax {
    case .primitive(let primitive, let range):
      tests += 1
      guard tests <= Self.maximumTests else {
        throw FilterError(.programTooLong(maximum: Self.maximumTests), range)
      }
      return try predicate(of: primitive, range)
    case .not(let inner): return !(try predicate(of: inner))
    case .chain(let first, let links): return try predicate(ofChain: first, links)
    }
  }

  /// A chain binds from the left; runs of the same word become one list.
  private mutating func predicate(ofChain first: Syntax, _ links: [Syntax.Link]) throws(FilterError) -> Predicate {
    var run = [try predicate(of: first)]
    var connective = links.first?.connective ?? .and
    var depth = 0
    for link in links {
      let next = try predicate(of: link.syntax)
      if link.connective != connective {
        run = [connective == .and ? .all(run) : .any(run)]
        connective = link.connective
        depth += 1
        guard depth <= Parser.maximumDepth else {
          throw FilterError(.nestedTooDeeply(maximum: Parser.maximumDepth), link.syntax.range)
        }
      }
      run.append(next)
    }
    return connective == .and ? .all(run) : .any(run)
  }

  private mutating func predicate(of primitive: Primitive, _ range: Range<Int>) throws(FilterError) -> Predicate {
    switch primitive {
    case .proto(let keyword): return try carrying(keyword, range)
    case .qualified(let qualifiers, let identifier): return try qualified(qualifiers, identifier, range)
    case .relation(let left, let relation, let right): return try compare(left, relation, right, range)
    case .broadcast(let keyword): return try broadcast(keyword, range)
    case .multicast(let keyword): return try multicast(keyword, range)
    case .less(let length): return !.compare(.length, .greater, length)
    case .greater(let length): return .compare(.length, .greaterOrEqual, length)
    case .byte(let index, let operation, let value): return byte(index, operation, value)
    case .inbound: return try direction(isOutbound: false, range)
    case .outbound: return try direction(isOutbound: true, range)
    case .ifindex(let index): return try interface(index, range)
    case .vlan(let tag): return try vlan(tag, range)
    case .mpls(let label): return try mpls(label, range)
    case .pppoed: return try linkType(.pppoeDiscovery, range)
    case .pppoes(let session): return try pppoeSession(session, range)
    case .geneve(let network): return try geneve(network, range)
    case .llc(let kind): return try llc(kind, range)
    case .wlan(let match): return try wlan(match, range)
    case .firewallName(let field, let name): return try firewall(field, name, range)
    case .firewallNumber(let field, let number): return try firewall(field, number, range)
    case .trafficKind(let kind): return try traffic(kind, range)
    case .field(let field, let relation, let value): return try self.field(field, relation, value, range)
    case .fieldList(let field, let values):
      var parts: [Predicate] = []
      for value in values { parts.append(try self.field(field, .equal, value, range)) }
      return .any(parts)
    }
  }

  // MARK: Loads

  /// A load from the link header on.
  func link(_ size: Value.Size, _ offset: UInt32) -> Value { layout.header.load(size, offset) }

  /// A load from the link header's payload on, where an LLC header may be.
  func payload(_ size: Value.Size, _ offset: UInt32) -> Value { layout.payload.load(size, offset) }

  /// A load from the network header on.
  func network(_ size: Value.Size, _ offset: UInt32) -> Value { layout.payload.load(size, layout.network &+ offset) }

  /// A load from the network header on, when no SNAP header precedes it.
  func networkNoSNAP(_ size: Value.Size, _ offset: UInt32) -> Value {
    layout.payload.load(size, layout.networkNoSNAP &+ offset)
  }

  /// The distance of what follows an IPv4 header from where the network header's constant offset is counted.
  func ipv4HeaderLength() -> Value {
    guard let variable = layout.payload.variable else {
      return .headerLength(layout.payload.constant &+ layout.network)
    }
    let first = Value.load(.byte, base: .slot(variable), offset: layout.payload.constant &+ layout.network)
    let length = Value.operation(.shiftLeft, .operation(.and, first, .constant(0xf)), .constant(2))
    return .operation(.add, length, .slot(variable))
  }

  /// A load from what follows an IPv4 header on.
  func transportOverIPv4(_ size: Value.Size, _ offset: UInt32) -> Value {
    .load(size, base: ipv4HeaderLength(), offset: layout.payload.constant &+ layout.network &+ offset)
  }

  /// A load from what follows an IPv6 header on.
  func transportOverIPv6(_ size: Value.Size, _ offset: UInt32) -> Value { network(size, 40 &+ offset) }

  /// Whether bytes stand at an offset, asked from their end on.
  func bytes(_ wanted: [UInt8], at load: (Value.Size, UInt32) -> Value) -> Predicate {
    var parts: [Predicate] = []
    var rest = wanted.count
    for size in [Value.Size.word, .half, .byte] {
      while rest >= size.rawValue {
        rest -= size.rawValue
        let number = wanted[rest..<(rest + size.rawValue)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        parts.append(.compare(load(size, UInt32(rest)), .equal, number))
      }
    }
    return parts.isEmpty ? .always : .all(parts)
  }

  func notOnLinkType(_ primitive: String, _ range: Range<Int>) -> FilterError {
    FilterError(.notOnLinkType(primitive: primitive, layout.linkType), range)
  }
}
