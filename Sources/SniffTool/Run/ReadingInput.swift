internal import Pipeline

/// Savefiles that are open to be read: one, or several as one stream.
protocol ReadingInput: ~Copyable {
  /// What a savefile must know of their packets.
  var contents: SinkChoice.Contents { get }

  /// Puts the packets that are wanted into a sink.
  mutating func fill<Sink: OutputSink & ~Copyable>(
    _ sink: inout Sink, _ reading: inout PacketReading
  ) throws(ToolError)
}
