public import Bytes
public import Packets

/// A MACsec tag, and the type of what it protects when that is not encrypted. Source: IEEE 802.1AE-2018 section 9.
///
///     0                              1                   2               6
///     | V ES SC SCB E C number:2     | short length:6    | packet number | channel identifier (with SC)
public struct MACsecTag: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.macsec
  public static let bindings: [Binding] = [.etherType(.macsec)]

  private enum Offset {
    static let control = 0
    static let shortLength = 1
    static let packetNumber = 2
    static let channel = 6
    static let longEnd = 14
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.channel)
    if bytes.load8(Offset.control) & 0x20 != 0 { try bytes.require(Offset.longEnd) }
    self.bytes = bytes
  }

  /// The flags as they stand: 0x80 version, 0x40 end station, 0x20 channel, 0x10 single copy, 0x08 encrypted, 0x04
  /// changed.
  public var flags: UInt8 { bytes.load8(Offset.control) & 0xfc }

  /// The number of the association, 0 to 3.
  public var association: UInt8 { bytes.load8(Offset.control) & 0x03 }

  /// Bytes of what is protected when they are fewer than 48, else 0; the upper two bits are 0.
  public var shortLength: UInt8 { bytes.load8(Offset.shortLength) }

  /// The packet's number.
  public var packetNumber: UInt32 { bytes.load32(Offset.packetNumber) }

  /// The secure channel, if it is told: an Ethernet address and a port.
  public var channel: UInt64? { flags & 0x20 != 0 ? bytes.load64(Offset.channel) : nil }

  /// Whether nothing can be read behind it.
  public var isEncrypted: Bool { flags & 0x0c != 0 }

  /// Bytes of the tag itself.
  public var tagLength: Int { flags & 0x20 != 0 ? Offset.longEnd : Offset.channel }

  /// The type of what is protected; `nil` when that is encrypted or was not captured.
  public var type: EtherType? {
    guard !isEncrypted, bytes.has(2 + trailerLength, at: tagLength) else { return nil }
    return EtherType(rawValue: bytes.load16(tagLength))
  }

  public var headerLength: Int { type == nil ? tagLength : tagLength + 2 }

  /// Less than the type's two bytes is as bad as none.
  public var payloadLength: Int? { shortLength == 0 ? nil : max(0, Int(shortLength) - 2) }

  /// The integrity check value.
  public var trailerLength: Int { 16 }

  public var next: NextProtocol {
    guard let type else { return .none }
    return type.isLength ? .kind(.llc) : .at(.etherType(type))
  }

  public var isMalformed: Bool { shortLength & 0xc0 != 0 || flags & 0x80 != 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("macsec.TCI", flags >> 2, at: Offset.control, length: 1)
    visitor.visit("macsec.AN", association, at: Offset.control, length: 1)
    visitor.visit("macsec.SL", shortLength, at: Offset.shortLength, length: 1)
    visitor.visit("macsec.PN", packetNumber, at: Offset.packetNumber, length: 4)
    if let channel { visitor.visit("macsec.SCI", channel, at: Offset.channel, length: 8) }
    if let type { visitor.visit("macsec.etype", type.rawValue, at: tagLength, length: 2) }
  }
}
