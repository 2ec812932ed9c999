public import Bytes
public import Packets

/// A packet of IP over Fibre Channel, from its network header on. Source: RFC 2625 section 3.1.
///
///     0      2             8      10       16
///     | type | destination | type | source | LLC
public struct IPOverFibreChannel: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipOverFibreChannel
  public static let bindings: [Binding] = [.linkType(.ipOVERFC)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(16)
    self.bytes = bytes
  }

  /// Whom it is for.
  public var destination: MACAddress { MACAddress(rawValue: bytes.load48(2)) }

  /// Who sent it.
  public var source: MACAddress { MACAddress(rawValue: bytes.load48(10)) }

  public var headerLength: Int { 16 }

  public var next: NextProtocol { .kind(.llc) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipfc.nh.da", .mac(destination), at: 2..<8)
    visitor.visit("ipfc.nh.sa", .mac(source), at: 10..<16)
  }
}
