public import BPF
public import Bytes
public import Packets

/// A filter expression compiled for a kind of packets.
public struct CompiledFilter: Sendable {
  /// The program; the empty expression's takes every packet.
  public let program: BPFProgram
  /// What the packets are.
  public let linkType: LinkType
  @usableFromInline let evaluator: Evaluator
  /// What is overlooked; `nil` when nothing can be.
  let overlooker: Overlooker?
  /// Where packets that may be overlooked say what they are; negative when none can be.
  @usableFromInline let typeOffset: Int

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - expression: in the language of pcap-filter(7); empty for everything.
  ///   - target: what the packets are, and who filters.
  ///   - resolver: what knows names of hosts, networks, ports and protocols.
  /// - Throws: `FilterError` with what is wrong and where.
  public init(
    _ expression: String, for target: FilterTarget, resolver: any NameResolver
  ) throws(FilterError) {
    linkType = target.linkType
    guard let syntax = try Parser.syntax(of: expression) else {
      program = .acceptingAll(snapshotLength: target.snapshotLength)
      evaluator = Evaluator(steps: [], points: [], segments: [], root: Evaluator.accept)
      (overlooker, typeOffset) = (nil, -1)
      return
    }
    do {
      let predicate = try Resolver.predicate(of: syntax, for: target, resolver)
      (program, evaluator) = try Self.program(of: syntax, predicate, for: target, resolver)
      overlooker = Overlooker(syntax, predicate, for: target)
      typeOffset = overlooker?.typeOffset ?? -1
    } catch {
      // An error of the whole has no place of its own.
      throw error.range.isEmpty && error.range.lowerBound == 0 ? FilterError(error.reason, syntax.range) : error
    }
  }

  private static func program(
    of syntax: Syntax, _ predicate: Predicate, for target: FilterTarget, _ resolver: any NameResolver
  ) throws(FilterError) -> (BPFProgram, Evaluator) {
    var graph = DecisionGraph(predicate, simplifies: target.optimizes)
    if target.optimizes {
      let isLeftAlone = predicate.isLeftAlone(on: target.linkType)
      guard isLeftAlone || !graph.dividesByZero else { throw FilterError(.divisionByZero, syntax.range) }
      graph.optimize(keepsLoads: isLeftAlone)
      guard isLeftAlone || graph.root != DecisionGraph.reject else {
        throw FilterContradiction.error(in: syntax) { Self.isPossible($0, for: target, resolver) }
      }
      if !isLeftAlone, graph.isShort {
        var grouped = graph
        grouped.groupLists(.guarded)
        let evaluator = EvaluatorBuilder.evaluator(of: grouped, usesTables: true)
        graph.shortenLists(target.layout == .savefile ? .exact : .loose)
        return (try Emitter.program(of: graph, snapshotLength: target.snapshotLength, reuses: true), evaluator)
      }
    }
    let program = try Emitter.program(of: graph, snapshotLength: target.snapshotLength, reuses: target.optimizes)
    return (program, EvaluatorBuilder.evaluator(of: graph, usesTables: false))
  }

  /// Whether any packet can match; `true` when that cannot be told.
  private static func isPossible(_ syntax: Syntax, for target: FilterTarget, _ resolver: any NameResolver) -> Bool {
    guard let predicate = try? Resolver.predicate(of: syntax, for: target, resolver),
      !predicate.isLeftAlone(on: target.linkType)
    else { return true }
    var graph = DecisionGraph(predicate, simplifies: true)
    graph.optimize(keepsLoads: false)
    return graph.root != DecisionGraph.reject
  }

  /// Whether a packet matches: by its captured bytes and its length on the wire.
  @inlinable @inline(__always)
  public func matches(_ packet: borrowing CapturedPacket) -> Bool {
    matches(packet.bytes, originalLength: packet.originalLength)
  }

  /// Whether a packet matches, given its captured bytes and its length on the wire.
  @inlinable @inline(__always)
  public func matches(_ packet: RawSpan, originalLength: Int) -> Bool {
    // Waiting for memory is most of what a filter costs, and the next packet mostly lies behind this one.
    packet.prefetchBehind()
    guard let first = packet.littleEndian64(ifAt: UInt32(evaluator.entry.first)),
      let second = packet.littleEndian64(ifAt: UInt32(evaluator.entry.second))
    else { return interpret(packet, originalLength) }
    let next = evaluator.entry.answer(first, second)
    // 0 and 1 stand for the two answers.
    guard UInt(bitPattern: next) > 1 else { return next == 0 }
    return evaluate(from: next, packet, originalLength)
  }
}
