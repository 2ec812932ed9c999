public import Bytes

/// A packet of the Extensible Authentication Protocol. Source: RFC 3748 section 4.
///
///     0      1    2        4      5
///     | code | id | length | type | data
public struct EAPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.eap
  public static let bindings: [Binding] = []

  private enum Offset {
    static let code = 0
    static let identifier = 1
    static let length = 2
    static let type = 4
    static let data = 5
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.type)
    self.bytes = bytes
  }

  /// What it is: 1 a request, 2 a response, 3 success, 4 failure.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// The number that request and response share.
  public var identifier: UInt8 { bytes.load8(Offset.identifier) }

  /// Bytes of the packet; less than 4 is malformed.
  public var length: UInt16 { bytes.load16(Offset.length) }

  /// Whether it is a request or a response, which have a type.
  public var hasType: Bool { code == 1 || code == 2 }

  /// What is asked or answered, when it `hasType`; `nil` when the packet has none or it was not captured.
  public var type: UInt8? { hasType && length > Offset.type ? bytes.uint8(ifAt: Offset.type) : nil }

  /// What stands behind the type, as far as the packet has it and it was captured.
  public var data: RawSpan { @_lifetime(copy self) get { bytes.prefix(Int(length) - Offset.data, from: Offset.data) } }

  public var headerLength: Int { type == nil ? Offset.type : Offset.data }

  public var isMalformed: Bool { length < Offset.type }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("eap.code", code, at: Offset.code, length: 1)
    visitor.visit("eap.id", identifier, at: Offset.identifier, length: 1)
    visitor.visit("eap.len", length, at: Offset.length, length: 2)
    if let type { visitor.visit("eap.type", type, at: Offset.type, length: 1) }
  }
}
