public import Bytes
import Packets

/// A PPP over Ethernet header, of the discovery stage or of a session. Source: RFC 2516 section 4.
///
///     0              1      2         4        6
///     | ver:4 type:4 | code | session | length | payload
public struct PPPoEHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pppoe
  public static let bindings: [Binding] = [
    .etherType(EtherType(rawValue: 0x8863)), .etherType(EtherType(rawValue: 0x8864)), .linkType(.pppEther),
  ]

  private enum Offset {
    static let versionAndType = 0
    static let code = 1
    static let session = 2
    static let length = 4
    static let payload = 6
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// 1.
  public var version: UInt8 { bytes.load8(Offset.versionAndType) >> 4 }

  /// 1.
  public var type: UInt8 { bytes.load8(Offset.versionAndType) & 0x0f }

  /// 0 for a session, else what the discovery says.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// The session's number; 0 as long as there is none.
  public var session: UInt16 { bytes.load16(Offset.session) }

  /// Bytes behind the header.
  public var length: UInt16 { bytes.load16(Offset.length) }

  /// Whether it carries a PPP frame.
  public var isSession: Bool { code == 0 }

  /// The tags of a discovery, of which what carries it has room for `room` bytes.
  @_lifetime(copy self)
  public func tags(within room: Int) -> PPPoETags {
    PPPoETags(bytes.suffix(from: Offset.payload), length: min(Int(length), room))
  }

  public var headerLength: Int { Offset.payload }

  /// A length that promises more than there is does not count.
  public var payloadLength: Int? { Int(length) > bytes.byteCount - Offset.payload ? nil : Int(length) }

  public var next: NextProtocol { isSession ? .kind(.ppp) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pppoe.version", version, at: Offset.versionAndType, length: 1)
    visitor.visit("pppoe.type", type, at: Offset.versionAndType, length: 1)
    visitor.visit("pppoe.code", code, at: Offset.code, length: 1)
    visitor.visit("pppoe.session_id", session, at: Offset.session, length: 2)
    visitor.visit("pppoe.payload_length", length, at: Offset.length, length: 2)
  }
}
