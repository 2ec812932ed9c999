public import Bytes
import Packets

/// An encrypted payload of IPsec; only its first eight bytes are in the clear. Source: RFC 4303 section 2.
///
///     0     4                 8
///     | SPI | sequence number | encrypted payload ...
public struct EncapsulatedPayload: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.esp
  public static let bindings: [Binding] = [.ipProtocol(.esp)]

  private enum Offset {
    static let securityParametersIndex = 0
    static let sequenceNumber = 4
    static let payload = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The number of the security association.
  public var securityParametersIndex: UInt32 { bytes.load32(Offset.securityParametersIndex) }

  /// Counts the packets of the association.
  public var sequenceNumber: UInt32 { bytes.load32(Offset.sequenceNumber) }

  public var headerLength: Int { Offset.payload }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("esp.spi", securityParametersIndex, at: Offset.securityParametersIndex, length: 4)
    visitor.visit("esp.sequence", sequenceNumber, at: Offset.sequenceNumber, length: 4)
  }
}
