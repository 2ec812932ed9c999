public import Bytes
import Packets

/// A message of Cisco's VLAN Trunking Protocol. Source: Cisco, "VLAN Trunking Protocol frame format".
///
///     0         1      2                                  3             4
///     | version | code | followers or number, by the code | name length | domain name (32)
///
/// Behind it stands what the code says: a summary, VLANs, or where a request begins.
public struct VTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vtp
  public static let bindings: [Binding] = [.cisco(0x2003)]

  /// Bytes of header.
  public static let headerLength = 36
  /// Bytes of room for the domain's name.
  public static let nameRoom = 32

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// The version: 1 to 3.
  public var version: UInt8 { bytes.load8(0) }

  /// 1 summary, 2 subset, 3 request, 4 join.
  public var code: UInt8 { bytes.load8(1) }

  /// Of a summary how many subsets follow, of a subset its number.
  public var number: UInt8 { bytes.load8(2) }

  /// Bytes of the domain's name; more than 32 make no sense, nor do none.
  public var nameLength: Int { Int(bytes.load8(3)) }

  /// The domain's name, with zeros where it is shorter.
  public var name: RawSpan {
    @_lifetime(copy self)
    get { bytes.prefix(min(nameLength, Self.nameRoom), from: 4) }
  }

  /// What stands behind the header.
  public var content: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: Self.headerLength) }
  }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vtp.version", version, at: 0, length: 1)
    visitor.visit("vtp.code", code, at: 1, length: 1)
    visitor.visit(code == 1 ? "vtp.followers" : code == 2 ? "vtp.seq_num" : "vtp.reserved", number, at: 2, length: 1)
    visitor.visit("vtp.md_len", UInt8(truncatingIfNeeded: nameLength), at: 3, length: 1)
    visitor.visit("vtp.md", .text, at: 4..<Self.headerLength)
    let start = Self.headerLength
    switch code {
    case 1 where content.byteCount >= 36:
      visitor.visit("vtp.conf_rev_num", bytes.load32(start), at: start, length: 4)
      let updater = IPv4Address(rawValue: bytes.load32(start + 4))
      visitor.visit("vtp.upd_id", .ipv4(updater), at: (start + 4)..<(start + 8))
      visitor.visit("vtp.upd_ts", .text, at: (start + 8)..<(start + 20))
      visitor.visit("vtp.md5_digest", .bytes, at: (start + 20)..<(start + 36))
    case 2 where content.byteCount >= 4:
      visitor.visit("vtp.conf_rev_num", bytes.load32(start), at: start, length: 4)
    case 3 where content.byteCount >= 4:
      visitor.visit("vtp.start_value", bytes.load32(start), at: start, length: 4)
    default: break
    }
  }
}
