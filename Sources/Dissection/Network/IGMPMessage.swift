public import Bytes
public import Packets

/// A message of the Internet Group Management Protocol. Source: RFC 2236, RFC 3376 section 4.
///
///     0      1          2          4       8
///     | type | max resp | checksum | group | in version 3 sources or group records
public struct IGMPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.igmp
  public static let bindings: [Binding] = [.ipProtocol(.igmp)]

  private enum Offset {
    static let type = 0
    static let responseCode = 1
    static let checksum = 2
    static let group = 4
    static let records = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.records)
    self.bytes = bytes
  }

  /// 0x11 a query, 0x12, 0x16 and 0x22 reports of the three versions, 0x17 a leave.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Tenths of a second in which to answer, in version 3 as a small floating point number.
  public var responseCode: UInt8 { bytes.load8(Offset.responseCode) }

  /// The checksum over all of it.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// The group; all of them when 0. Not in a report of version 3.
  public var group: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.group)) }

  /// What a response code of version 3 says, in tenths of a second. Source: RFC 3376 section 4.1.1.
  public static func responseTenths(_ code: UInt8) -> Int {
    code < 128 ? Int(code) : (Int(code & 0x0f) | 0x10) << (Int(code >> 4 & 7) + 3)
  }

  /// Whether it is one of a routing protocol, which has all of it.
  public var isRouting: Bool { type == 0x13 }

  public var headerLength: Int { isRouting ? 0 : Offset.records }

  public var next: NextProtocol { isRouting ? .kind(.dvmrp) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("igmp.type", type, at: Offset.type, length: 1)
    visitor.visit("igmp.max_resp", responseCode, at: Offset.responseCode, length: 1)
    visitor.visit("igmp.checksum", checksum, at: Offset.checksum, length: 2)
    if type == 0x22 {
      visitor.visit("igmp.num_grp_recs", bytes.load16(6), at: 6, length: 2)
    } else {
      visitor.visit("igmp.maddr", .ipv4(group), at: Offset.group..<Offset.records)
    }
  }
}
