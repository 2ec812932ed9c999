public import Packets
public import Savefiles

/// Gives each packet to two sinks, one after the other.
public struct TeeSink<First: OutputSink & ~Copyable, Second: OutputSink & ~Copyable>: ~Copyable, OutputSink {
  private var first: First
  private var second: Second

  /// Both sinks; the first is written first.
  public init(_ first: consuming First, _ second: consuming Second) {
    self.first = first
    self.second = second
  }

  public mutating func note(_ statistics: PcapngStatistics, of interface: Int) {
    first.note(statistics, of: interface)
    second.note(statistics, of: interface)
  }

  public mutating func tell(lostAtEnd count: Int) throws(OutputError) {
    try first.tell(lostAtEnd: count)
    try second.tell(lostAtEnd: count)
  }

  public var isFull: Bool { first.isFull || second.isFull }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    try first.write(packet)
    try second.write(packet)
  }

  public mutating func flush() throws(OutputError) {
    try first.flush()
    try second.flush()
  }

  public mutating func settle(isIdle: Bool) throws(OutputError) {
    try first.settle(isIdle: isIdle)
    try second.settle(isIdle: isIdle)
  }

  /// Finishes both; the second even when the first fails, whose error is the one thrown.
  public mutating func finish(isInterrupted: Bool) throws(OutputError) {
    do throws(OutputError) {
      try first.finish(isInterrupted: isInterrupted)
    } catch {
      try? second.finish(isInterrupted: isInterrupted)
      throw error
    }
    try second.finish(isInterrupted: isInterrupted)
  }
}
