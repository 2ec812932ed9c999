public import Bytes
import Packets

/// A header of the Subnetwork Access Protocol, behind LLC. Source: IEEE 802-2014 section 9.2.
///
///     0              3          5
///     | organisation | protocol | payload
public struct SNAPHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.snap
  public static let bindings: [Binding] = []

  /// The service access point of frames with such a header.
  public static let accessPoint: UInt8 = 0xaa

  /// The network layer protocol identifier of frames with such a header.
  public static let identifier: UInt8 = 0x80

  /// Organisations whose protocol numbers mean something to us.
  public enum Organization {
    /// EtherTypes.
    public static let ethernet: UInt32 = 0x000000
    /// EtherTypes, in frames that a bridge of Cisco's passes on.
    public static let ciscoBridged: UInt32 = 0x0000f8
    /// Cisco's own protocols.
    public static let cisco: UInt32 = 0x00000c
    /// Apple's, of which one is the EtherType of AppleTalk.
    public static let apple: UInt32 = 0x080007
    /// Whole frames of other networks (RFC 2684 section 5.2).
    public static let bridged: UInt32 = 0x0080c2
  }

  private static let appleTalk: UInt16 = 0x809b
  private static let bridgeMessage: UInt16 = 14
  private static let bridgeAccessPoint: UInt8 = 0x42

  private let bytes: RawSpan

  private let padding: Int

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { try self.init(bytes, padding: 2) }

  /// The view of a header with so many bytes of padding in front of a bridged frame.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, padding: Int) throws(Truncation) {
    try bytes.require(5)
    self.bytes = bytes
    self.padding = padding
  }

  /// Who gave the protocol its number.
  public var organization: UInt32 { bytes.load24(0) }

  /// The protocol's number.
  public var number: UInt16 { bytes.load16(3) }

  /// Whether the payload is an Ethernet frame, behind the padding.
  public var carriesEthernet: Bool { organization == Organization.bridged && (number == 1 || number == 7) }

  public var headerLength: Int { carriesEthernet ? 5 + padding : 5 }

  public var next: NextProtocol {
    switch organization {
    case Organization.ethernet, Organization.ciscoBridged: .at(.etherType(EtherType(rawValue: number)))
    case Organization.apple: number == Self.appleTalk ? .at(.etherType(EtherType(rawValue: number))) : .none
    case Organization.cisco: .at(.cisco(number))
    case Organization.bridged where carriesEthernet: .kind(.ethernet)
    case Organization.bridged where number == Self.bridgeMessage: .at(.llc(Self.bridgeAccessPoint))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("llc.oui", organization, at: 0, length: 3)
    visitor.visit(organization == Organization.ethernet ? "llc.type" : "llc.pid", number, at: 3, length: 2)
  }
}
