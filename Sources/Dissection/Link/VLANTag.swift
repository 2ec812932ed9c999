public import Bytes
public import Packets

/// An 802.1Q or 802.1ad tag, from the tag control information on. Source: IEEE 802.1Q-2018 section 9.6.
///
///     0               2            4
///     | PCP:3 DEI:1 VID:12 | type/length | payload
public struct VLANTag: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vlan
  public static let bindings: [Binding] = [
    .etherType(.vlan), .etherType(.serviceVLAN), .etherType(.qinq), .etherType(EtherType(rawValue: 0x9200)),
  ]

  private enum Offset {
    static let control = 0
    static let type = 2
    static let payload = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The priority code point, 0 to 7.
  public var priority: UInt8 { UInt8(bytes.load16(Offset.control) >> 13) }

  /// Whether the frame may be dropped first.
  public var isDropEligible: Bool { bytes.load16(Offset.control) & 0x1000 != 0 }

  /// The VLAN's number; 0 means none, only a priority.
  public var identifier: UInt16 { bytes.load16(Offset.control) & 0x0fff }

  /// The type of the payload, or its length.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  /// Whether the type field is a length, with an LLC header behind it.
  public var hasLength: Bool { type.isLength }

  public var headerLength: Int { Offset.payload }

  public var payloadLength: Int? { hasLength ? Int(type.rawValue) : nil }

  /// A MACsec tag is not looked for behind it.
  public var next: NextProtocol { hasLength ? .kind(.llc) : type == .macsec ? .none : .at(.etherType(type)) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vlan.priority", priority, at: Offset.control, length: 2)
    visitor.visit("vlan.dei", .flag(isDropEligible), at: Offset.control..<Offset.type)
    visitor.visit("vlan.id", identifier, at: Offset.control, length: 2)
    visitor.visit(hasLength ? "vlan.len" : "vlan.etype", type.rawValue, at: Offset.type, length: 2)
  }
}
