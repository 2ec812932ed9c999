public import Bytes
public import Packets

/// A message of the Open Shortest Path First protocol. Source: RFC 2328 section A.3, RFC 5340 section A.3.
///
///     0         1      2        4           8      12         14
///     | version | type | length | router id | area | checksum | by version
public struct OSPFMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ospf
  public static let bindings: [Binding] = [.ipProtocol(IPProtocol(rawValue: 89))]

  private enum Offset {
    static let version = 0
    static let type = 1
    static let length = 2
    static let router = 4
    static let area = 8
    static let checksum = 12
    static let authenticationType = 14
    static let authentication = 16
    static let body = 24
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.authentication)
    self.bytes = bytes
  }

  /// 2 over IPv4, 3 over IPv6.
  public var version: UInt8 { bytes.load8(Offset.version) }

  /// 1 hello, 2 database description, 3 request, 4 update, 5 acknowledgment.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Bytes of header and body, without what authenticates it behind them.
  public var length: UInt16 { bytes.load16(Offset.length) }

  /// The number of the sender.
  public var router: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.router)) }

  /// The number of the area; 0 the backbone.
  public var area: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.area)) }

  /// The checksum, without the authentication.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// Of version 2, how the sender is known: 0 not at all, 1 by a password, 2 by a digest.
  public var authenticationType: UInt16 { bytes.load16(Offset.authenticationType) }

  /// Of version 2, password or number of the key; as far as it was captured.
  public var authentication: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(Offset.body - Offset.authentication, from: Offset.authentication) }
  }

  public var headerLength: Int { version == 2 ? Offset.body : Offset.authentication }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ospf.version", version, at: Offset.version, length: 1)
    visitor.visit("ospf.msg", type, at: Offset.type, length: 1)
    visitor.visit("ospf.packet_length", length, at: Offset.length, length: 2)
    visitor.visit("ospf.srcrouter", .ipv4(router), at: Offset.router..<Offset.area)
    visitor.visit("ospf.area_id", .ipv4(area), at: Offset.area..<Offset.checksum)
    visitor.visit("ospf.checksum", checksum, at: Offset.checksum, length: 2)
    guard version == 2 else { return }
    visitor.visit("ospf.auth.type", authenticationType, at: Offset.authenticationType, length: 2)
  }
}
