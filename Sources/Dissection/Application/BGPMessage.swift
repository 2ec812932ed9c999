public import Bytes

/// A message of the Border Gateway Protocol. Source: RFC 4271 section 4.1.
///
///     0        16       18     19
///     | marker | length | type | by type
public struct BGPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.bgp
  public static let bindings: [Binding] = [.tcpPort(179)]

  /// Bytes of the header.
  public static let headerLength = 19

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// Whether it begins with sixteen bytes of ones, as each message does.
  public var hasMarker: Bool { bytes.load128(0) == .max }

  /// Bytes of header and body.
  public var length: UInt16 { bytes.load16(16) }

  /// 1 open, 2 update, 3 notification, 4 keep-alive, 5 route refresh.
  public var type: UInt8 { bytes.load8(18) }

  public var headerLength: Int { Self.headerLength }

  public var payloadLength: Int? { max(0, Int(length) - Self.headerLength) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("bgp.marker", .bytes, at: 0..<16)
    visitor.visit("bgp.length", length, at: 16, length: 2)
    visitor.visit("bgp.type", type, at: 18, length: 1)
  }
}
