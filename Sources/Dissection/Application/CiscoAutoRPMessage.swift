public import Bytes

/// Which routers are rendezvous points for multicast, as Cisco's routers tell each other. Source: Cisco,
/// "pim-autorp-spec01" of 1998.
///
///     0             1       2           4      8
///     | version type | count | hold time | zero | rendezvous points
public struct CiscoAutoRPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.autoRP
  public static let bindings: [Binding] = [.udpPort(496)]

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// 0x11 for what a candidate says, 0x12 for what was chosen.
  public var type: UInt8 { bytes.load8(0) }

  /// How many rendezvous points there are.
  public var count: UInt8 { bytes.load8(1) }

  /// Seconds for which that holds; 0 for ever.
  public var holdTime: UInt16 { bytes.load16(2) }

  public var headerLength: Int { 8 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("auto_rp.version", type >> 4, at: 0, length: 1)
    visitor.visit("auto_rp.type", type & 0xf, at: 0, length: 1)
    visitor.visit("auto_rp.rp_count", count, at: 1, length: 1)
    visitor.visit("auto_rp.holdtime", holdTime, at: 2, length: 2)
  }
}
