public import Bytes

/// A message by which neighbours find out whether they still reach each other. Source: RFC 5880 section 4.1.
///
///     0                     1               2            3        4    8      12          16           20
///     | version, diagnostic | state, flags | multiplier | length | my | your | transmits | receives  | echoes
public struct BFDMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.bfd
  public static let bindings: [Binding] = [
    .udpDestination(3784), .udpDestination(3785), .udpDestination(4784), .udpDestination(6784), .udpDestination(7784),
  ]

  /// Bytes of the fixed header.
  public static let fixedLength = 24

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The version in three bits, and why the session changed last in five.
  public var versionAndDiagnostic: UInt8 { bytes.load8(0) }

  /// The state in two bits, and flags.
  public var flags: UInt8 { bytes.load8(1) }

  /// Messages that may be lost before the session is down.
  public var multiplier: UInt8 { bytes.load8(2) }

  /// Bytes of the message.
  public var length: UInt8 { bytes.load8(3) }

  /// The sender's number of the session.
  public var myDiscriminator: UInt32 { bytes.load32(4) }

  /// The receiver's number of the session; 0 unknown.
  public var yourDiscriminator: UInt32 { bytes.load32(8) }

  /// Microseconds between messages that the sender wants to send.
  public var transmitInterval: UInt32 { bytes.load32(12) }

  /// Microseconds between messages that the sender can receive.
  public var receiveInterval: UInt32 { bytes.load32(16) }

  /// The same for echoes; 0 for none.
  public var echoInterval: UInt32 { bytes.load32(20) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("bfd.version", versionAndDiagnostic, at: 0, length: 1)
    visitor.visit("bfd.flags", flags, at: 1, length: 1)
    visitor.visit("bfd.detect_time_multiplier", multiplier, at: 2, length: 1)
    visitor.visit("bfd.message_length", length, at: 3, length: 1)
    visitor.visit("bfd.my_discriminator", myDiscriminator, at: 4, length: 4)
    visitor.visit("bfd.your_discriminator", yourDiscriminator, at: 8, length: 4)
    visitor.visit("bfd.desired_min_tx_interval", transmitInterval, at: 12, length: 4)
    visitor.visit("bfd.required_min_rx_interval", receiveInterval, at: 16, length: 4)
    visitor.visit("bfd.required_min_echo_interval", echoInterval, at: 20, length: 4)
  }
}
