public import BPF
public import Bytes
public import Packets

extension CompiledFilter {
  /// What the filter may turn packets away for without looking into it, having no word for it.
  public var overlookable: [Encapsulation] { overlooker?.kinds ?? [] }

  /// What a packet that the filter has turned away is in, when the filter has not looked into that.
  @inlinable @inline(__always)
  public func overlooked(_ packet: borrowing CapturedPacket) -> Encapsulation? {
    overlooked(packet.bytes, originalLength: packet.originalLength)
  }

  /// The same, given its captured bytes and its length on the wire.
  @inlinable @inline(__always)
  public func overlooked(_ packet: RawSpan, originalLength: Int) -> Encapsulation? {
    // Most packets are IPv4's or IPv6's, and go on here.
    guard let type = packet.uint16(ifAt: typeOffset), type >= 0x8100, type != 0x86dd else { return nil }
    return overlooked(type, packet, originalLength)
  }

  @usableFromInline
  func overlooked(_ etherType: UInt16, _ packet: RawSpan, _ originalLength: Int) -> Encapsulation? {
    overlooker?.kind(etherType, packet, originalLength)
  }

  /// The program that takes the packets which the filter of an expression turns away without looking into them.
  ///
  /// In the kernel it asks the filter itself too. Elsewhere it is for packets that the filter has turned away.
  ///
  /// - Returns: `nil` when there can be none, or it cannot be told by a program.
  public static func overlookedProgram(
    of expression: String, for target: FilterTarget, resolver: any NameResolver
  ) -> BPFProgram? {
    guard let syntax = try? Parser.syntax(of: expression),
      let predicate = try? Resolver.predicate(of: syntax, for: target, resolver),
      let overlooker = Overlooker(syntax, predicate, for: target)
    else { return nil }
    let wanted = overlooker.predicate(
      for: predicate, of: LinkLayout(target.linkType), asksFilter: target.layout == .kernel)
    var graph = DecisionGraph(wanted, simplifies: true)
    graph.optimize(keepsLoads: false)
    guard graph.root != DecisionGraph.reject else { return nil }
    return try? Emitter.program(of: graph, snapshotLength: 1, reuses: true)
  }
}
