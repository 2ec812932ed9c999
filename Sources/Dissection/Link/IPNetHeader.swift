public import Bytes
import Packets

/// The header of Solaris's captures within a machine. Source: LINKTYPE_IPNET of tcpdump.org, `dl_ipnetinfo` of Solaris.
///
///     0         1        2           4        8           12                16            20                 24
///     | version | family | hook type | length | interface | group interface | source zone | destination zone | payload
public struct IPNetHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipnet
  public static let bindings: [Binding] = [.linkType(.ipnet)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(24)
    self.bytes = bytes
  }

  /// The version.
  public var version: UInt8 { bytes.load8(0) }

  /// The protocol family: 2 for IPv4, 26 for IPv6.
  public var family: UInt8 { bytes.load8(1) }

  /// Which zone it comes from.
  public var sourceZone: UInt32 { bytes.load32(16) }

  /// Which zone it goes to.
  public var destinationZone: UInt32 { bytes.load32(20) }

  public var headerLength: Int { 24 }

  public var next: NextProtocol {
    switch family {
    case 2: .at(.etherType(.ipv4))
    case 26: .at(.etherType(.ipv6))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipnet.version", version, at: 0, length: 1)
    visitor.visit("ipnet.family", family, at: 1, length: 1)
    visitor.visit("ipnet.zsrc", sourceZone, at: 16, length: 4)
    visitor.visit("ipnet.zdst", destinationZone, at: 20, length: 4)
  }
}
