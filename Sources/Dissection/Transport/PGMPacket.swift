public import Bytes
import Packets

/// A packet of the PGM reliable transport protocol. Source: RFC 3208 section 8.
///
///     0                   1                   2                   3
///     | source port                   | destination port              |
///     | type          | options       | checksum                      |
///     | global source identifier, 48 bits                             |
///     |                               | bytes of data                 |
public struct PGMPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pgm
  public static let bindings: [Binding] = [.ipProtocol(.pgm)]

  private enum Offset {
    static let sourcePort = 0
    static let destinationPort = 2
    static let type = 4
    static let options = 5
    static let checksum = 6
    static let globalSourceID = 8
    static let dataLength = 14
    static let end = 16
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.end)
    self.bytes = bytes
  }

  /// The sender's port.
  public var sourcePort: UInt16 { bytes.load16(Offset.sourcePort) }

  /// The receiver's port.
  public var destinationPort: UInt16 { bytes.load16(Offset.destinationPort) }

  /// What the packet is.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Bit 0: options stand behind what packets of the type have.
  public var options: UInt8 { bytes.load8(Offset.options) }

  /// The checksum; 0 for none.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// Which source, wherever it is; 48 bits.
  public var globalSourceID: UInt64 { bytes.load48(Offset.globalSourceID) }

  /// Bytes of data, as the sender says.
  public var dataLength: UInt16 { bytes.load16(Offset.dataLength) }

  public var headerLength: Int { Offset.end }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pgm.hdr.sport", sourcePort, at: Offset.sourcePort, length: 2)
    visitor.visit("pgm.hdr.dport", destinationPort, at: Offset.destinationPort, length: 2)
    visitor.visit("pgm.hdr.type", type, at: Offset.type, length: 1)
    visitor.visit("pgm.hdr.opts", options, at: Offset.options, length: 1)
    visitor.visit("pgm.hdr.cksum", checksum, at: Offset.checksum, length: 2)
    visitor.visit("pgm.hdr.gsi", globalSourceID, at: Offset.globalSourceID, length: 6)
    visitor.visit("pgm.hdr.tsdulen", dataLength, at: Offset.dataLength, length: 2)
  }
}
