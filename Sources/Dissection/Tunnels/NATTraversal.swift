public import Bytes
import Packets

/// What IPsec sends over UDP to get through address translators: a keepalive of one byte, a key exchange behind four
/// zero bytes, or an ESP packet. Source: RFC 3948 section 2.
public struct NATTraversal: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.natTraversal
  public static let bindings: [Binding] = [.udpPort(4500)]

  /// Bytes of zeros that an ESP packet never begins with.
  private static let markerLength = 4

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.markerLength)
    self.bytes = bytes
  }

  /// Whether a key exchange is behind the marker.
  public var isKeyExchange: Bool { bytes.load32(0) == 0 }

  public var headerLength: Int { isKeyExchange ? Self.markerLength : 0 }

  public var next: NextProtocol { .kind(isKeyExchange ? .isakmp : .esp) }

  public func fields(into visitor: inout some FieldVisitor) {
    if isKeyExchange { visitor.visit("udpencap.non_esp_marker", UInt32(0), at: 0, length: Self.markerLength) }
  }
}
