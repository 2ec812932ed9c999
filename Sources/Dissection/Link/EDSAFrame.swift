public import Bytes
import Packets

/// An Ethernet frame with Marvell's DSA tag behind a type of its own.
public struct EDSAFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.edsa
  public static let bindings: [Binding] = [.linkType(.dsaTAGEDSA)]

  /// The frame.
  public let frame: SwitchTaggedFrame

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { frame = try SwitchTaggedFrame(bytes, tagLength: 8) }

  public var headerLength: Int { frame.headerLength }

  public var payloadLength: Int? { frame.payloadLength }

  public var next: NextProtocol { frame.next }

  public func fields(into visitor: inout some FieldVisitor) { frame.fields(into: &visitor, "edsa.tag") }
}
