public import Bytes
import Packets

/// A packet of the OSI network layer, which begins with the number of its protocol. Source: ISO/IEC TR 9577 section 5.
///
///     0          1
///     | protocol | by protocol
public struct OSIPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.osi
  public static let bindings: [Binding] = [.llc(0xfe), .ppp(0x23), .etherType(EtherType(rawValue: 0xfe))]

  /// Numbers of protocols.
  public enum Number {
    /// The connectionless network protocol, ISO 8473.
    public static let clnp: UInt8 = 0x81
    /// End system to intermediate system, ISO 9542.
    public static let esis: UInt8 = 0x82
    /// Intermediate system to intermediate system, ISO 10589.
    public static let isis: UInt8 = 0x83
    /// IPv6.
    public static let ipv6: UInt8 = 0x8e
    /// IPv4.
    public static let ipv4: UInt8 = 0xcc
    /// PPP.
    public static let ppp: UInt8 = 0xcf
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// The number of the protocol.
  public var number: UInt8 { bytes.load8(0) }

  /// The number belongs to the header of the protocols that OSI made itself.
  public var headerLength: Int { number == Number.ipv4 || number == Number.ipv6 || number == Number.ppp ? 1 : 0 }

  public var next: NextProtocol {
    switch number {
    case Number.clnp: .kind(.clnp)
    case Number.esis: .kind(.esis)
    case Number.isis: .kind(.isis)
    case Number.ipv4: .kind(.ipv4)
    case Number.ipv6: .kind(.ipv6)
    case Number.ppp: .kind(.ppp)
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("osi.nlpid", number, at: 0, length: 1)
  }
}
