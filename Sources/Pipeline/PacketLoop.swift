public import Filtering
public import Packets
public import System

/// Moves packets from a source to a sink: those that a filter holds for, up to a number of them.
public struct PacketLoop {
  /// What whoever attends the loop wants of it.
  public enum Wish: Equatable, Sendable {
    /// To go on.
    case goOn
    /// To take what is on its way still, and end: the source was told to stop.
    case drain
    /// To end at once.
    case stop
  }

  /// Packets between two looks at what else wants attention.
  private static let batch = 256

  /// The packets that the filter sees at all; `nil` for all.
  public var selection: PacketSelection?
  /// Packets of those that the filter holds for which are passed over first.
  public var skip = 0
  /// The packets to take; `nil` for all.
  public var filter: PacketFilter?
  /// The number of packets after which it ends; `nil` for no such end.
  public var limit: Int?
  /// The bytes of packets after which it ends, each counted with the 16 of a pcap file's header; `nil` for no such end.
  public var byteLimit: Int?
  /// Asked of every packet that is taken, whether it is the last one; `nil` for no such end.
  public var isLast: ((borrowing CapturedPacket) -> Bool)?
  /// Whether one of these two has ended it.
  public private(set) var hasReachedEnd = false
  /// Packets taken so far.
  public private(set) var taken = 0
  /// Bytes of these, where there is a limit of them.
  public private(set) var bytesTaken = 0
  /// Packets that the filter turned away without having looked into them.
  public private(set) var overlooked = OverlookedCounts()

  /// A loop that has not begun.
  public init(filter: PacketFilter? = nil, limit: Int? = nil) {
    self.filter = filter
    self.limit = limit
  }

  private enum Pause {
    case full, idle, end
    case failed(Failure)

    var isEnd: Bool { if case .end = self { true } else { false } }
    var isIdle: Bool { if case .idle = self { true } else { false } }
  }

  /// What else than the source can fail.
  private enum Failure {
    case output(OutputError)
    case filter(FilterError, LinkType)
  }

