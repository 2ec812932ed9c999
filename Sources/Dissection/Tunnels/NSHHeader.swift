public import Bytes
import Packets

/// A network service header. Source: RFC 8300 section 2.
///
///     0                   1                   2                   3
///     |Ver|O|U|    TTL    |   Length  |U|U|U|U|MD Type| Next Protocol |
///     |          Service Path Identifier (SPI)        | Service Index |
///     | context headers                                               |
public struct NSHHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.nsh
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x894f))]

  private enum Offset {
    static let base = 0
    static let path = 4
    static let serviceIndex = 7
    static let contexts = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.contexts)
    self.bytes = bytes
  }

  private var base: UInt32 { bytes.load32(Offset.base) }

  /// 0.
  public var version: UInt8 { UInt8(base >> 30) }

  /// The two bits behind the version: 2 for operation, administration and maintenance.
  public var flags: UInt8 { UInt8(base >> 28 & 3) }

  /// Service functions it may still pass.
  public var timeToLive: UInt8 { UInt8(base >> 22 & 0x3f) }

  /// Words of header, context headers included; less than 2 is malformed.
  public var lengthInWords: Int { Int(base >> 16 & 0x3f) }

  /// What the context headers are: 1 four words, 2 records with types and lengths.
  public var metadataType: UInt8 { UInt8(base >> 8 & 0x0f) }

  /// What it carries: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS.
  public var nextProtocol: UInt8 { UInt8(base & 0xff) }

  /// The service path's number.
  public var path: UInt32 { bytes.load24(Offset.path) }

  /// Where on the path it is.
  public var serviceIndex: UInt8 { bytes.load8(Offset.serviceIndex) }

  /// The context headers as far as they were captured.
  public var contexts: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(headerLength - Offset.contexts, from: Offset.contexts) }
  }

  public var headerLength: Int { lengthInWords * 4 }

  public var next: NextProtocol {
    switch nextProtocol {
    case 1: .kind(.ipv4)
    case 2: .kind(.ipv6)
    case 3: .kind(.ethernet)
    default: .none
    }
  }

  public var isMalformed: Bool { version != 0 || lengthInWords < 2 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("nsh.version", version, at: Offset.base, length: 1)
    visitor.visit("nsh.OAM", .flag(flags & 2 != 0), at: Offset.base..<Offset.base + 1)
    visitor.visit("nsh.ttl", timeToLive, at: Offset.base, length: 2)
    visitor.visit("nsh.length", UInt8(lengthInWords), at: Offset.base + 1, length: 1)
    visitor.visit("nsh.mdtype", metadataType, at: Offset.base + 2, length: 1)
    visitor.visit("nsh.nextproto", nextProtocol, at: Offset.base + 3, length: 1)
    visitor.visit("nsh.spi", path, at: Offset.path, length: 3)
    visitor.visit("nsh.si", serviceIndex, at: Offset.serviceIndex, length: 1)
  }
}
