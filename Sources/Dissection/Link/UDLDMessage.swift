public import Bytes

/// A message of Cisco's Unidirectional Link Detection. Source: RFC 5171 section 4.
///
///     0                    1       2          4
///     | version:3 opcode:5 | flags | checksum | elements
public struct UDLDMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.udld
  public static let bindings: [Binding] = [.cisco(0x0111)]

  /// Bytes of header.
  public static let headerLength = 4

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// The version: 1.
  public var version: UInt8 { bytes.load8(0) >> 5 }

  /// 1 probe, 2 echo, 3 flush.
  public var opcode: UInt8 { bytes.load8(0) & 0x1f }

  /// 1 recommended timeout, 2 resynchronise.
  public var flags: UInt8 { bytes.load8(1) }

  /// The checksum, which nobody verifies; `nil` when it was not captured.
  public var checksum: UInt16? { bytes.uint16(ifAt: 2) }

  public var headerLength: Int { Self.headerLength }

  /// What it tells.
  ///
  /// - Parameter length: bytes of the message, as the layer around it tells.
  @_lifetime(copy self)
  public func elements(length: Int) -> TypeLengthElements {
    TypeLengthElements(bytes, from: Self.headerLength, length: length)
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("udld.version", version, at: 0, length: 1)
    visitor.visit("udld.opcode", opcode, at: 0, length: 1)
    visitor.visit("udld.flags", flags, at: 1, length: 1)
    guard let checksum else { return }
    visitor.visit("udld.checksum", checksum, at: 2, length: 2)
    visitor.visit(elements(length: bytes.byteCount), ("udld.tlv.type", "udld.tlv.len", "udld.tlv.data"))
  }
}
