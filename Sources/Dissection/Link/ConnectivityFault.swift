public import Bytes
import Packets

/// A frame of connectivity fault management. Source: IEEE 802.1ag-2007 section 21.
///
///     0       3         8        16      24                32
///     | level | version | opcode | flags | first TLV offset | by opcode | TLVs
///
/// The offset counts from behind these four bytes.
public struct ConnectivityFault: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.connectivityFault
  public static let bindings: [Binding] = [
    .etherType(EtherType(rawValue: 0x8902)), .etherType(EtherType(rawValue: 0xabcd)),
  ]

  private enum Offset {
    static let levelAndVersion = 0
    static let opcode = 1
    static let flags = 2
    static let firstTLV = 3
    static let body = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// The maintenance domain's level, 0 to 7.
  public var level: UInt8 { bytes.load8(Offset.levelAndVersion) >> 5 }

  /// The protocol's version, 0.
  public var version: UInt8 { bytes.load8(Offset.levelAndVersion) & 0x1f }

  /// 1 continuity check, 2 loopback reply, 3 loopback message, 4 linktrace reply, 5 linktrace message.
  public var opcode: UInt8 { bytes.load8(Offset.opcode) }

  /// By opcode.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// Bytes between this header and the TLVs.
  public var firstTLVOffset: UInt8 { bytes.load8(Offset.firstTLV) }

  public var headerLength: Int { Offset.body }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("cfm.md.level", level, at: Offset.levelAndVersion, length: 1)
    visitor.visit("cfm.version", version, at: Offset.levelAndVersion, length: 1)
    visitor.visit("cfm.opcode", opcode, at: Offset.opcode, length: 1)
    visitor.visit("cfm.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("cfm.first.tlv.offset", firstTLVOffset, at: Offset.firstTLV, length: 1)
  }
}

extension ConnectivityFault {
  /// Something behind the header of a message. Source: IEEE 802.1ag-2007 section 21.5.
  public struct TLV: Sendable {
    /// 0 at the end.
    public let type: UInt8
    /// Bytes of value as it says.
    public let length: Int
    /// Where the value stands.
    public let offset: Int
  }
}
