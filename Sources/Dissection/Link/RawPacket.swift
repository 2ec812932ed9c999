public import Bytes
import Packets

/// An IP packet without any link-layer header: its first four bits say which IP it is.
///
/// The link types of IPv4 and IPv6 alone are no promise either. Source: LINKTYPE_RAW, LINKTYPE_IPV4, LINKTYPE_IPV6 of
/// tcpdump.org.
public struct RawPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.raw
  // 12 is what `DLT_RAW` is on most systems, and files have it.
  public static let bindings: [Binding] = [
    .linkType(.raw), .linkType(LinkType(rawValue: 12)), .linkType(.ipv4), .linkType(.ipv6),
  ]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// The version of IP.
  public var version: UInt8 { bytes.load8(0) >> 4 }

  public var headerLength: Int { 0 }

  public var next: NextProtocol {
    switch version {
    case 4: .at(.ipProtocol(.ipv4))
    case 6: .at(.ipProtocol(.ipv6))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {}
}
