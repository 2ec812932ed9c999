public import Bytes
import Packets

/// A DCCP packet. Source: RFC 4340 section 5.1.
///
///     0                   1                   2                   3
///     | source port                   | destination port              |
///     | data offset   | CCVal | CsCov | checksum                      |
///     |rsvd | type  |X| X = 0: sequence number, low 24 bits           |
///     |               | reserved      | X = 1: sequence number, 48 bits, in two words
public struct DCCPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dccp
  public static let bindings: [Binding] = [.ipProtocol(.dccp)]

  private enum Offset {
    static let sourcePort = 0
    static let destinationPort = 2
    static let dataOffset = 4
    static let coverage = 5
    static let checksum = 6
    static let type = 8
    static let shortSequence = 9
    static let longSequence = 10
    static let shortEnd = 12
    static let longEnd = 16
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.shortEnd)
    if bytes.load8(Offset.type) & 1 != 0 { try bytes.require(Offset.longEnd) }
    self.bytes = bytes
  }

  /// The sender's port.
  public var sourcePort: UInt16 { bytes.load16(Offset.sourcePort) }

  /// The receiver's port.
  public var destinationPort: UInt16 { bytes.load16(Offset.destinationPort) }

  /// Bytes of header, options included.
  public var headerLength: Int { Int(bytes.load8(Offset.dataOffset)) * 4 }

  /// A value that the sender's congestion control uses.
  public var congestionValue: UInt8 { bytes.load8(Offset.coverage) >> 4 }

  /// What the checksum is over: 0 for everything, else the header and 4 bytes for each number above 1.
  public var coverage: UInt8 { bytes.load8(Offset.coverage) & 0x0f }

  /// The checksum.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// What the packet is, 0 to 15.
  public var type: UInt8 { bytes.load8(Offset.type) >> 1 & 0x0f }

  /// Whether sequence numbers have 48 bits.
  public var hasLongNumbers: Bool { bytes.load8(Offset.type) & 1 != 0 }

  /// The packet's number, 24 or 48 bits.
  public var sequenceNumber: UInt64 {
    hasLongNumbers ? bytes.load48(Offset.longSequence) : UInt64(bytes.load24(Offset.shortSequence))
  }

  /// Bytes of the part that all packets have.
  public var genericLength: Int { hasLongNumbers ? Offset.longEnd : Offset.shortEnd }

  /// Bytes that packets of this type have behind the part that all have, in front of the options.
  public var typeLength: Int {
    switch type {
    case 0: 4
    case 1, 7: 12
    case 3...6, 8, 9: 8
    default: 0
    }
  }

  /// The number of the packet acknowledged; `nil` when it was not captured.
  public var acknowledgmentNumber: UInt64? {
    let start = genericLength
    if hasLongNumbers { return bytes.has(6, at: start + 2) ? bytes.load48(start + 2) : nil }
    return bytes.has(3, at: start + 1) ? UInt64(bytes.load24(start + 1)) : nil
  }

  /// A request's or a response's service.
  public var service: UInt32? { bytes.uint32(ifAt: genericLength + (type == 0 ? 0 : 8)) }

  /// Why a reset was sent.
  public var resetCode: UInt8? { bytes.uint8(ifAt: genericLength + 8) }

  /// Bytes of a packet of `length` bytes that the checksum is over.
  public func coveredLength(of length: Int) -> Int {
    coverage == 0 ? length : min(length, headerLength + (Int(coverage) - 1) * 4)
  }

  public var isMalformed: Bool { headerLength < genericLength + typeLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("dccp.srcport", sourcePort, at: Offset.sourcePort, length: 2)
    visitor.visit("dccp.dstport", destinationPort, at: Offset.destinationPort, length: 2)
    visitor.visit("dccp.data_offset", bytes.load8(Offset.dataOffset), at: Offset.dataOffset, length: 1)
    visitor.visit("dccp.ccval", congestionValue, at: Offset.coverage, length: 1)
    visitor.visit("dccp.cscov", coverage, at: Offset.coverage, length: 1)
    visitor.visit("dccp.checksum", checksum, at: Offset.checksum, length: 2)
    visitor.visit("dccp.type", type, at: Offset.type, length: 1)
    visitor.visit("dccp.x", .flag(hasLongNumbers), at: Offset.type..<Offset.shortSequence)
    visitor.visit(
      "dccp.seq_raw", sequenceNumber, at: Offset.shortSequence, length: genericLength - Offset.shortSequence)
  }
}
