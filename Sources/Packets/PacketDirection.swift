/// Which way a packet went through the interface it was captured on.
public enum PacketDirection: UInt8, Sendable, BitwiseCopyable {
  /// The source does not say.
  case unknown
  /// Received by this machine.
  case inbound
  /// Sent by this machine.
  case outbound
}
