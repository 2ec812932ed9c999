public import Bytes
import Packets

/// An ARCNET frame, as BSD captures it. Source: RFC 1201 section 2, LINKTYPE_ARCNET_BSD of tcpdump.org.
///
///     0        1             2        3            4          6
///     | source | destination | type | split flag | sequence | payload
///     | source | destination | type | 0xff | 2 bytes | type | split flag | sequence: 2 bytes | payload
///
/// Frames of the old types (RFC 1051) and of diagnosis end behind the type.
public struct ARCNETFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.arcnet
  public static let bindings: [Binding] = [.linkType(.arcnet)]

  private let bytes: RawSpan

  /// - Throws: `Truncation` when less than the type was captured.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(3)
    self.bytes = bytes
  }

  /// Who sent it.
  public var source: UInt8 { bytes.load8(0) }
  /// Whom it is for.
  public var destination: UInt8 { bytes.load8(1) }
  /// What it carries.
  public var type: UInt8 { bytes.load8(2) }

  /// Whether it is of one of the types without fragments.
  public var isShort: Bool { Self.isShort(type) }

  static func isShort(_ type: UInt8) -> Bool { type == 0xf0 || type == 0xf1 || type == 0x80 }

  /// Whether it is a frame whose header is longer because its length was not possible.
  public var isException: Bool { !isShort && bytes.uint8(ifAt: 3) == 0xff }

  /// Which fragment it is: 0 for a whole packet, odd for the first; `nil` when it was not captured.
  public var splitFlag: UInt8? { isShort ? 0 : bytes.uint8(ifAt: isException ? 7 : 3) }

  /// The number that the fragments of a packet have in common; `nil` when it was not captured.
  public var sequenceNumber: UInt16? { isShort ? 0 : bytes.uint16(ifAt: isException ? 8 : 4) }

  /// Whether the whole header was captured.
  public var isWhole: Bool { bytes.has(headerLength, at: 0) }

  /// Whether it is a fragment other than the first.
  public var isLaterFragment: Bool { splitFlag.map { $0 != 0 && $0 & 1 == 0 } ?? false }

  public var headerLength: Int { isShort ? 3 : isException ? 10 : 6 }

  public var next: NextProtocol { isWhole && !isLaterFragment ? Self.next(type) : .none }

  static func next(_ type: UInt8) -> NextProtocol {
    switch type {
    case 0xf0, 0xd4: .at(.etherType(.ipv4))
    case 0xc4: .at(.etherType(.ipv6))
    case 0xf1, 0xd5, 0xd6: .at(.etherType(.arp))
    case 0xdd: .at(.etherType(.appleTalk))
    case 0xfa: .at(.etherType(.ipx))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("arcnet.src", source, at: 0, length: 1)
    visitor.visit("arcnet.dst", destination, at: 1, length: 1)
    visitor.visit("arcnet.protID", type, at: 2, length: 1)
    guard !isShort, isWhole, let splitFlag, let sequenceNumber else { return }
    visitor.visit("arcnet.split_flag", splitFlag, at: headerLength - 3, length: 1)
    visitor.visit("arcnet.sequence", sequenceNumber, at: headerLength - 2, length: 2)
  }
}
