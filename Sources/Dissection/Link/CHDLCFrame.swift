public import Bytes
public import Packets

/// A frame in Cisco's HDLC framing. Source: RFC 1547 section 4.3.1.
///
///     0         1      2      4
///     | address | zero | type | payload
public struct CHDLCFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.chdlc
  public static let bindings: [Binding] = [.linkType(.cHDLC)]

  private enum Offset {
    static let address = 0
    static let type = 2
    static let payload = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// Whether an address octet is one of this framing's.
  static func isAddress(_ octet: UInt8) -> Bool { octet == 0x0f || octet == 0x8f }

  /// 0x0f for one station, 0x8f for all.
  public var address: UInt8 { bytes.load8(Offset.address) }

  /// What it carries: an EtherType, or 0x8035 for SLARP.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  /// Whether the payload begins with an octet in front of an OSI header.
  private var hasFudge: Bool {
    guard let identifier = bytes.uint8(ifAt: Offset.payload + 1) else { return false }
    return (0x81...0x83).contains(identifier)
  }

  public var headerLength: Int { Offset.payload + (type.rawValue == 0xfefe && hasFudge ? 1 : 0) }

  public var next: NextProtocol {
    switch type.rawValue {
    case 0x0800, 0x86dd, 0x8847, 0x8848: .at(.etherType(type))
    case 0x8035: .kind(.slarp)
    case 0xfefe: .at(.llc(0xfe))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("chdlc.address", address, at: Offset.address, length: 1)
    visitor.visit("chdlc.protocol", type.rawValue, at: Offset.type, length: 2)
  }
}
