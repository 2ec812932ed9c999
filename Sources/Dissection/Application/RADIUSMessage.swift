public import Bytes

/// A message of the Remote Authentication Dial In User Service. Source: RFC 2865 section 3.
///
///     0      1    2        4               20
///     | code | id | length | authenticator | attributes: type:8 length:8 value
public struct RADIUSMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.radius
  public static let bindings: [Binding] = [
    .udpPort(1645), .udpPort(1646), .udpPort(1700), .udpPort(1812), .udpPort(1813), .udpPort(3799),
  ]

  private enum Offset {
    static let code = 0
    static let identifier = 1
    static let length = 2
    static let authenticator = 4
    static let attributes = 20
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.attributes)
    self.bytes = bytes
  }

  /// What it asks or answers: 1 for access, 4 for accounting.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// The number that question and answer share.
  public var identifier: UInt8 { bytes.load8(Offset.identifier) }

  /// Bytes of the message; less than 20 is malformed.
  public var length: UInt16 { bytes.load16(Offset.length) }

  /// What proves who answers, or hides what is secret.
  public var authenticator: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(Offset.attributes - Offset.authenticator, from: Offset.authenticator) }
  }

  /// The attributes of a message for which there are `room` bytes.
  @_lifetime(copy self)
  public func attributes(within room: Int) -> RADIUSAttributes {
    RADIUSAttributes(bytes, from: Offset.attributes, length: min(Int(length), room))
  }

  public var headerLength: Int { Offset.attributes }

  public var isMalformed: Bool { length < Offset.attributes }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("radius.code", code, at: Offset.code, length: 1)
    visitor.visit("radius.id", identifier, at: Offset.identifier, length: 1)
    visitor.visit("radius.length", length, at: Offset.length, length: 2)
    visitor.visit("radius.authenticator", .bytes, at: Offset.authenticator..<Offset.attributes)
    var attributes = attributes(within: bytes.byteCount)
    while case .attribute(let attribute) = attributes.next() {
      visitor.visit("radius.avp.type", attribute.type, at: attribute.offset, length: 1)
      visitor.visit("radius.avp.length", attribute.length, at: attribute.offset + 1, length: 1)
    }
  }
}
