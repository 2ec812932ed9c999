public import Bytes
import Packets

/// What Broadcom's switches put in front of packets that they copy for lawful interception. Source: none that is public;
/// as Wireshark and tcpdump read it.
///
///     direction:3 type:4 subtype:3 interception:22
public struct BroadcomInterceptShim: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.broadcomIntercept
  public static let bindings: [Binding] = [.udpSource(49_152)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// 2 for what went out, 3 for what came in.
  public var direction: UInt32 { bytes.load32(0) >> 29 }

  /// 4 for one that nobody looked at, 5 and 6 for IPv4 and IPv6, 7 for Ethernet.
  public var type: UInt32 { bytes.load32(0) >> 25 & 0xf }

  /// How many VLAN tags there are.
  public var subtype: UInt32 { bytes.load32(0) >> 22 & 7 }

  /// Which interception.
  public var interception: UInt32 { bytes.load32(0) & 0x3f_ffff }

  /// The version of IP that the first byte of what is behind it tells.
  public var guessedVersion: UInt8? { bytes.uint8(ifAt: 4).map { $0 >> 4 } }

  public var headerLength: Int { 4 }

  public var next: NextProtocol {
    switch (type, guessedVersion) {
    case (7, _): .at(.linkType(.ethernet))
    case (5, _), (4, 4): .at(.etherType(.ipv4))
    case (6, _), (4, 6): .at(.etherType(.ipv6))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("bcm_li.direction", direction, at: 0, length: 1)
    visitor.visit("bcm_li.pkt_type", type, at: 0, length: 1)
    visitor.visit("bcm_li.pkt_subtype", subtype, at: 0, length: 2)
    visitor.visit("bcm_li.id", interception, at: 1, length: 3)
  }
}
