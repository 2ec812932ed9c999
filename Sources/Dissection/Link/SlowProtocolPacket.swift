public import Bytes
import Packets

/// A packet of one of Ethernet's slow protocols. Source: IEEE 802.3-2018 annex 57A, clause 57; IEEE 802.1AX section 6.4.
///
///     0         1
///     | subtype | version | elements                        link aggregation (1), its marker (2)
///     | subtype | flags (2) | code | content                OAM (3)
public struct SlowProtocolPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.slow
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x8809))]

  /// The protocols.
  public enum Subtype {
    /// Link aggregation control.
    public static let aggregation: UInt8 = 1
    /// Its marker.
    public static let marker: UInt8 = 2
    /// Operations, administration and maintenance.
    public static let maintenance: UInt8 = 3
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// Which protocol it is.
  public var subtype: UInt8 { bytes.load8(0) }

  /// The version of link aggregation or marker; `nil` when it was not captured.
  public var version: UInt8? { bytes.uint8(ifAt: 1) }

  /// Of OAM the flags; `nil` when they were not captured.
  public var flags: UInt16? { bytes.uint16(ifAt: 1) }

  /// Of OAM what the packet is; `nil` when it was not captured.
  public var code: UInt8? { bytes.uint8(ifAt: 3) }

  public var headerLength: Int { subtype == Subtype.maintenance ? 4 : 2 }

  /// The elements of link aggregation, or the content of OAM.
  public var content: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: headerLength) }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("slow.subtype", subtype, at: 0, length: 1)
    switch subtype {
    case Subtype.aggregation: visitAggregation(into: &visitor)
    case Subtype.marker:
      if let version { visitor.visit("marker.version", version, at: 1, length: 1) }
    case Subtype.maintenance:
      guard let flags, let code else { return }
      visitor.visit("oampdu.flags", flags, at: 1, length: 2)
      visitor.visit("oampdu.code", code, at: 3, length: 1)
    default: break
    }
  }

  private func visitAggregation(into visitor: inout some FieldVisitor) {
    if let version { visitor.visit("lacp.version", version, at: 1, length: 1) }
    var at = 2
    while let type = bytes.uint8(ifAt: at), let length = bytes.uint8(ifAt: at + 1), length == 20,
      bytes.has(20, at: at), type == 1 || type == 2
    {
      let isActor = type == 1
      visitor.visit(
        isActor ? "lacp.actor.sys_priority" : "lacp.partner.sys_priority", bytes.load16(at + 2), at: at + 2, length: 2)
      visitor.visit(
        isActor ? "lacp.actor.sysid" : "lacp.partner.sysid", .mac(MACAddress(rawValue: bytes.load48(at + 4))),
        at: (at + 4)..<(at + 10))
      visitor.visit(isActor ? "lacp.actor.key" : "lacp.partner.key", bytes.load16(at + 10), at: at + 10, length: 2)
      visitor.visit(
        isActor ? "lacp.actor.port_priority" : "lacp.partner.port_priority", bytes.load16(at + 12), at: at + 12,
        length: 2)
      visitor.visit(isActor ? "lacp.actor.port" : "lacp.partner.port", bytes.load16(at + 14), at: at + 14, length: 2)
      visitor.visit(isActor ? "lacp.flags.a" : "lacp.flags.p", bytes.load8(at + 16), at: at + 16, length: 1)
      at += 20
    }
  }
}
