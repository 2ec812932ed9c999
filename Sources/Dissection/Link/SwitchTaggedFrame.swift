import Bytes
public import Packets

/// An Ethernet frame with the tag of a switch between addresses and type: Marvell's DSA tag, alone or behind a type of its
/// own, or Broadcom's. Source: `net/dsa/tag_dsa.c`, `net/dsa/tag_brcm.c` of Linux.
///
///     0             6        12         12 + n
///     | destination | source | tag: n   | type or length | payload
///
///     | mode:2 tagged:1 device:5 | port:5 trunk:1 code:1 CFI:1 | priority:3 code:1 VLAN:12 |         DSA, 4 bytes
///     | type | reserved: 2 bytes | DSA tag |                                                         EDSA, 8 bytes
///     | operation:3 ... |                                                                            Broadcom's, 4 bytes
public struct SwitchTaggedFrame: ~Escapable {
  private enum Offset {
    static let destination = 0
    static let source = 6
    static let tag = 12
  }

  private let bytes: RawSpan
  private let tagLength: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, tagLength: Int) throws(Truncation) {
    try bytes.require(Offset.tag + tagLength + 2)
    self.bytes = bytes
    self.tagLength = tagLength
  }

  /// Who it is for.
  public var destination: MACAddress { MACAddress(rawValue: bytes.load48(Offset.destination)) }

  /// Who sent it.
  public var source: MACAddress { MACAddress(rawValue: bytes.load48(Offset.source)) }

  /// The tag.
  public var tag: RawSpan {
    @_lifetime(copy self)
    get { bytes.prefix(tagLength, from: Offset.tag) }
  }

  /// The type of the payload, or its length.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.tag + tagLength)) }

  /// Bytes in front of the payload.
  public var headerLength: Int { Offset.tag + tagLength + 2 }

  var payloadLength: Int? { type.isLength ? Int(type.rawValue) : nil }

  var next: NextProtocol { type.isLength ? .kind(.llc) : .at(.etherType(type)) }

  func fields(into visitor: inout some FieldVisitor, _ name: StaticString) {
    visitor.visit("eth.dst", .mac(destination), at: Offset.destination..<Offset.source)
    visitor.visit("eth.src", .mac(source), at: Offset.source..<Offset.tag)
    visitor.visit(name, .bytes, at: Offset.tag..<(Offset.tag + tagLength))
    visitor.visit(type.isLength ? "eth.len" : "eth.type", type.rawValue, at: Offset.tag + tagLength, length: 2)
  }
}
