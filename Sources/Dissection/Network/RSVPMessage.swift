public import Bytes
import Packets

/// A message of the Resource Reservation Protocol. Source: RFC 2205 section 3.1.1.
///
///     0                1      2          4     5          6        8
///     | version, flags | type | checksum | ttl | reserved | length | objects
public struct RSVPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rsvp
  public static let bindings: [Binding] = [.ipProtocol(IPProtocol(rawValue: 46))]

  /// Bytes of the common header.
  public static let fixedLength = 8

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The version, 1.
  public var version: UInt8 { bytes.load8(0) >> 4 }

  /// Flags, in four bits.
  public var flags: UInt8 { bytes.load8(0) & 0x0f }

  /// What it is for: 1 path, 2 reservation, and so on.
  public var type: UInt8 { bytes.load8(1) }

  /// The checksum; 0 for none.
  public var checksum: UInt16 { bytes.load16(2) }

  /// The time to live of the IP packet when it was sent.
  public var timeToLive: UInt8 { bytes.load8(4) }

  /// Bytes of the message, header and objects.
  public var length: UInt16 { bytes.load16(6) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rsvp.version", version, at: 0, length: 1)
    visitor.visit("rsvp.flags", flags, at: 0, length: 1)
    visitor.visit("rsvp.msg", type, at: 1, length: 1)
    visitor.visit("rsvp.checksum", checksum, at: 2, length: 2)
    visitor.visit("rsvp.sending_ttl", timeToLive, at: 4, length: 1)
    visitor.visit("rsvp.length", length, at: 6, length: 2)
  }
}
