public import Bytes
import Packets

/// A frame of one of Realtek's protocols for switches. Source: Realtek, RTL8324 data sheet, sections 8.20 to 8.22.
///
///     0          1                   2         4         6            10             18
///     | protocol | reply:1 opcode:7  | key     | address | data       | cookies                       get, set
///                                              | downlink | uplink | uplink address | chip | vendor   hello reply
///
/// Register address and data are little-endian.
public struct RealtekFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.realtek
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x8899))]

  /// The protocol number of remote control, which alone has a content.
  public static let remoteControl: UInt8 = 1

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// 1 remote control, 2 echo, 3 and 0x23 loop detection; others tag frames of a switch.
  public var number: UInt8 { bytes.load8(0) }

  /// Of remote control whether it is a reply, and what is wanted: 0 hello, 1 get, 2 set. `nil` when not captured.
  public var opcode: UInt8? { bytes.uint8(ifAt: 1) }

  /// The key that allows it; `nil` when it was not captured.
  public var key: UInt16? { bytes.uint16(ifAt: 2) }

  /// The register and what is in it; `nil` when that was not captured.
  public var register: (address: UInt16, data: UInt32)? {
    guard bytes.has(6, at: 4) else { return nil }
    return (
      bytes.load(fromByteOffset: 4, as: UInt16.self, .littleEndian),
      bytes.load(fromByteOffset: 6, as: UInt32.self, .littleEndian)
    )
  }

  /// What stands behind the key.
  public var content: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: 4) }
  }

  public var headerLength: Int { bytes.byteCount }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rrcp.proto", number, at: 0, length: 1)
    guard number == Self.remoteControl, let opcode, let key else { return }
    visitor.visit("rrcp.reply", .flag(opcode & 0x80 != 0), at: 1..<2)
    visitor.visit("rrcp.opcode", opcode & 0x7f, at: 1, length: 1)
    visitor.visit("rrcp.authkey", key, at: 2, length: 2)
    guard opcode & 0x7f == 1 || opcode & 0x7f == 2, let register else { return }
    visitor.visit("rrcp.reg_addr", register.address, at: 4, length: 2)
    visitor.visit("rrcp.reg_data", register.data, at: 6, length: 4)
  }
}
