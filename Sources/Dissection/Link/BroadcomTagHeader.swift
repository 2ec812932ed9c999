public import Bytes
import Packets

/// Broadcom's tag for switches in front of an Ethernet frame. Source: `net/dsa/tag_brcm.c` of Linux.
public struct BroadcomTagHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.broadcomTag
  public static let bindings: [Binding] = [.linkType(.dsaTAGBRCMPrepend)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// The tag.
  public var tag: RawSpan {
    @_lifetime(copy self)
    get { bytes.prefix(4, from: 0) }
  }

  public var headerLength: Int { 4 }

  public var next: NextProtocol { .kind(.ethernet) }

  public func fields(into visitor: inout some FieldVisitor) { visitor.visit("brcm.tag", .bytes, at: 0..<4) }
}
