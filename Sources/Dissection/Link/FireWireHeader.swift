public import Bytes
public import Packets

/// A packet of IP over IEEE 1394, as Apple captures it. Source: LINKTYPE_APPLE_IP_OVER_IEEE1394 of tcpdump.org.
///
///     0             8        16     18
///     | destination | source | type | payload
public struct FireWireHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.fireWire
  public static let bindings: [Binding] = [.linkType(.appleIPOVERIeee1394)]

  private enum Offset {
    static let type = 16
    static let payload = 18
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// Whom it is for.
  public var destination: UInt64 { bytes.load64(0) }

  /// Who sent it.
  public var source: UInt64 { bytes.load64(8) }

  /// What it carries.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { type.untagged }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ieee1394.dst", destination, at: 0, length: 8)
    visitor.visit("ieee1394.src", source, at: 8, length: 8)
    visitor.visit("ieee1394.type", type.rawValue, at: Offset.type, length: 2)
  }
}
