public import Bytes
import Packets

/// A frame of the port access protocol: EAP over a LAN, and what goes with it. Source: IEEE 802.1X-2020 section 11.3.
///
///     0         1      2        4
///     | version | type | length | body
public struct EAPOLFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.eapol
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x888e))]

  private enum Offset {
    static let version = 0
    static let type = 1
    static let length = 2
    static let body = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// The version of the protocol: 1 to 3.
  public var version: UInt8 { bytes.load8(Offset.version) }

  /// What it is: 0 an EAP packet, 1 start, 2 logoff, 3 a key.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Bytes of the body.
  public var length: UInt16 { bytes.load16(Offset.length) }

  /// The body and whatever stands behind it.
  public var body: RawSpan { @_lifetime(copy self) get { bytes.suffix(from: Offset.body) } }

  public var headerLength: Int { Offset.body }

  public var payloadLength: Int? { Int(length) }

  public var next: NextProtocol { type == 0 ? .kind(.eap) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("eapol.version", version, at: Offset.version, length: 1)
    visitor.visit("eapol.type", type, at: Offset.type, length: 1)
    visitor.visit("eapol.len", length, at: Offset.length, length: 2)
  }
}
