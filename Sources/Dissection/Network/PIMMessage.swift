public import Bytes
import Packets

/// A message of Protocol Independent Multicast. Source: RFC 7761 section 4.9, RFC 5015 section 3.7.
///
///     version:4 type:4 | subtype:4 address length:4 | checksum:16 | what the type has
public struct PIMMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pim
  public static let bindings: [Binding] = [.ipProtocol(.pim)]

  /// What a message is.
  public enum MessageType {
    static let register: UInt8 = 1
  }

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// The version, 2.
  public var version: UInt8 { bytes.load8(0) >> 4 }

  /// 0 hello, 1 register, 2 its end, 3 join and prune, 4 bootstrap, 5 assert.
  public var type: UInt8 { bytes.load8(0) & 0xf }

  /// What the type leaves open; bytes of a unicast address in very old messages.
  public var reserved: UInt8? { bytes.uint8(ifAt: 1) }

  /// The checksum over the message, or over the first eight bytes of a register.
  public var checksum: UInt16? { bytes.uint16(ifAt: 2) }

  private var isRegister: Bool { version == 2 && type == MessageType.register }

  public var headerLength: Int { isRegister ? 8 : 4 }

  public var next: NextProtocol {
    guard isRegister else { return .none }
    switch bytes.uint8(ifAt: 8).map({ $0 >> 4 }) {
    case 4: return .at(.etherType(.ipv4))
    case 6: return .at(.etherType(.ipv6))
    default: return .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pim.version", version, at: 0, length: 1)
    visitor.visit("pim.type", type, at: 0, length: 1)
    if let reserved { visitor.visit("pim.res_bytes", reserved, at: 1, length: 1) }
    if let checksum { visitor.visit("pim.cksum", checksum, at: 2, length: 2) }
  }
}
