public import Bytes

/// A message of the Cisco Discovery Protocol. Source: Cisco, "Cisco Discovery Protocol frame format".
///
///     0         1              2          4
///     | version | time to live | checksum | elements
public struct CDPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.cdp
  public static let bindings: [Binding] = [.cisco(0x2000)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// The version: 1 or 2.
  public var version: UInt8 { bytes.load8(0) }

  /// For how many seconds the message holds.
  public var timeToLive: UInt8 { bytes.load8(1) }

  /// The checksum, which nobody verifies.
  public var checksum: UInt16 { bytes.load16(2) }

  public var headerLength: Int { 4 }

  /// What it tells.
  ///
  /// - Parameter length: bytes of the message, as the layer around it tells.
  @_lifetime(copy self)
  public func elements(length: Int) -> TypeLengthElements { TypeLengthElements(bytes, from: 4, length: length) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("cdp.version", version, at: 0, length: 1)
    visitor.visit("cdp.ttl", timeToLive, at: 1, length: 1)
    visitor.visit("cdp.checksum", checksum, at: 2, length: 2)
    visitor.visit(elements(length: bytes.byteCount), ("cdp.tlv.type", "cdp.tlv.len", "cdp.tlv.value"))
  }
}
