public import Bytes

/// A message of the Multicast Source Discovery Protocol. Source: RFC 3618 section 12.
///
///     0      1
///     | type | length | by type
public struct MSDPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.msdp
  public static let bindings: [Binding] = [.tcpPort(639)]

  /// Bytes of the fixed header.
  public static let fixedLength = 3

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// 1 sources, 2 a request, 3 an answer, 4 keep-alive.
  public var type: UInt8 { bytes.load8(0) }

  /// Bytes of all of it.
  public var length: UInt16 { bytes.load16(1) }

  /// Entries of sources stand before a packet that one of them has sent.
  public var headerLength: Int {
    type == 1 || type == 3 ? 8 + 12 * Int(bytes.uint8(ifAt: 3) ?? 0) : Self.fixedLength
  }

  public var payloadLength: Int? { Int(length) - headerLength }

  public var next: NextProtocol { (type == 1 || type == 3) && Int(length) > headerLength ? .kind(.ipv4) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("msdp.type", type, at: 0, length: 1)
    visitor.visit("msdp.length", length, at: 1, length: 2)
  }
}
