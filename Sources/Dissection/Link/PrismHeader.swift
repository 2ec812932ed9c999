public import Bytes
import Packets

/// The header of 144 bytes that drivers of Prism cards put in front of a frame of IEEE 802.11, or the one of AVS in its
/// place, which a magic number tells. Source: LINKTYPE_IEEE802_11_PRISM of tcpdump.org.
public struct PrismHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.prism
  public static let bindings: [Binding] = [.linkType(.prismHeader)]

  private static let length = 144

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
    if !isAVS { try bytes.require(Self.length) }
  }

  /// The kind of message, or the magic number of AVS.
  public var messageCode: UInt32 { bytes.load32(0) }

  /// Whether it is a header of AVS.
  public var isAVS: Bool { messageCode == 0x8021_1001 || messageCode == 0x8021_1002 }

  public var headerLength: Int { isAVS ? 0 : Self.length }

  public var next: NextProtocol { .kind(isAVS ? .avs : .wlan) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("prism.msgcode", messageCode, at: 0, length: 4)
  }
}
