public import Bytes
public import Packets

/// Says which piece of a larger packet this is. Source: RFC 8200 section 4.5.
///
///     0             1          2                     4
///     | next header | reserved | offset:13 res:2 M:1 | identification
public struct FragmentHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.fragment
  public static let bindings: [Binding] = [.ipProtocol(.fragment)]

  private enum Offset {
    static let nextHeader = 0
    static let fragment = 2
    static let identification = 4
    static let payload = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The header behind this one in the whole packet.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.nextHeader)) }

  /// Where the fragment's payload stood in the whole packet's, in bytes.
  public var fragmentOffset: UInt16 { bytes.load16(Offset.fragment) & 0xfff8 }

  /// Whether fragments follow it.
  public var moreFragments: Bool { bytes.load16(Offset.fragment) & 1 != 0 }

  /// The number that the fragments of a packet share.
  public var identification: UInt32 { bytes.load32(Offset.identification) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { fragmentOffset == 0 ? .at(.ipProtocol(nextHeader)) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipv6.fraghdr.nxt", nextHeader.rawValue, at: Offset.nextHeader, length: 1)
    visitor.visit("ipv6.fraghdr.offset", fragmentOffset, at: Offset.fragment, length: 2)
    visitor.visit("ipv6.fraghdr.more", .flag(moreFragments), at: Offset.fragment..<Offset.identification)
    visitor.visit("ipv6.fraghdr.ident", identification, at: Offset.identification, length: 4)
  }
}

extension FragmentHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// Where the fragment's payload stood in the whole packet's, in bytes.
    public var fragmentOffset: UInt16? { bytes.uint16(ifAt: Offset.fragment).map { $0 & 0xfff8 } }
    /// The number that the fragments of a packet share.
    public var identification: UInt32? { bytes.uint32(ifAt: Offset.identification) }
  }
}
