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

  /// The first word.
  public var base: NSHBase { NSHBase(rawValue: bytes.load32(Offset.base)) }

  /// The service path's number.
  public var path: UInt32 { bytes.load24(Offset.path) }

  /// Where on the path it is.
  public var serviceIndex: UInt8 { bytes.load8(Offset.serviceIndex) }

  /// The context headers as far as they were captured.
  public var contexts: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(headerLength - Offset.contexts, from: Offset.contexts) }
  }

  public var headerLength: Int { base.lengthInWords * 4 }

  public var next: NextProtocol {
    switch base.nextProtocol {
    case 1: .kind(.ipv4)
    case 2: .kind(.ipv6)
    case 3: .kind(.ethernet)
    default: .none
    }
  }

  public var isMalformed: Bool { base.version != 0 || base.lengthInWords < 2 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("nsh.version", base.version, at: Offset.base, length: 1)
    visitor.visit("nsh.OAM", .flag(base.flags & 2 != 0), at: Offset.base..<Offset.base + 1)
    visitor.visit("nsh.ttl", base.timeToLive, at: Offset.base, length: 2)
    visitor.visit("nsh.length", UInt8(base.lengthInWords), at: Offset.base + 1, length: 1)
    visitor.visit("nsh.mdtype", base.metadataType, at: Offset.base + 2, length: 1)
    visitor.visit("nsh.nextproto", base.nextProtocol, at: Offset.base + 3, length: 1)
    visitor.visit("nsh.spi", path, at: Offset.path, length: 3)
    visitor.visit("nsh.si", serviceIndex, at: Offset.serviceIndex, length: 1)
  }
}

extension NSHHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The first word.
    public var base: NSHBase? { bytes.uint32(ifAt: Offset.base).map(NSHBase.init(rawValue:)) }
    /// The service path's number.
    public var path: UInt32? { bytes.uint24(ifAt: Offset.path) }
  }
}
