public import Bytes
import Packets

/// What a sniffer tells of a frame of IEEE 802.15.4. Source: LINKTYPE_IEEE802_15_4_TAP of tcpdump.org. Integers are
/// little-endian.
///
///     0         1          2        4
///     | version | reserved | length | elements
public struct WPANTapHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.wpanTap
  public static let bindings: [Binding] = [.linkType(.ieee802154TAP)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
    if !isMalformed { try bytes.require(headerLength) }
  }

  /// The version, which is 0.
  public var version: UInt8 { bytes.load8(0) }

  public var headerLength: Int { Int(bytes.load16(2).byteSwapped) }

  public var isMalformed: Bool { version != 0 || headerLength < 4 }

  public var next: NextProtocol { .kind(.wpan) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("wpan-tap.version", version, at: 0, length: 1)
    visitor.visit("wpan-tap.length", bytes.load16(2).byteSwapped, at: 2, length: 2)
  }
}
