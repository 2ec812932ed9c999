public import Bytes
public import Packets

/// A message of DHCP for IPv6: between client and server, or between relay and server. Source: RFC 8415 sections 8, 9.
///
///     0      1             4                 0      1      2              18             34
///     | type | transaction | options         | type | hops | link address | peer address | options
public struct DHCPv6Message: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dhcpv6
  public static let bindings: [Binding] = [.udpPort(546), .udpPort(547)]

  private enum Offset {
    static let type = 0
    static let transaction = 1
    static let options = 4
    static let link = 2
    static let peer = 18
    static let relayOptions = 34
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.options)
    self.bytes = bytes
  }

  /// What it is: 1 to 11 between client and server, 12 and 13 from and to a relay.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Whether it has the header of a relay.
  public var isRelayed: Bool { type == 12 || type == 13 }

  /// The number that question and answer share, 24 bits; of no meaning when it `isRelayed`.
  public var transaction: UInt32 { bytes.load24(Offset.transaction) }

  /// An address of the link that the client is on, when it `isRelayed`.
  public var link: IPv6Address { get throws(Truncation) { IPv6Address(rawValue: try bytes.uint128(at: Offset.link)) } }

  /// Who the relay has it from or is to give it to, when it `isRelayed`.
  public var peer: IPv6Address { get throws(Truncation) { IPv6Address(rawValue: try bytes.uint128(at: Offset.peer)) } }

  public var headerLength: Int { isRelayed ? Offset.relayOptions : Offset.options }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("dhcpv6.msgtype", type, at: Offset.type, length: 1)
    if isRelayed {
      visitor.visit("dhcpv6.hopcount", bytes.load8(1), at: 1, length: 1)
      guard let link = try? link, let peer = try? peer else { return }
      visitor.visit("dhcpv6.linkaddr", .ipv6(link), at: Offset.link..<Offset.peer)
      visitor.visit("dhcpv6.peeraddr", .ipv6(peer), at: Offset.peer..<Offset.relayOptions)
    } else {
      visitor.visit("dhcpv6.xid", transaction, at: Offset.transaction, length: 3)
    }
    var options = DHCPv6Options(bytes, in: headerLength..<max(headerLength, bytes.byteCount))
    while case .option(let option) = options.next() {
      visitor.visit("dhcpv6.option.type", option.type, at: option.data.lowerBound - 4, length: 2)
    }
  }
}
