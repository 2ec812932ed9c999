public import Bytes

/// A packet of the Babel routing protocol. Source: RFC 8966 section 4.2.
///
///     0       1         2
///     | magic | version | bytes of body | messages
public struct BabelMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.babel
  public static let bindings: [Binding] = [.udpPort(6696), .udpPort(6697)]

  /// Bytes of the fixed header.
  public static let fixedLength = 4

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// 42.
  public var magic: UInt8 { bytes.load8(0) }

  /// The version, 2.
  public var version: UInt8 { bytes.load8(1) }

  /// Bytes of body; a trailer may follow.
  public var bodyLength: UInt16 { bytes.load16(2) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("babel.magic", magic, at: 0, length: 1)
    visitor.visit("babel.version", version, at: 1, length: 1)
    visitor.visit("babel.bodylen", bodyLength, at: 2, length: 2)
  }
}
