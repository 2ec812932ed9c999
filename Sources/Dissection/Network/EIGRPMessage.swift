public import Bytes
import Packets

/// A message of Cisco's Enhanced Interior Gateway Routing Protocol. Source: RFC 7868 section 6.
///
///     0         1        2          4       8          12               16             18
///     | version | opcode | checksum | flags | sequence | acknowledgment | virtual router | autonomous system | TLVs
public struct EIGRPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.eigrp
  public static let bindings: [Binding] = [.ipProtocol(.eigrp)]

  /// Bytes of the header.
  public static let headerLength = 20

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// The version, 2.
  public var version: UInt8 { bytes.load8(0) }

  /// 1 an update, 3 a query, 4 a reply, 5 hello.
  public var opcode: UInt8 { bytes.load8(1) }

  /// The checksum over the message.
  public var checksum: UInt16 { bytes.load16(2) }

  /// Bits: 1 the first update, 2 for some receivers only, 4 a restart, 8 the end of the table.
  public var flags: UInt32 { bytes.load32(4) }

  /// The number of the message; 0 when nobody need acknowledge it.
  public var sequence: UInt32 { bytes.load32(8) }

  /// The number of the message that is acknowledged.
  public var acknowledgment: UInt32 { bytes.load32(12) }

  /// The virtual router.
  public var virtualRouter: UInt16 { bytes.load16(16) }

  /// The autonomous system.
  public var autonomousSystem: UInt16 { bytes.load16(18) }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("eigrp.version", version, at: 0, length: 1)
    visitor.visit("eigrp.opcode", opcode, at: 1, length: 1)
    visitor.visit("eigrp.checksum", checksum, at: 2, length: 2)
    visitor.visit("eigrp.flags", flags, at: 4, length: 4)
    visitor.visit("eigrp.seq", sequence, at: 8, length: 4)
    visitor.visit("eigrp.ack", acknowledgment, at: 12, length: 4)
    visitor.visit("eigrp.vrid", virtualRouter, at: 16, length: 2)
    visitor.visit("eigrp.as", autonomousSystem, at: 18, length: 2)
  }
}
