internal import Filtering
internal import Pipeline
internal import Savefiles
internal import System

extension PacketReading {
  /// Threads that take packets of a file, where they are of use.
  ///
  /// - Parameters:
  ///   - task: what there is to take of it; how many packets, this says.
  ///   - preparation: what they can do for the sink.
  func crew(for task: Crew.Task, _ preparation: Preparation?) -> Crew? {
    guard allowsCrew, let preparation else { return nil }
    // Copying is moving bytes, which one core does as fast as the memory allows.
    if case .packets = preparation, filter == nil { return nil }
    let kind = PacketFilter.Kind(linkType: task.stretches.linkType, isSwapped: task.stretches.isSwapped)
    // Where the expression cannot be had for these packets, whoever takes them one by one says so.
    let program = try? filter?.program(for: kind)
    guard (program == nil) == (filter == nil) else { return nil }
    var task = task
    (task.taken, task.limit) = (count, plan.packetLimit)
    return Crew(task, filter: program, preparation: preparation, threads: threads)
  }

  /// Whether several threads may take packets at all.
  var allowsCrew: Bool { !plan.stop.asksPackets && !plan.looksAtEach && threads > 1 }

  private var threads: Int { plan.threads ?? ProcessEnvironment.availableCores }

  /// Lets a crew take packets, as many as it can.
  ///
  /// - Parameter place: how many bytes have been read, given where in the crew's file it is.
  /// - Returns: where it ended; `nil` when there are no threads to be had.
  mutating func run<Sink: OutputSink & ~Copyable>(
    _ crew: Crew, to sink: inout Sink, place: (Int) -> Int
  ) throws(LoopError<SavefileError>) -> Int? {
    defer {
      count = crew.taken
      overlooked += crew.overlooked
    }
    let outcome = try crew.run(to: &sink) { (sink) throws(OutputError) in
      try attendant.attend(&sink, at: place(crew.position))
    }
    wasInterrupted = outcome?.wasStopped == true
    return outcome?.position
  }

  /// Whether no more packets are wanted.
  var hasEnough: Bool { wasInterrupted || count == plan.packetLimit }
}
