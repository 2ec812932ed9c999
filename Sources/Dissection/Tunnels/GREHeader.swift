public import Bytes
public import Packets

/// A generic routing encapsulation header, plain or with PPTP's call number and acknowledgment.
///
/// Source: RFC 2784 section 2, RFC 2890 section 2, RFC 1701 (routing), RFC 2637 section 4.1 (version 1).
///
///     0                                       2               4
///     |C R K S s recursion:3 A flags:4 version:3| protocol type |
///     | checksum                                | offset        |  with C or R
///     | key, or payload length and call number                  |  with K
///     | sequence number                                         |  with S
///     | acknowledgment number                                   |  with A, version 1 only
///     | routing entries                                         |  with R, version 0 only
public struct GREHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.gre
  public static let bindings: [Binding] = [.ipProtocol(.gre)]

  private enum Offset {
    static let flags = 0
    static let type = 2
    static let optional = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.optional)
    self.bytes = bytes
  }

  /// The flags and the version.
  public var flags: GREFlags { GREFlags(rawValue: bytes.load16(Offset.flags)) }

  /// What it carries.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  /// Where each of the optional fields stands, were it there.
  private var keyOffset: Int { Offset.optional + (hasChecksum ? 4 : 0) }
  private var sequenceOffset: Int { keyOffset + (flags.contains(.key) ? 4 : 0) }
  private var acknowledgmentOffset: Int { sequenceOffset + (flags.contains(.sequence) ? 4 : 0) }
  private var routingOffset: Int { acknowledgmentOffset + (hasAcknowledgment ? 4 : 0) }

  /// Whether it has a checksum and a routing offset.
  public var hasChecksum: Bool { flags.version == 0 && !flags.isDisjoint(with: [.checksum, .routing]) }

  /// Whether it has an acknowledgment number.
  public var hasAcknowledgment: Bool { flags.version == 1 && flags.contains(.acknowledgment) }

  /// The checksum, if `hasChecksum` and it was captured.
  public var checksum: UInt16? { hasChecksum ? bytes.uint16(ifAt: Offset.optional) : nil }

  /// Where the active routing entry stands, if `hasChecksum` and it was captured.
  public var routingEntryOffset: UInt16? { hasChecksum ? bytes.uint16(ifAt: Offset.optional + 2) : nil }

  /// The key, if there is one and it was captured; in version 1, length and call number.
  public var key: UInt32? { flags.contains(.key) ? bytes.uint32(ifAt: keyOffset) : nil }

  /// The sequence number, if there is one and it was captured.
  public var sequence: UInt32? { flags.contains(.sequence) ? bytes.uint32(ifAt: sequenceOffset) : nil }

  /// The acknowledgment number, if there is one and it was captured.
  public var acknowledgment: UInt32? { hasAcknowledgment ? bytes.uint32(ifAt: acknowledgmentOffset) : nil }

  /// The routing entries; none when the header has none.
  public var routing: GRERouting {
    @_lifetime(copy self) get {
      let hasRouting = flags.version == 0 && flags.contains(.routing)
      return GRERouting(
        hasRouting ? bytes.suffix(from: routingOffset) : bytes.prefix(0, from: 0), isPresent: hasRouting)
    }
  }

  public var headerLength: Int {
    var routing = self.routing
    while routing.next() != nil {}
    return routingOffset + routing.length
  }

  public var next: NextProtocol {
    switch (flags.version, type.rawValue) {
    case (0, 0x6558): .kind(.ethernet)
    case (0, 0x0800), (0, 0x86dd), (0, 0x8847), (0, 0x8137), (0, 0x809b), (0, 0x00fe): .at(.etherType(type))
    case (1, 0x880b) where flags.contains(.sequence): .at(.etherType(type))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("gre.flags_and_version", flags.rawValue, at: Offset.flags, length: 2)
    visitor.visit("gre.proto", type.rawValue, at: Offset.type, length: 2)
    if let checksum { visitor.visit("gre.checksum", checksum, at: Offset.optional, length: 2) }
    if let routingEntryOffset { visitor.visit("gre.offset", routingEntryOffset, at: Offset.optional + 2, length: 2) }
    if let key { visitor.visit("gre.key", key, at: keyOffset, length: 4) }
    if let sequence { visitor.visit("gre.sequence_number", sequence, at: sequenceOffset, length: 4) }
    if let acknowledgment { visitor.visit("gre.ack_number", acknowledgment, at: acknowledgmentOffset, length: 4) }
  }
}

extension GREHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The flags and the version.
    public var flags: GREFlags? { bytes.uint16(ifAt: Offset.flags).map(GREFlags.init(rawValue:)) }
  }
}
