public import Packets

/// Takes packets and does nothing with them: the loop counts.
public struct CountSink: OutputSink {
  /// A sink without a bottom.
  public init() {}

  public var preparation: Preparation? { .count }
  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {}
  public mutating func flush() throws(OutputError) {}
  public mutating func settle(isIdle: Bool) throws(OutputError) {}
  public mutating func finish(isInterrupted: Bool) throws(OutputError) {}
}
