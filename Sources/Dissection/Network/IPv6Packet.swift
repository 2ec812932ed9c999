public import Bytes
public import Packets

/// An IPv6 packet; its extension headers are layers of their own. Source: RFC 8200 section 3.
///
///      0                   1                   2                   3
///     |version| traffic class | flow label                            |
///     | payload length                | next header   | hop limit     |
///     | source address: 16 bytes                                      |
///     | destination address: 16 bytes                                 |
public struct IPv6Packet: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipv6
  public static let bindings: [Binding] = [
    .etherType(.ipv6), .ipProtocol(.ipv6), .ppp(0x0057), .ppp(0x86dd),
  ]

  private enum Offset {
    static let versionClassFlow = 0
    static let payloadLength = 4
    static let nextHeader = 6
    static let hopLimit = 7
    static let source = 8
    static let destination = 24
    static let payload = 40
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// 6, unless what carries it lies.
  public var version: UInt8 { bytes.load8(Offset.versionClassFlow) >> 4 }

  /// Differentiated services and congestion notification.
  public var trafficClass: UInt8 {
    UInt8(truncatingIfNeeded: bytes.load32(Offset.versionClassFlow) >> 20)
  }

  /// The flow's label, 20 bits; 0 when it has none.
  public var flowLabel: UInt32 { bytes.load32(Offset.versionClassFlow) & 0xf_ffff }

  /// Bytes behind the fixed header; 0 when a jumbo payload option has the length, or a card was to cut it.
  public var declaredLength: UInt16 { bytes.load16(Offset.payloadLength) }

  /// The first of the headers behind this one.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.nextHeader)) }

  /// Routers it may still cross.
  public var hopLimit: UInt8 { bytes.load8(Offset.hopLimit) }

  /// Who sent it.
  public var source: IPv6Address { IPv6Address(rawValue: bytes.load128(Offset.source)) }

  /// Who it is for; with a routing header, the next stop.
  public var destination: IPv6Address { IPv6Address(rawValue: bytes.load128(Offset.destination)) }

  public var headerLength: Int { Offset.payload }

  /// Whether the next header is one of IPv6's own extension headers.
  public var hasExtensionHeaders: Bool { nextHeader.isIPv6Extension }

  /// The length of a jumbo payload option (RFC 2675 section 2): the first one of the hop-by-hop options, when it has the
  /// right size, the length needs it, and the fixed header leaves the length to it.
  public var jumboPayloadLength: UInt32? {
    guard declaredLength == 0, nextHeader == .hopByHop else { return nil }
    guard let header = try? HopByHopOptions(bytes.suffix(from: Offset.payload)) else { return nil }
    var options = header.options
    while let option = options.next() {
      guard option.type == IPv6Option.jumboPayload else { continue }
      guard option.length == 6, let length = header.bytes.uint32(ifAt: 2 + option.offset + 2) else { return nil }
      return length < 65_536 ? nil : length
    }
    return nil
  }

  /// What the fixed header or a jumbo payload option declares; `nil` when there are extension headers but no length.
  public var payloadLength: Int? {
    if declaredLength != 0 { return Int(declaredLength) }
    if let length = jumboPayloadLength { return Int(length) }
    return hasExtensionHeaders ? nil : 0
  }

  /// Where the packet goes in the end: the last stop of a routing header, else the destination.
  ///
  /// It is what the pseudo-header of TCP's and UDP's checksum has (RFC 8200 section 8.1).
  public var finalDestination: IPv6Address {
    guard hasExtensionHeaders else { return destination }
    var number = nextHeader
    var at = Offset.payload
    while number.isIPv6Extension {
      guard let following = bytes.uint8(ifAt: at), let length = bytes.uint8(ifAt: at + 1) else { break }
      if number == .routing {
        let header = try? RoutingHeader(bytes.suffix(from: at))
        return header?.lastStop ?? destination
      }
      at += number == .fragment ? 8 : (Int(length) + 1) * 8
      number = IPProtocol(rawValue: following)
    }
    return destination
  }

  public var next: NextProtocol { .at(.ipProtocol(nextHeader)) }

  public var isMalformed: Bool { version != 6 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipv6.version", version, at: Offset.versionClassFlow, length: 1)
    visitor.visit("ipv6.tclass", trafficClass, at: Offset.versionClassFlow, length: 2)
    visitor.visit("ipv6.flow", flowLabel, at: Offset.versionClassFlow + 1, length: 3)
    visitor.visit("ipv6.plen", declaredLength, at: Offset.payloadLength, length: 2)
    visitor.visit("ipv6.nxt", nextHeader.rawValue, at: Offset.nextHeader, length: 1)
    visitor.visit("ipv6.hlim", hopLimit, at: Offset.hopLimit, length: 1)
    visitor.visit("ipv6.src", .ipv6(source), at: Offset.source..<Offset.destination)
    visitor.visit("ipv6.dst", .ipv6(destination), at: Offset.destination..<Offset.payload)
  }
}
