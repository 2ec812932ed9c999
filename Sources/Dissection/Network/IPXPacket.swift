public import Bytes
public import Packets

/// A packet of Novell's IPX. Source: Novell, "IPX router specification", chapter 2.
///
///     0          2        4      5      6                18               30
///     | checksum | length | hops | type | destination    | source         |
///
/// An address is a network of four bytes, a node of six, and a socket of two.
public struct IPXPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipx
  public static let bindings: [Binding] = [
    .etherType(.ipx), .llc(0xe0), .llc(0xff), .ppp(0x002b),
  ]

  /// Bytes of header.
  public static let headerLength = 30

  private enum Offset {
    static let checksum = 0
    static let length = 2
    static let hops = 4
    static let type = 5
    static let destination = 6
    static let source = 18
    static let node = 4
    static let socket = 10
  }

  /// Sockets that are known by what is sent to them.
  public enum Socket {
    /// NetWare Core Protocol.
    public static let core: UInt16 = 0x0451
    /// Service Advertising Protocol.
    public static let advertising: UInt16 = 0x0452
    /// Routing Information Protocol.
    public static let routing: UInt16 = 0x0453
    /// NetBIOS.
    public static let netBIOS: UInt16 = 0x0455
    /// Diagnostics.
    public static let diagnostics: UInt16 = 0x0456
    /// NetBIOS datagrams of Windows.
    public static let datagram: UInt16 = 0x0553
    /// Cisco's Enhanced Interior Gateway Routing Protocol.
    public static let gateway: UInt16 = 0x85be
  }

  /// An address.
  public struct Address: Sendable, Equatable {
    /// The network's number.
    public var network: UInt32
    /// The node in it, usually its Ethernet address.
    public var node: MACAddress
    /// The socket in the node.
    public var socket: UInt16
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// The checksum; 0xffff says that there is none.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// Bytes of packet, header included.
  public var length: Int { Int(bytes.load16(Offset.length)) }

  /// Routers it has passed.
  public var hopCount: UInt8 { bytes.load8(Offset.hops) }

  /// The packet's type.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Who it is for.
  public var destination: Address { address(at: Offset.destination) }

  /// Who sent it.
  public var source: Address { address(at: Offset.source) }

  private func address(at offset: Int) -> Address {
    Address(
      network: bytes.load32(offset), node: MACAddress(rawValue: bytes.load48(offset + Offset.node)),
      socket: bytes.load16(offset + Offset.socket))
  }

  public var headerLength: Int { Self.headerLength }

  public var payloadLength: Int? { max(0, length - Self.headerLength) }

  /// Of all that IPX carries only a routing protocol has a layer of its own.
  public var next: NextProtocol {
    length >= Self.headerLength && destination.socket == Socket.gateway
      ? .at(.ipProtocol(IPProtocol(rawValue: 88))) : .none
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipx.checksum", checksum, at: Offset.checksum, length: 2)
    visitor.visit("ipx.len", UInt16(truncatingIfNeeded: length), at: Offset.length, length: 2)
    visitor.visit("ipx.hops", hopCount, at: Offset.hops, length: 1)
    visitor.visit("ipx.packet_type", type, at: Offset.type, length: 1)
    visit(destination, at: Offset.destination, ("ipx.dst.net", "ipx.dst.node", "ipx.dst.socket"), into: &visitor)
    visit(source, at: Offset.source, ("ipx.src.net", "ipx.src.node", "ipx.src.socket"), into: &visitor)
  }

  private func visit(
    _ address: Address, at offset: Int, _ names: (StaticString, StaticString, StaticString),
    into visitor: inout some FieldVisitor
  ) {
    visitor.visit(names.0, address.network, at: offset, length: 4)
    visitor.visit(names.1, .mac(address.node), at: (offset + Offset.node)..<(offset + Offset.socket))
    visitor.visit(names.2, address.socket, at: offset + Offset.socket, length: 2)
  }
}
