import BPF
import Bytes
import Packets

/// Tells which of the packets that a filter turns away it has not looked into: those behind a tag, a label or a session
/// header, which the filter has no word for.
///
/// A filter that refuses a packet by its link header, its length, or because it asks for the EtherType of a tag itself has
/// looked at it: no word would help.
struct Overlooker: Sendable {
  /// What a filter sees of any packet.
  fileprivate struct Sight {
    let layout: LinkLayout
    /// The kinds of encapsulation whose EtherTypes no word asks for, so that what asks for them means them.
    let kinds: [Encapsulation]
  }

  /// The kinds of encapsulation that the filter has no word for.
  let kinds: [Encapsulation]
  /// Where the EtherType stands that tells them.
  let typeOffset: Int
  /// What the filter asks of what it can see in any case; `nil` when that is nothing.
  private let visible: BPFProgram?

  /// `nil` when the filter overlooks nothing.
  init?(_ syntax: Syntax, _ predicate: Predicate, for target: FilterTarget) {
    let layout = LinkLayout(target.linkType)
    let words = syntax.encapsulations
    kinds = Encapsulation.known(on: target.linkType).filter { !words.contains($0) }
    guard !kinds.isEmpty, let field = layout.typeField, field.variable == nil else { return nil }
    typeOffset = Int(field.constant)
    var graph = DecisionGraph(predicate.seen(Sight(layout: layout, kinds: kinds)), simplifies: true)
    graph.optimize(keepsLoads: false)
    guard graph.root != DecisionGraph.reject else { return nil }
    guard graph.root != DecisionGraph.accept else {
      visible = nil
      return
    }
    guard let program = try? Emitter.program(of: graph, snapshotLength: 1, reuses: true) else { return nil }
    visible = program
  }

  /// What a packet that was turned away is in, when it has not been looked into.
  func kind(_ etherType: UInt16, _ packet: RawSpan, _ originalLength: Int) -> Encapsulation? {
    guard let kind = Encapsulation(etherType: UInt32(etherType)), kinds.contains(kind),
      visible?.matches(packet, originalLength: originalLength) ?? true
    else { return nil }
    return kind
  }

  /// What holds for packets that are overlooked, given the filter that turns them away.
  func predicate(for predicate: Predicate, of layout: LinkLayout, asksFilter: Bool) -> Predicate {
    let type = Value.load(.half, base: nil, offset: UInt32(typeOffset))
    let isInside = kinds.flatMap(\.etherTypes).map { Predicate.compare(type, .equal, $0.rawValue) }
    let seen = predicate.seen(Sight(layout: layout, kinds: kinds))
    return .all([.any(isInside), seen] + (asksFilter ? [!predicate] : []))
  }
}

extension Syntax {
  /// The encapsulations that a word in it looks into.
  var encapsulations: Set<Encapsulation> {
    switch self {
    case .primitive(.vlan, _): [.vlan]
    case .primitive(.mpls, _): [.mpls]
    case .primitive(.pppoes, _): [.pppoes]
    case .primitive: []
    case .not(let inner): inner.encapsulations
    case .chain(let first, let links):
      links.reduce(into: first.encapsulations) { $0.formUnion($1.syntax.encapsulations) }
    }
  }
}

extension Predicate {
  /// What is left when all that is asked of what is behind the link header may be answered either way: it holds unless
  /// the rest refuses the packet.
  fileprivate func seen(_ sight: Overlooker.Sight, isWanted: Bool = true) -> Predicate {
    switch self {
    case .test(let test): test.isSeen(in: sight) ? self : isWanted ? .always : .never
    case .store: isWanted ? .always : .never
    case .not(let inner): .not(inner.seen(sight, isWanted: !isWanted))
    case .all(let parts): .all(parts.map { $0.seen(sight, isWanted: isWanted) })
    case .any(let parts): .any(parts.map { $0.seen(sight, isWanted: isWanted) })
    }
  }
}

extension Comparison {
  /// Whether it asks the link header alone, or for the EtherType of an encapsulation.
  fileprivate func isSeen(in sight: Overlooker.Sight) -> Bool {
    let plain = simplified.comparison
    if case .constant(let number) = plain.right, plain.operation == .equal,
      plain.left == sight.layout.typeField?.load(.half, 0)
    {
      return Encapsulation(etherType: number).map(sight.kinds.contains) ?? false
    }
    return left.isSeen(of: sight.layout) && right.isSeen(of: sight.layout)
  }
}

extension Value {
  fileprivate func isSeen(of layout: LinkLayout) -> Bool {
    switch self {
    case .constant, .length: return true
    case .load(let size, base: nil, let offset):
      if offset >= BPFAncillary.base { return true }
      let (start, end) = (Int(offset), Int(offset) + size.rawValue)
      let type = layout.typeField.map { Int($0.constant) } ?? 0
      return end <= Int(layout.payload.constant) && (end <= type || start >= type + 2)
    case .operation(_, let a, let b): return a.isSeen(of: layout) && b.isSeen(of: layout)
    case .negated(let inner): return inner.isSeen(of: layout)
    case .load, .headerLength, .slot, .chain: return false
    }
  }
}
