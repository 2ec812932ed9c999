public import Bytes
public import Packets

/// Where a packet goes by on its way, of types 0 and 2 (addresses) and 4 (segment routing).
///
/// Source: RFC 8200 section 4.4, RFC 5095, RFC 6275 section 6.4, RFC 8754 section 2.
///
///     0             1        2      3               4                            8
///     | next header | length | type | segments left | reserved                   | addresses ...
///     | next header | length | 4    | segments left | last entry | flags | tag   | segments, last one first ...
public struct RoutingHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.routing
  public static let bindings: [Binding] = [.ipProtocol(.routing)]

  private enum Offset {
    static let nextHeader = 0
    static let length = 1
    static let type = 2
    static let segmentsLeft = 3
    static let reserved = 4
    static let lastEntry = 4
    static let flags = 5
    static let tag = 6
    static let addresses = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.reserved)
    self.bytes = bytes
  }

  /// The header behind this one.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.nextHeader)) }

  /// The length as it stands: units of eight bytes behind the first.
  public var lengthUnits: UInt8 { bytes.load8(Offset.length) }

  /// 0 is deprecated, 2 has the home address of a mobile node, 4 are segments.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Stops that the packet has still before it.
  public var segmentsLeft: UInt8 { bytes.load8(Offset.segmentsLeft) }

  /// Types 0 and 2: 0.
  public var reserved: UInt32? { bytes.uint32(ifAt: Offset.reserved) }

  /// Type 4: the index of the last segment.
  public var lastEntry: UInt8? { bytes.uint8(ifAt: Offset.lastEntry) }

  /// Type 4: 0.
  public var flags: UInt8? { bytes.uint8(ifAt: Offset.flags) }

  /// Type 4: marks packets of one class.
  public var tag: UInt16? { bytes.uint16(ifAt: Offset.tag) }

  /// Whether the type is one that is a list of addresses.
  public var hasAddresses: Bool { type == 0 || type == 2 || type == 4 }

  /// Addresses that the length has room for; `nil` when it is not a whole number of them.
  public var addressCount: Int? { lengthUnits & 1 == 0 ? Int(lengthUnits) / 2 : nil }

  /// The address at an index; `nil` when it was not captured.
  public func address(_ index: Int) -> IPv6Address? {
    let offset = Offset.addresses + index * 16
    return bytes.has(16, at: offset) ? IPv6Address(rawValue: bytes.load128(offset)) : nil
  }

  /// Where the packet goes in the end; `nil` when the header has no address, or is of another type.
  public var lastStop: IPv6Address? {
    guard let count = addressCount, hasAddresses else { return nil }
    if type == 4 { return address(0) }
    let captured = max(0, bytes.byteCount - Offset.addresses) / 16
    return address(min(count, captured) - 1)
  }

  public var headerLength: Int { (Int(lengthUnits) + 1) * 8 }

  public var next: NextProtocol { .at(.ipProtocol(nextHeader)) }

  public var isMalformed: Bool { !hasAddresses || addressCount == nil }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipv6.routing.nxt", nextHeader.rawValue, at: Offset.nextHeader, length: 1)
    visitor.visit("ipv6.routing.len", lengthUnits, at: Offset.length, length: 1)
    visitor.visit("ipv6.routing.type", type, at: Offset.type, length: 1)
    visitor.visit("ipv6.routing.segleft", segmentsLeft, at: Offset.segmentsLeft, length: 1)
    for index in 0..<(hasAddresses ? addressCount ?? 0 : 0) {
      guard let address = address(index) else { return }
      let start = Offset.addresses + index * 16
      visitor.visit(
        type == 4 ? "ipv6.routing.srh.addr" : "ipv6.routing.src.addr", .ipv6(address), at: start..<(start + 16))
    }
  }
}
