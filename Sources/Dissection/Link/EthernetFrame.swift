public import Bytes
public import Packets

/// An Ethernet frame, without preamble and check sequence. Source: IEEE 802.3-2018 section 3.2.
///
///     0      6      12           14
///     | dst  | src  | type/length | payload
public struct EthernetFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ethernet
  public static let bindings: [Binding] = [.linkType(.ethernet), .ipProtocol(.ethernet)]

  private enum Offset {
    static let destination = 0
    static let source = 6
    static let type = 12
    static let payload = 14
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// Who it is for.
  public var destination: MACAddress { MACAddress(rawValue: bytes.load48(Offset.destination)) }

  /// Who sent it.
  public var source: MACAddress { MACAddress(rawValue: bytes.load48(Offset.source)) }

  /// The type of the payload, or its length when that `isLength`.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  /// Whether the type field is a length, with an LLC header behind it.
  public var hasLength: Bool { type.isLength }

  public var headerLength: Int { Offset.payload }

  public var payloadLength: Int? { hasLength ? Int(type.rawValue) : nil }

  public var next: NextProtocol { hasLength ? .kind(.llc) : .at(.etherType(type)) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("eth.dst", .mac(destination), at: Offset.destination..<Offset.source)
    visitor.visit("eth.src", .mac(source), at: Offset.source..<Offset.type)
    visitor.visit(hasLength ? "eth.len" : "eth.type", type.rawValue, at: Offset.type, length: 2)
  }
}
