public import Bytes
import Packets

/// An advertisement of the Virtual Router Redundancy Protocol. Source: RFC 3768 section 5.1, RFC 5798 section 5.1.
///
///     0         4      8       16         24      32                 48
///     | version | type | router | priority | count | by version       | checksum | addresses
public struct VRRPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vrrp
  public static let bindings: [Binding] = [.ipProtocol(IPProtocol(rawValue: 112))]

  private enum Offset {
    static let versionAndType = 0
    static let router = 1
    static let priority = 2
    static let count = 3
    static let authentication = 4
    static let interval = 5
    static let checksum = 6
    static let addresses = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.addresses)
    self.bytes = bytes
  }

  /// 2 or 3.
  public var version: UInt8 { bytes.load8(Offset.versionAndType) >> 4 }

  /// 1 for an advertisement.
  public var type: UInt8 { bytes.load8(Offset.versionAndType) & 0xf }

  /// The number of the virtual router.
  public var router: UInt8 { bytes.load8(Offset.router) }

  /// The sender's priority; 255 for the owner of the addresses, 0 when it gives up.
  public var priority: UInt8 { bytes.load8(Offset.priority) }

  /// How many addresses there are.
  public var count: UInt8 { bytes.load8(Offset.count) }

  /// Of version 2, how the sender is known: 0 not at all, 1 by a password, 2 by a header of its own.
  public var authenticationType: UInt8 { bytes.load8(Offset.authentication) }

  /// Time between advertisements: seconds in version 2, hundredths of a second in version 3.
  public var interval: UInt16 {
    version == 2 ? UInt16(bytes.load8(Offset.interval)) : bytes.load16(Offset.authentication) & 0xfff
  }

  /// The checksum; in version 3 over addresses and protocol of the IP header too.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  public var headerLength: Int { Offset.addresses }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vrrp.version", version, at: Offset.versionAndType, length: 1)
    visitor.visit("vrrp.type", type, at: Offset.versionAndType, length: 1)
    visitor.visit("vrrp.virt_rtr_id", router, at: Offset.router, length: 1)
    visitor.visit("vrrp.prio", priority, at: Offset.priority, length: 1)
    visitor.visit("vrrp.addr_count", count, at: Offset.count, length: 1)
    if version == 2 {
      visitor.visit("vrrp.auth_type", authenticationType, at: Offset.authentication, length: 1)
      visitor.visit("vrrp.adver_int", interval, at: Offset.interval, length: 1)
    } else {
      visitor.visit("vrrp.short_adver_int", interval, at: Offset.authentication, length: 2)
    }
    visitor.visit("vrrp.checksum", checksum, at: Offset.checksum, length: 2)
    for index in 0..<Int(count) {
      let offset = Offset.addresses + 4 * index
      guard let address = bytes.uint32(ifAt: offset) else { return }
      visitor.visit("vrrp.ip_addr", .ipv4(IPv4Address(rawValue: address)), at: offset..<(offset + 4))
    }
  }
}
