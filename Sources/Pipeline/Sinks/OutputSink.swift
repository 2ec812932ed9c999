public import Packets

/// The end of a packet's way.
public protocol OutputSink: PacketSink, ~Copyable where Failure == OutputError {
  /// A pause between packets: what is to be seen soon is handed to the kernel.
  ///
  /// - Parameter isIdle: whether no packet is at hand; otherwise a number of packets have passed.
  mutating func settle(isIdle: Bool) throws(OutputError)

  /// Nothing more comes: everything is written, and files are closed.
  ///
  /// - Parameter isInterrupted: whether somebody wants an end now, so that no line waits for a name any more.
  mutating func finish(isInterrupted: Bool) throws(OutputError)
}
