/// What earlier packets say about a packet: all of the state that a line may depend on, apart from their times.
///
/// Given the same packet, notes and options, rendering gives the same bytes, whoever does it.
public struct PacketNotes: Sendable {
  /// For the TCP segment in the packet; of several, the innermost.
  public var tcp = TCPSequenceNote()

  /// For a reply of Sun RPC in the packet: the call it answers; `nil` when that was not seen, or too long ago.
  public var call: RPCCall?

  /// For a reply of RX in the packet: the operation that it answers; `nil` when the call was not seen, or too long ago.
  public var rxOperation: UInt32?
  /// For the ISAKMP message of version 1 in the packet.
  public var isakmp = ISAKMPRole.unknown

  /// Nothing to say.
  @inlinable public init() {}
}
