public import Bytes

/// A message of Cisco's Dynamic Trunking Protocol: one byte of version, then elements.
public struct DTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dtp
  public static let bindings: [Binding] = [.cisco(0x2004)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// The version.
  public var version: UInt8 { bytes.load8(0) }

  public var headerLength: Int { 1 }

  /// What it tells: 1 domain, 2 status, 3 type, 4 neighbour.
  ///
  /// - Parameter length: bytes of the message, as the layer around it tells.
  @_lifetime(copy self)
  public func elements(length: Int) -> TypeLengthElements { TypeLengthElements(bytes, from: 1, length: length) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("dtp.version", version, at: 0, length: 1)
    visitor.visit(elements(length: bytes.byteCount), ("dtp.tlv_type", "dtp.tlv_len", "dtp.data"))
  }
}