  /// Runs until the source ends, the limit is reached, the sink is full, something fails or `attend` wants an end.
  ///
  /// Leaves the sink unfinished.
  ///
  /// - Parameter attend: called at every pause: when no packet is at hand, and after a number of them.
  /// - Returns: whether `attend` ended it.
  /// - Throws: `LoopError` with the failure of the source or the sink.
  public mutating func run<Source: PacketSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    from source: inout Source, to sink: inout Sink,
    attend: (inout Source, inout Sink, Int) throws(OutputError) -> Wish
  ) throws(LoopError<Source.Failure>) -> Bool {
    try run(from: &source, to: &sink, attend: attend) { (loop, source, sink) throws(Source.Failure) in
      try loop.takeBatch(from: &source, to: &sink)
    }
  }

  /// Whether it takes every packet, whatever is in it, up to a number of them: only then it moves records.
  public var takesAll: Bool { selection == nil && skip == 0 && filter == nil && byteLimit == nil && isLast == nil }

  /// Runs as `run(from:to:attend:)`, and moves packets as records from where they lie, to a sink that has room for them.
  public mutating func run<Source: RecordSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    recordsFrom source: inout Source, to sink: inout Sink,
    attend: (inout Source, inout Sink, Int) throws(OutputError) -> Wish
  ) throws(LoopError<Source.Failure>) -> Bool {
    var records = GatherBuffer()
    return try run(from: &source, to: &sink, attend: attend) { (loop, source, sink) throws(Source.Failure) in
      var room = sink.recordRoom
      if let limit = loop.limit { room.count = min(room.count, limit - loop.taken) }
      let run = try source.giveRecords(to: &records, room)
      guard run.count > 0 else { return source.isAtEnd ? .end : .idle }
      do throws(OutputError) {
        try sink.write(records: &records, run)
      } catch {
        return .failed(.output(error))
      }
      if sink.isFull { return .end }
      loop.taken += run.count
      return loop.taken == loop.limit ? .end : .full
    }
  }

  private mutating func run<Source: PacketSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    from source: inout Source, to sink: inout Sink,
    attend: (inout Source, inout Sink, Int) throws(OutputError) -> Wish,
    take: (inout PacketLoop, inout Source, inout Sink) throws(Source.Failure) -> Pause
  ) throws(LoopError<Source.Failure>) -> Bool {
    var wasStopped = false
    while true {
      let pause: Pause
      do throws(Source.Failure) {
        pause = try take(&self, &source, &sink)
      } catch {
        throw .source(error)
      }
      if case .failed(let failure) = pause {
        switch failure {
        case .output(let error): throw .output(error)
        case .filter(let error, let linkType): throw .filter(error, linkType)
        }
      }
      do throws(OutputError) {
        if pause.isEnd { return wasStopped }
        try sink.settle(isIdle: pause.isIdle)
        if sink.isFull { return false }
        switch try attend(&source, &sink, taken) {
        case .goOn: break
        case .drain: wasStopped = true
        case .stop: return true
        }
      } catch {
        throw .output(error)
      }
      guard pause.isIdle, !source.isAtEnd else { continue }
      // A source that was stopped says itself when it has given all: what came before `attend` is still in it.
      do throws(Source.Failure) {
        try source.wait()
      } catch {
        throw .source(error)
      }
    }
  }

  /// What is done with a packet.
  private enum Verdict {
    case take, pass, end
    case fail(FilterError)
  }

  /// Moves a number of packets.
  ///
  /// Compiled for each of the usual cases by itself, so that none pays for the others.
  private mutating func takeBatch<Source: PacketSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    from source: inout Source, to sink: inout Sink
  ) throws(Source.Failure) -> Pause {
    guard selection == nil, skip == 0 else {
      return try takeBatch(from: &source, to: &sink) { (packet, loop) in loop.judge(packet) }
    }
    guard let filter else {
      let count: Int?
      do throws(OutputError) {
        count = try copyAtHand(from: &source, to: &sink)
      } catch {
        return .failed(.output(error))
      }
      guard let count else { return .end }
      return try takeBatch(from: &source, to: &sink, count: count) { (_, _) in .take }
    }
    let program = filter.first
    return try takeBatch(from: &source, to: &sink) { (packet, loop) in
      guard filter.isFirst(for: packet) else { return loop.judge(packet) }
      if program.matches(packet) { return .take }
      if let kind = program.overlooked(packet) { loop.overlooked.add(kind) }
      return .pass
    }
  }

  /// Hands on the packets at hand as they stand in the source, all of which are wanted.
  ///
  /// Not where a filter chooses: asking it in the midst of that costs more than copying what it lets pass.
  ///
  /// - Returns: how many packets to take one by one then; `nil` after the last one that is wanted.
  @inline(__always)
  private mutating func copyAtHand<Source: PacketSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    from source: inout Source, to sink: inout Sink
  ) throws(OutputError) -> Int? {
    guard byteLimit == nil, isLast == nil else { return Self.batch }
    let goesOn = try sink.copyRecords(of: &source) { _ in
      taken += 1
      return taken == limit
    }
    // One packet makes the source read on.
    return goesOn.map { $0 ? 1 : nil } ?? Self.batch
  }

  @inline(__always)
  private mutating func takeBatch<Source: PacketSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    from source: inout Source, to sink: inout Sink, count: Int = PacketLoop.batch,
    judge: (borrowing CapturedPacket, inout PacketLoop) -> Verdict
  ) throws(Source.Failure) -> Pause {
    let asksPackets = byteLimit != nil || isLast != nil
    for _ in 0..<count {
      guard let packet = try source.next() else { return source.isAtEnd ? .end : .idle }
      switch judge(packet, &self) {
      case .take: break
      case .pass: continue
      case .end: return .end
      case .fail(let error): return .failed(.filter(error, packet.linkType))
      }
      do throws(OutputError) {
        try sink.write(packet)
      } catch {
        return .failed(.output(error))
      }
      if sink.isFull { return .end }
      taken += 1
      if taken == limit || asksPackets && endsIt(packet) { return .end }
    }
    return .full
  }

  /// What is done with a packet, whatever is asked for.
  private mutating func judge(_ packet: borrowing CapturedPacket) -> Verdict {
    if let verdict = selection?.judge(packet), verdict != .take { return verdict == .end ? .end : .pass }
    do throws(FilterError) {
      if let program = try filter?.program(for: packet), !program.matches(packet) {
        if let kind = program.overlooked(packet) { overlooked.add(kind) }
        return .pass
      }
    } catch {
      return .fail(error)
    }
    guard skip > 0 else { return .take }
    skip -= 1
    return .pass
  }

  /// Whether a packet that was taken is the last one for what is in it.
  @inline(never)
  private mutating func endsIt(_ packet: borrowing CapturedPacket) -> Bool {
    if let byteLimit {
      bytesTaken += packet.capturedLength + Self.headerLength
      if bytesTaken >= byteLimit { hasReachedEnd = true }
    }
    if let isLast, isLast(packet) { hasReachedEnd = true }
    return hasReachedEnd
  }

  /// Bytes of a packet's header in a pcap file.
  private static let headerLength = 16
}
