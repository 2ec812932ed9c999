public import Bytes
public import Packets

/// A frame of IP over InfiniBand, as Linux captures it. Source: LINKTYPE_IPOIB of tcpdump.org, RFC 4391 section 6.
///
///     0                     40     42         44
///     | global route header | type | reserved | payload
public struct IPoIBHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipoib
  public static let bindings: [Binding] = [.linkType(.ipoib)]

  private enum Offset {
    static let type = 40
    static let payload = 44
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// What it carries.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { type.untagged }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipoib.type", type.rawValue, at: Offset.type, length: 2)
  }
}
