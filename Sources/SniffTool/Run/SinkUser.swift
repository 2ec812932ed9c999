internal import Pipeline

/// Something that puts packets into a sink of whatever kind.
protocol SinkUser: ~Copyable {
  /// Puts them in, and leaves the sink unfinished.
  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError)

  /// Whether a signal ended it.
  var wasInterrupted: Bool { get }
}

extension SinkUser where Self: ~Copyable {
  /// Fills a sink and finishes it, whatever happens.
  mutating func use<Sink: OutputSink & ~Copyable>(_ sink: consuming Sink) throws(ToolError) {
    var sink = sink
    var failure: ToolError?
    do throws(ToolError) {
      try fill(&sink)
    } catch {
      failure = error
    }
    do throws(OutputError) {
      try sink.finish(isInterrupted: wasInterrupted)
    } catch {
      // When the output itself has failed already, its end can say nothing new.
      if case .output = failure {} else { failure = .output(error) }
    }
    if let failure { throw failure }
  }
}
