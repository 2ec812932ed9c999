public import Bytes
import Packets

/// A VXLAN header that says what it carries. Source: draft-ietf-nvo3-vxlan-gpe-13 section 3.
///
///     0       1          3      4     7
///     | flags | reserved | next | VNI | reserved
public struct VXLANGPEHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vxlanGPE
  public static let bindings: [Binding] = [.udpPort(4790)]

  private enum Offset {
    static let flags = 0
    static let nextProtocol = 3
    static let network = 4
    static let payload = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The flags as they stand, with the version among them.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// What it carries: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH.
  public var nextProtocol: UInt8 { bytes.load8(Offset.nextProtocol) }

  /// The VXLAN network identifier.
  public var network: UInt32 { bytes.load24(Offset.network) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol {
    switch nextProtocol {
    case 1: .kind(.ipv4)
    case 2: .kind(.ipv6)
    case 3: .kind(.ethernet)
    case 4: .kind(.nsh)
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vxlan.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("vxlan.next_proto", nextProtocol, at: Offset.nextProtocol, length: 1)
    visitor.visit("vxlan.vni", network, at: Offset.network, length: 3)
  }
}

extension VXLANGPEHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The flags as they stand.
    public var flags: UInt8? { bytes.uint8(ifAt: Offset.flags) }
  }
}
