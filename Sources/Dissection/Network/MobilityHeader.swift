public import Bytes
public import Packets

/// A message between a mobile node, its home agent and those it talks to. Source: RFC 6275 section 6.1.
///
///     0               1        2      3          4          6
///     | payload proto | length | type | reserved | checksum | message, then options ...
public struct MobilityHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.mobility
  public static let bindings: [Binding] = [.ipProtocol(.mobility), .ipProtocol(.oldMobility)]

  private enum Offset {
    static let payloadProtocol = 0
    static let length = 1
    static let type = 2
    static let checksum = 4
    static let data = 6
    static let body = 8
  }

  /// What a mobility header may say.
  public enum Message: UInt8, Sendable {
    case bindingRefreshRequest, homeTestInit, careOfTestInit, homeTest, careOfTest, bindingUpdate,
      bindingAcknowledgement
    case bindingError

    /// Bytes of header in front of the options.
    public var fixedLength: Int {
      switch self {
      case .bindingRefreshRequest: 8
      case .homeTestInit, .careOfTestInit: 16
      case .bindingUpdate, .bindingAcknowledgement: 12
      case .homeTest, .careOfTest, .bindingError: 24
      }
    }
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.type + 1)
    self.bytes = bytes
  }

  /// What may once follow; 59, nothing, today.
  public var payloadProtocol: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.payloadProtocol)) }

  /// The length as it stands: units of eight bytes behind the first.
  public var lengthUnits: UInt8 { bytes.load8(Offset.length) }

  /// The number of the message.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// The message; `nil` for a number that is none of RFC 6275.
  public var message: Message? { Message(rawValue: type) }

  /// The checksum over the header and a pseudo-header.
  public var checksum: UInt16? { bytes.uint16(ifAt: Offset.checksum) }

  /// Tests: the index of the nonce. A binding update: its sequence number.
  public var index: UInt16? { bytes.uint16(ifAt: Offset.data) }

  /// A binding acknowledgement or error: what became of the binding.
  public var status: UInt8? { bytes.uint8(ifAt: Offset.data) }

  /// A binding acknowledgement: its flags, 0x80 for K.
  public var acknowledgementFlags: UInt8? { bytes.uint8(ifAt: Offset.data + 1) }

  /// Tests: the cookie, 64 bits.
  public var cookie: UInt64? { bytes.uint64(ifAt: Offset.body) }

  /// Tests: the token, 64 bits.
  public var token: UInt64? { bytes.uint64(ifAt: Offset.body + 8) }

  /// A binding update: its flags A, H, L, K in the high bits.
  public var updateFlags: UInt8? { bytes.has(2, at: Offset.body) ? bytes.load8(Offset.body) : nil }

  /// A binding acknowledgement: its sequence number.
  public var sequenceNumber: UInt16? { bytes.uint16(ifAt: Offset.body) }

  /// A binding update or acknowledgement: how long the binding holds, in seconds.
  public var lifetime: UInt32? { bytes.uint16(ifAt: Offset.body + 2).map { UInt32($0) * 4 } }

  /// A binding error: the home address that it is about.
  public var homeAddress: IPv6Address? {
    bytes.has(16, at: Offset.body) ? IPv6Address(rawValue: bytes.load128(Offset.body)) : nil
  }

  /// Whatever was captured behind the message.
  public var optionBytes: RawSpan {
    @_lifetime(copy self) get { bytes.suffix(from: message?.fixedLength ?? headerLength) }
  }

  /// Bytes of header, options included.
  public var headerLength: Int { (Int(lengthUnits) + 1) * 8 }

  public var isMalformed: Bool { message.map { headerLength < $0.fixedLength } ?? false }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("mip6.proto", payloadProtocol.rawValue, at: Offset.payloadProtocol, length: 1)
    visitor.visit("mip6.hlen", lengthUnits, at: Offset.length, length: 1)
    visitor.visit("mip6.mhtype", type, at: Offset.type, length: 1)
    if let checksum { visitor.visit("mip6.csum", checksum, at: Offset.checksum, length: 2) }
  }
}
