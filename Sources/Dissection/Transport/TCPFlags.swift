/// The control bits of a TCP segment, in the low twelve bits. Source: RFC 9293 section 3.1.
public struct TCPFlags: OptionSet, Sendable, BitwiseCopyable {
  /// The bits as they stand behind the data offset.
  public var rawValue: UInt16

  /// The flags of a number.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// No more data from the sender.
  public static let finish = TCPFlags(rawValue: 0x001)
  /// The sequence numbers begin here.
  public static let synchronize = TCPFlags(rawValue: 0x002)
  /// The connection is no more.
  public static let reset = TCPFlags(rawValue: 0x004)
  /// To be handed on without delay.
  public static let push = TCPFlags(rawValue: 0x008)
  /// The acknowledgment number counts.
  public static let acknowledgment = TCPFlags(rawValue: 0x010)
  /// The urgent pointer counts.
  public static let urgent = TCPFlags(rawValue: 0x020)
  /// Congestion was met (RFC 3168).
  public static let congestionEcho = TCPFlags(rawValue: 0x040)
  /// The congestion window was reduced (RFC 3168).
  public static let windowReduced = TCPFlags(rawValue: 0x080)
  /// Accurate ECN (RFC 9768).
  public static let accurateECN = TCPFlags(rawValue: 0x100)
}
