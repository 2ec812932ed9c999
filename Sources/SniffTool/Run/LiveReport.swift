internal import Capture
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// The counts of a capture, told and kept.
enum LiveReport {
  /// Tells the counts on standard error.
  ///
  /// - Returns: `nil` when the kernel does not tell, which is said instead.
  @discardableResult
  static func tell<Source: LiveSource & ~Copyable>(
    of source: inout Source, _ taken: Int, isFinal: Bool
  ) -> CaptureStatistics? {
    do throws(CaptureError) {
      let statistics = try source.statistics()
      Console.note(Banner.statistics(captured: taken, statistics, isFinal: isFinal))
      let counts = try source.counts(asksAll: false)
      if counts.count > 1 { for one in counts { Console.note(Banner.statistics(of: one)) } }
      return statistics
    } catch {
      Console.say(error.message(program: ProcessEnvironment.executablePath))
      return nil
    }
  }

  /// Lets a sink keep them, for the end of a file.
  ///
  /// - Parameter asksAll: whether also what is dear to ask is asked anew.
  static func note<Source: LiveSource & ~Copyable, Sink: OutputSink & ~Copyable>(
    _ source: inout Source, in sink: inout Sink, asksAll: Bool
  ) {
    // Counts that cannot be had are told at the end.
    guard let counts = try? source.counts(asksAll: asksAll) else { return }
    for (number, one) in counts.enumerated() { sink.note(PcapngStatistics(one.statistics), of: number) }
    guard counts.isEmpty, let all = try? asksAll ? source.statistics() : source.countersOfSocket() else { return }
    sink.note(PcapngStatistics(all), of: 0)
  }
}

extension PcapngStatistics {
  fileprivate init(_ counts: CaptureStatistics) {
    self.init(
      received: UInt64(clamping: counts.received), droppedByKernel: UInt64(clamping: counts.droppedByKernel),
      droppedByInterface: UInt64(clamping: counts.droppedByInterface))
  }
}
