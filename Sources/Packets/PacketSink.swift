/// Where packets go: a savefile, lines of text, a count.
public protocol PacketSink: ~Copyable {
  /// What can go wrong while writing.
  associatedtype Failure: Error

  /// Takes a packet; the bytes are the source's again when this returns.
  mutating func write(_ packet: borrowing CapturedPacket) throws(Failure)

  /// Hands everything taken so far to the kernel.
  mutating func flush() throws(Failure)
}
