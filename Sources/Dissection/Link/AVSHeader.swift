public import Bytes
import Packets

/// The header that AVS drivers put in front of a frame of IEEE 802.11. Source: LINKTYPE_IEEE802_11_AVS of tcpdump.org.
///
///     0         4
///     | version | length | ...
public struct AVSHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.avs
  public static let bindings: [Binding] = [.linkType(.ieee80211RadioAVS)]

  private let bytes: RawSpan

  /// - Throws: `Truncation` when the whole header was not captured, or it says that it is too short for its length.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(8)
    self.bytes = bytes
    guard headerLength >= 8 else { throw Truncation() }
    try bytes.require(headerLength)
  }

  /// A magic number with the version.
  public var version: UInt32 { bytes.load32(0) }

  public var headerLength: Int { Int(bytes.load32(4)) }

  public var next: NextProtocol { .kind(.wlan) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("wlancap.version", version, at: 0, length: 4)
    visitor.visit("wlancap.length", bytes.load32(4), at: 4, length: 4)
  }
}
