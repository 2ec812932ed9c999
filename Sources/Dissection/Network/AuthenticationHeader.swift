public import Bytes
public import Packets

/// Proves who sent a packet, and that nobody changed it. Source: RFC 4302 section 2.
///
///     0             1        2          4     8                 12
///     | next header | length | reserved | SPI | sequence number | integrity check value ...
public struct AuthenticationHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.authentication
  public static let bindings: [Binding] = [.ipProtocol(.authentication)]

  private enum Offset {
    static let nextHeader = 0
    static let length = 1
    static let reserved = 2
    static let securityParametersIndex = 4
    static let sequenceNumber = 8
    static let checkValue = 12
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.checkValue)
    self.bytes = bytes
  }

  /// What the header protects.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.nextHeader)) }

  /// The length as it stands: units of four bytes, less two.
  public var lengthUnits: UInt8 { bytes.load8(Offset.length) }

  /// 0.
  public var reserved: UInt16 { bytes.load16(Offset.reserved) }

  /// The number of the security association.
  public var securityParametersIndex: UInt32 { bytes.load32(Offset.securityParametersIndex) }

  /// Counts the packets of the association.
  public var sequenceNumber: UInt32 { bytes.load32(Offset.sequenceNumber) }

  /// The integrity check value, as far as it was captured.
  public var checkValue: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(headerLength - Offset.checkValue, from: Offset.checkValue) }
  }

  /// Bytes of header, check value included; less than 12 is malformed.
  public var headerLength: Int { (Int(lengthUnits) + 2) * 4 }

  public var next: NextProtocol { .at(.ipProtocol(nextHeader)) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ah.next_header", nextHeader.rawValue, at: Offset.nextHeader, length: 1)
    visitor.visit("ah.length", lengthUnits, at: Offset.length, length: 1)
    visitor.visit("ah.reserved", reserved, at: Offset.reserved, length: 2)
    visitor.visit("ah.spi", securityParametersIndex, at: Offset.securityParametersIndex, length: 4)
    visitor.visit("ah.sequence", sequenceNumber, at: Offset.sequenceNumber, length: 4)
    visitor.visit("ah.icv", .bytes, at: Offset.checkValue..<(Offset.checkValue + checkValue.byteCount))
  }
}

extension AuthenticationHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The length as it stands: units of four bytes, less two.
    public var lengthUnits: UInt8? { bytes.uint8(ifAt: Offset.length) }
    /// 0.
    public var reserved: UInt16? { bytes.uint16(ifAt: Offset.reserved) }
    /// The number of the security association.
    public var securityParametersIndex: UInt32? { bytes.uint32(ifAt: Offset.securityParametersIndex) }
    /// Counts the packets of the association.
    public var sequenceNumber: UInt32? { bytes.uint32(ifAt: Offset.sequenceNumber) }
  }
}
