public import Bytes
public import Packets

/// What an ESP header's payload is once it is decrypted. It lies in a buffer of its own. Source: RFC 4303 section 2.
///
///     | payload ... | padding ... | pad length | next header |
public struct DecryptedPayload: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.decrypted
  public static let bindings: [Binding] = []

  /// Bytes of pad length and next header.
  private static let trailer = 2

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.trailer)
    self.bytes = bytes
  }

  /// Bytes of padding in front of this number.
  public var padLength: UInt8 { bytes.load8(bytes.byteCount - 2) }

  /// What the payload is.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(bytes.byteCount - 1)) }

  public var headerLength: Int { 0 }

  public var payloadLength: Int? { max(0, bytes.byteCount - Self.trailer - Int(padLength)) }

  public var next: NextProtocol { .at(.ipProtocol(nextHeader)) }

  public var isMalformed: Bool { Int(padLength) > bytes.byteCount - Self.trailer }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("esp.pad_len", padLength, at: bytes.byteCount - 2, length: 1)
    visitor.visit("esp.protocol", nextHeader.rawValue, at: bytes.byteCount - 1, length: 1)
  }
}
