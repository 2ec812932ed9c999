public import Bytes

/// A message of Q.933, which tells the state of Frame Relay connections. Source: ITU-T Q.933 section 3, Q.931 section 4.
///
///     0                        1                  1 + n          2 + n
///     | 0:4 reference length:4 | call reference   | message type | elements
public struct Q933Message: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.q933
  public static let bindings: [Binding] = []

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    let length = Int(try bytes.uint8(at: 0) & 0xf)
    try bytes.require(length + 2)
    self.bytes = bytes
  }

  /// Bytes of the call reference.
  public var referenceLength: Int { Int(bytes.load8(0) & 0xf) }

  /// Which call it is about.
  public var reference: RawSpan {
    @_lifetime(copy self)
    get { bytes.prefix(referenceLength, from: 1) }
  }

  /// What it is.
  public var messageType: UInt8 { bytes.load8(1 + referenceLength) }

  public var headerLength: Int { referenceLength + 2 }

  /// What stands behind the message type.
  public var elements: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: headerLength) }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("q933.call_ref_len", UInt8(referenceLength), at: 0, length: 1)
    if referenceLength > 0 { visitor.visit("q933.call_ref", .bytes, at: 1..<(1 + referenceLength)) }
    visitor.visit("q933.message_type", messageType, at: 1 + referenceLength, length: 1)
  }
}
