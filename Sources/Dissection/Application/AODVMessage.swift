public import Bytes

/// A message of the Ad hoc On-Demand Distance Vector routing. Source: RFC 3561 section 5.
///
///     0      1       2
///     | type | flags | by type
public struct AODVMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.aodv
  public static let bindings: [Binding] = [.udpPort(654)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// 1 request, 2 reply, 3 error, 4 acknowledgment of a reply.
  public var type: UInt8 { bytes.load8(0) }

  public var headerLength: Int { 1 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("aodv.type", type, at: 0, length: 1)
  }
}
