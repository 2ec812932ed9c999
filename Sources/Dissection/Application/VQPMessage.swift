public import Bytes

/// A message of Cisco's VLAN Query Protocol, over UDP.
///
///     0         1      2       3       4
///     | version | type | error | items | sequence number | objects
///
/// An object has a type of four bytes, a length of two, and its value.
public struct VQPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vqp
  public static let bindings: [Binding] = [.udpPort(1589)]

  /// Bytes of header.
  public static let headerLength = 8

  /// An object.
  public struct Object: Sendable {
    /// What it is.
    public var type: UInt32
    /// Where it stands.
    public var offset: Int
    /// Bytes of value.
    public var length: Int
    /// Where its value stands.
    public var value: Range<Int> { (offset + 6)..<(offset + 6 + length) }
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// The version: 1.
  public var version: UInt8 { bytes.load8(0) }

  /// 1 request to join, 2 its response, 3 request to reconfirm, 4 its response.
  public var type: UInt8 { bytes.load8(1) }

  /// What went wrong; 0 nothing.
  public var errorCode: UInt8 { bytes.load8(2) }

  /// How many objects follow.
  public var itemCount: UInt8 { bytes.load8(3) }

  /// The number that request and response have in common.
  public var sequence: UInt32 { bytes.load32(4) }

  public var headerLength: Int { Self.headerLength }

  /// The object at an offset. - Throws: `Truncation` when its type and length were not captured.
  public func object(at offset: Int) throws(Truncation) -> Object {
    try bytes.require(6, at: offset)
    return Object(type: bytes.load32(offset), offset: offset, length: Int(bytes.load16(offset + 4)))
  }

  /// An object's value. - Throws: `Truncation` when it was not captured whole.
  @_lifetime(copy self)
  public func value(of object: Object) throws(Truncation) -> RawSpan {
    try bytes.bytes(at: object.value.lowerBound, count: object.length)
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vqp.version", version, at: 0, length: 1)
    visitor.visit("vqp.type", type, at: 1, length: 1)
    visitor.visit("vqp.error", errorCode, at: 2, length: 1)
    visitor.visit("vqp.items", itemCount, at: 3, length: 1)
    visitor.visit("vqp.sequence", sequence, at: 4, length: 4)
    var at = Self.headerLength
    for _ in 0..<itemCount {
      guard let object = try? object(at: at), bytes.has(object.length, at: object.value.lowerBound) else { return }
      visitor.visit("vqp.object.type", object.type, at: at, length: 4)
      visitor.visit("vqp.object.length", UInt16(truncatingIfNeeded: object.length), at: at + 4, length: 2)
      visitor.visit("vqp.object.value", .bytes, at: object.value)
      at = object.value.upperBound
    }
  }
}
