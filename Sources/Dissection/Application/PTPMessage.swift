public import Bytes
import Packets

/// A message of the Precision Time Protocol. Source: IEEE 1588-2019 section 13.3.
///
///     0              1                2        4        5     6       8            16
///     | sdo:4 type:4 | minor:4 major:4 | length | domain | sdo | flags | correction | specific
///     20             28     30         32        33         34
///     | clock        | port | sequence | control | interval | body
public struct PTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ptp
  public static let bindings: [Binding] = [.udpPort(319), .udpPort(320), .etherType(EtherType(rawValue: 0x88f7))]

  /// Bytes of the header that every message has.
  public static let headerBytes = 34

  private enum Offset {
    static let type = 0
    static let version = 1
    static let length = 2
    static let domain = 4
    static let minorSDO = 5
    static let flags = 6
    static let correction = 8
    static let specific = 16
    static let clock = 20
    static let port = 28
    static let sequence = 30
    static let control = 32
    static let interval = 33
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerBytes)
    self.bytes = bytes
  }

  /// What it is: 0 sync, 11 announce.
  public var type: UInt8 { bytes.load8(Offset.type) & 0x0f }

  public var headerLength: Int { Self.headerBytes }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ptp.v2.majorsdoid", bytes.load8(Offset.type) >> 4, at: Offset.type, length: 1)
    visitor.visit("ptp.v2.messagetype", type, at: Offset.type, length: 1)
    visitor.visit("ptp.v2.minorversionptp", bytes.load8(Offset.version) >> 4, at: Offset.version, length: 1)
    visitor.visit("ptp.v2.versionptp", bytes.load8(Offset.version) & 0x0f, at: Offset.version, length: 1)
    visitor.visit("ptp.v2.messagelength", bytes.load16(Offset.length), at: Offset.length, length: 2)
    visitor.visit("ptp.v2.domainnumber", bytes.load8(Offset.domain), at: Offset.domain, length: 1)
    visitor.visit("ptp.v2.minorsdoid", bytes.load8(Offset.minorSDO), at: Offset.minorSDO, length: 1)
    visitor.visit("ptp.v2.flags", bytes.load16(Offset.flags), at: Offset.flags, length: 2)
    visitor.visit("ptp.v2.correction.ns", bytes.load48(Offset.correction), at: Offset.correction, length: 6)
    visitor.visit("ptp.v2.correction.subns", bytes.load16(Offset.correction + 6), at: Offset.correction + 6, length: 2)
    visitor.visit("ptp.v2.messagetypespecific", bytes.load32(Offset.specific), at: Offset.specific, length: 4)
    visitor.visit("ptp.v2.clockidentity", bytes.load64(Offset.clock), at: Offset.clock, length: 8)
    visitor.visit("ptp.v2.sourceportid", bytes.load16(Offset.port), at: Offset.port, length: 2)
    visitor.visit("ptp.v2.sequenceid", bytes.load16(Offset.sequence), at: Offset.sequence, length: 2)
    visitor.visit("ptp.v2.controlfield", bytes.load8(Offset.control), at: Offset.control, length: 1)
    visitor.visit("ptp.v2.logmessageperiod", bytes.load8(Offset.interval), at: Offset.interval, length: 1)
  }
}

extension PTPMessage {
  /// A message of which any part may be cut: what is not there throws `Truncation`.
  public struct Partial: ~Escapable {
    /// Whatever there is of the message.
    public let bytes: RawSpan

    /// A message that begins with the bytes.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The version, 1 or 2, with the minor one in the high half; read together with the octet before it.
    public var version: UInt8 {
      get throws(Truncation) { UInt8(truncatingIfNeeded: try bytes.uint16(at: Offset.type)) }
    }
    /// Whether hardware made for version 1 is to understand the message, as the edition of 2008 has it.
    public var isCompatible: Bool { get throws(Truncation) { try bytes.uint8(at: Offset.type) & 0x10 != 0 } }
    /// What it is.
    public var type: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.type) & 0x0f } }
    /// Bytes of the message.
    public var length: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.length) } }
    /// Domain in the high octet, low part of the profile's number in the other.
    public var domain: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.domain) } }
    /// Flags, those of the first octet in the high bits.
    public var flags: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.flags) } }
    /// Nanoseconds of the correction.
    public var correction: UInt64 { get throws(Truncation) { try bytes.uint48(at: Offset.correction) } }
    /// The correction's fraction, in 1/65536 ns.
    public var correctionFraction: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.correction + 6) } }
    /// What the type has there.
    public var specific: UInt32 { get throws(Truncation) { try bytes.uint32(at: Offset.specific) } }
    /// The sender's clock.
    public var clock: UInt64 { get throws(Truncation) { try bytes.uint64(at: Offset.clock) } }
    /// The sender's port.
    public var port: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.port) } }
    /// The number of the message.
    public var sequence: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.sequence) } }
    /// The type as version 1 has it.
    public var control: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.control) } }
    /// The binary logarithm of the seconds between messages.
    public var interval: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.interval) } }
  }
}
