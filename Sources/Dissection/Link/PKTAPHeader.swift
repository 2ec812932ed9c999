public import Bytes
public import Packets

/// The header of Apple's captures, in front of a packet of any link type. Source: LINKTYPE_PKTAP of tcpdump.org. Integers
/// are little-endian.
///
///     0        4             8           12               36 ... 108
///     | length | record type | link type | interface name | ...
public struct PKTAPHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pktap
  // What some systems write is the second number for users.
  public static let bindings: [Binding] = [.linkType(.pktap), .linkType(LinkType(rawValue: 149))]

  /// Bytes that every header has.
  public static let minimumLength = 108

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.minimumLength)
    self.bytes = bytes
  }

  public var headerLength: Int { Int(bytes.load32(0).byteSwapped) }

  /// 0 for nothing, 1 for a packet.
  public var recordType: UInt32 { bytes.load32(4).byteSwapped }

  /// The number of the link type of the packet behind it, one of those that programs use (`DLT_`).
  public var linkNumber: UInt32 { bytes.load32(8).byteSwapped }

  /// The link type of the packet behind it; `nil` for a number that Linux does not use.
  public var linkType: LinkType? { LinkType(dataLink: linkNumber) }

  /// Whether the whole header was captured.
  public var isWhole: Bool { bytes.has(headerLength, at: 0) }

  public var isMalformed: Bool { headerLength < Self.minimumLength }

  public var next: NextProtocol {
    guard recordType == 1, isWhole else { return .none }
    return linkType.map { .at(.linkType($0)) } ?? .none
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pktap.hdrlen", bytes.load32(0).byteSwapped, at: 0, length: 4)
    visitor.visit("pktap.rectype", recordType, at: 4, length: 4)
    visitor.visit("pktap.dlt", linkNumber, at: 8, length: 4)
    visitor.visit("pktap.ifname", .text, at: 12..<36)
  }
}
