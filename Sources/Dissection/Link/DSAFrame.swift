public import Bytes
import Packets

/// An Ethernet frame with Marvell's DSA tag.
public struct DSAFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dsa
  public static let bindings: [Binding] = [.linkType(.dsaTAGDSA)]

  /// The frame.
  public let frame: SwitchTaggedFrame

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { frame = try SwitchTaggedFrame(bytes, tagLength: 4) }

  public var headerLength: Int { frame.headerLength }

  public var payloadLength: Int? { frame.payloadLength }

  public var next: NextProtocol { frame.next }

  public func fields(into visitor: inout some FieldVisitor) { frame.fields(into: &visitor, "dsa.tag") }
}
