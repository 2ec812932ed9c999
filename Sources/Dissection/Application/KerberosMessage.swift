public import Bytes

/// A message of Kerberos, of which only version 4 can be read without ASN.1. Source: Athena Technical Plan section E.2.1.
///
///     0         1
///     | version | type:7 little-endian:1 | texts ended by zeros, and numbers
public struct KerberosMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.kerberos
  public static let bindings: [Binding] = [.udpPort(88), .udpPort(750)]

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// The version up to 4; later ones begin with a tag of ASN.1.
  public var version: UInt8 { bytes.load8(0) }

  /// Of version 4: what it is, in the high seven bits, the lowest being 0.
  public var type: UInt8? { bytes.uint8(ifAt: 1).map { $0 & 0xfe } }

  /// Of version 4: the order of the bytes in numbers.
  public var byteOrder: ByteOrder? { bytes.uint8(ifAt: 1).map { $0 & 1 == 0 ? .bigEndian : .littleEndian } }

  public var headerLength: Int { 1 }

  public func fields(into visitor: inout some FieldVisitor) {
    guard version <= 4 else { return }
    visitor.visit("krb4.version", version, at: 0, length: 1)
    if let type { visitor.visit("krb4.auth_msg_type", type, at: 1, length: 1) }
  }
}
