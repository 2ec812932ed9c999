public import Bytes
import Packets

/// A frame of classical IP over ATM as Linux captures it: with an LLC header, or an IP packet from the first byte on.
///
/// Source: LINKTYPE_LINUX_ATM_CLIP of tcpdump.org, RFC 2225 section 5.
public struct ClassicalIPFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.classicalIP
  public static let bindings: [Binding] = [.linkType(.atmCLIP)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(6)
    self.bytes = bytes
  }

  /// Whether it begins with the LLC and SNAP headers of RFC 2225.
  public var hasLLC: Bool { bytes.load48(0) == 0xaaaa_0300_0000 }

  public var headerLength: Int { 0 }

  public var next: NextProtocol { hasLLC ? .kind(.llc) : .at(.etherType(.ipv4)) }

  public func fields(into visitor: inout some FieldVisitor) {}
}
