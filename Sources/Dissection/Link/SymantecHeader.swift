public import Bytes
public import Packets

/// A packet of a Symantec firewall. Source: LINKTYPE_SYMANTEC_FIREWALL of tcpdump.org.
///
///     0         6      8         44
///     | unknown | type | unknown | payload
public struct SymantecHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.symantec
  public static let bindings: [Binding] = [.linkType(.symantecFirewall)]

  private enum Offset {
    static let type = 6
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
    visitor.visit("symantec.type", type.rawValue, at: Offset.type, length: 2)
  }
}
