public import Bytes
public import Packets

/// The header of Per-Packet Information, in front of a packet of any link type. Source: CACE, "PPI Packet Header
/// Application Notes" 1.0.9. Integers are little-endian.
///
///     0         1       2        4
///     | version | flags | length | link type | fields
public struct PPIHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ppi
  public static let bindings: [Binding] = [.linkType(.ppi)]

  private let bytes: RawSpan

  /// - Throws: `Truncation` when the whole header was not captured.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(8)
    self.bytes = bytes
    if !isMalformed { try bytes.require(headerLength) }
  }

  /// The version, which is 0.
  public var version: UInt8 { bytes.load8(0) }

  /// Flags.
  public var flags: UInt8 { bytes.load8(1) }

  public var headerLength: Int { Int(bytes.load16(2).byteSwapped) }

  // No longer than a 16-bit length that is a multiple of four can be.
  public var isMalformed: Bool { headerLength < 8 || headerLength > 65_532 }

  /// The number of the link type of the packet behind it, one of those that programs use (`DLT_`).
  public var linkNumber: UInt32 { bytes.load32(4).byteSwapped }

  /// The link type of the packet behind it; `nil` for a number that Linux does not use.
  public var linkType: LinkType? { LinkType(dataLink: linkNumber) }

  public var next: NextProtocol { linkType.map { .at(.linkType($0)) } ?? .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ppi.version", version, at: 0, length: 1)
    visitor.visit("ppi.flags", flags, at: 1, length: 1)
    visitor.visit("ppi.length", UInt16(truncatingIfNeeded: headerLength), at: 2, length: 2)
    visitor.visit("ppi.dlt", linkNumber, at: 4, length: 4)
  }
}
