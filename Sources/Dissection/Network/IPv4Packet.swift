public import Bytes
public import Packets

/// An IPv4 packet. Source: RFC 791 section 3.1.
///
///      0                   1                   2                   3
///     |version| IHL   |DSCP       |ECN| total length                  |
///     | identification                |0 D M| fragment offset         |
///     | time to live  | protocol      | header checksum               |
///     | source address                                                |
///     | destination address                                           |
///     | options                                                       |
public struct IPv4Packet: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipv4
  public static let bindings: [Binding] = [
    .etherType(.ipv4), .ipProtocol(.ipv4), .ppp(0x0021), .ppp(0x002f), .ppp(0x0800),
  ]

  private enum Offset {
    static let versionAndLength = 0
    static let trafficClass = 1
    static let totalLength = 2
    static let identification = 4
    static let fragment = 6
    static let timeToLive = 8
    static let ipProtocol = 9
    static let checksum = 10
    static let source = 12
    static let destination = 16
    static let options = 20
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.options)
    self.bytes = bytes
  }

  /// 4, unless what carries it lies.
  public var version: UInt8 { bytes.load8(Offset.versionAndLength) >> 4 }

  /// Bytes of header, options included; less than 20 is malformed.
  public var headerLength: Int { Int(bytes.load8(Offset.versionAndLength) & 0x0f) * 4 }

  /// Differentiated services and congestion notification: the former type of service (RFC 2474, RFC 3168).
  public var trafficClass: UInt8 { bytes.load8(Offset.trafficClass) }

  /// Bytes of header and payload; 0 when the card was to cut a larger packet into segments.
  public var totalLength: UInt16 { bytes.load16(Offset.totalLength) }

  /// The number that the fragments of a packet share.
  public var identification: UInt16 { bytes.load16(Offset.identification) }

  /// The three flag bits as they stand: 0x8000 reserved, 0x4000 do not fragment, 0x2000 more fragments.
  public var flags: UInt16 { bytes.load16(Offset.fragment) & 0xe000 }

  /// Whether no router may fragment it.
  public var dontFragment: Bool { flags & 0x4000 != 0 }

  /// Whether fragments follow it.
  public var moreFragments: Bool { flags & 0x2000 != 0 }

  /// Where the fragment's payload stood in the whole packet's, in bytes.
  public var fragmentOffset: Int { Int(bytes.load16(Offset.fragment) & 0x1fff) * 8 }

  /// Routers it may still cross.
  public var timeToLive: UInt8 { bytes.load8(Offset.timeToLive) }

  /// What it carries.
  public var ipProtocol: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.ipProtocol)) }

  /// The header's checksum.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// Who sent it.
  public var source: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.source)) }

  /// Who it is for; with a source route, the next stop.
  public var destination: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.destination)) }

  /// The bytes between the fixed header and the payload, as far as they were captured.
  public var options: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(headerLength - Offset.options, from: Offset.options) }
  }

  /// Whether the header is longer than the fixed one.
  public var hasOptions: Bool { headerLength > Offset.options }

  public var payloadLength: Int? {
    totalLength == 0 ? nil : max(0, Int(totalLength) - headerLength)
  }

  public var next: NextProtocol { fragmentOffset == 0 ? .at(.ipProtocol(ipProtocol)) : .none }

  public var isMalformed: Bool {
    version != 4 || headerLength < Offset.options || (totalLength != 0 && Int(totalLength) < headerLength)
  }

  /// Where the packet goes in the end: the last address of a source route, else the destination.
  ///
  /// It is what the pseudo-header of TCP's and UDP's checksum has (RFC 1122 section 4.1.3.3).
  public var finalDestination: IPv4Address {
    guard hasOptions else { return destination }
    var options = IPv4Options(self.options)
    while let option = options.next() {
      guard option.isSourceRoute, option.length >= 7 else { continue }
      let end = option.offset + option.length
      return IPv4Address(rawValue: self.options.uint32(ifAt: end - 4) ?? destination.rawValue)
    }
    return destination
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ip.version", version, at: Offset.versionAndLength, length: 1)
    visitor.visit("ip.hdr_len", UInt8(headerLength), at: Offset.versionAndLength, length: 1)
    visitor.visit("ip.dsfield", trafficClass, at: Offset.trafficClass, length: 1)
    visitor.visit("ip.len", totalLength, at: Offset.totalLength, length: 2)
    visitor.visit("ip.id", identification, at: Offset.identification, length: 2)
    visitor.visit("ip.flags.df", .flag(dontFragment), at: Offset.fragment..<Offset.timeToLive)
    visitor.visit("ip.flags.mf", .flag(moreFragments), at: Offset.fragment..<Offset.timeToLive)
    visitor.visit("ip.frag_offset", UInt64(fragmentOffset), at: Offset.fragment, length: 2)
    visitor.visit("ip.ttl", timeToLive, at: Offset.timeToLive, length: 1)
    visitor.visit("ip.proto", ipProtocol.rawValue, at: Offset.ipProtocol, length: 1)
    visitor.visit("ip.checksum", checksum, at: Offset.checksum, length: 2)
    visitor.visit("ip.src", .ipv4(source), at: Offset.source..<Offset.destination)
    visitor.visit("ip.dst", .ipv4(destination), at: Offset.destination..<Offset.options)
  }
}
