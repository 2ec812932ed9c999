public import Bytes

/// A header of IEEE 802.2 logical link control. Source: ISO/IEC 8802-2 section 3 and 5.
///
///     0      1      2                           3 or 4
///     | DSAP | SSAP | control, of 1 or 2 bytes  | information
///
/// Where both access points are 0xff there is no such header at all, but an IPX packet from the first byte on.
public struct LLCHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.llc
  public static let bindings: [Binding] = []

  private enum Offset {
    static let destination = 0
    static let source = 1
    static let control = 2
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(3)
    // Only unnumbered frames have a control field of one byte.
    if bytes.load8(Offset.control) & 3 != 3 { try bytes.require(4) }
    self.bytes = bytes
  }

  /// The access point it is for, without the bit that tells groups.
  public var destination: UInt8 { bytes.load8(Offset.destination) & 0xfe }

  /// Whether it is for a group of access points.
  public var isForGroup: Bool { bytes.load8(Offset.destination) & 1 != 0 }

  /// The access point it comes from, without the bit that tells responses.
  public var source: UInt8 { bytes.load8(Offset.source) & 0xfe }

  /// Whether it is a response, not a command.
  public var isResponse: Bool { bytes.load8(Offset.source) & 1 != 0 }

  /// Whether the control field has one byte.
  public var isUnnumbered: Bool { bytes.load8(Offset.control) & 3 == 3 }

  /// The control field; that of two bytes begins with its low byte.
  public var control: UInt16 {
    isUnnumbered
      ? UInt16(bytes.load8(Offset.control)) : bytes.load(fromByteOffset: Offset.control, as: UInt16.self, .littleEndian)
  }

  /// Whether it is no LLC header, but the beginning of an IPX packet.
  public var isRawIPX: Bool { bytes.load16(Offset.destination) == 0xffff }

  /// The control field of a frame that carries information without a number.
  public static let unnumberedInformation: UInt16 = 3

  public var headerLength: Int { isRawIPX ? 0 : isUnnumbered ? 3 : 4 }

  public var next: NextProtocol {
    if isRawIPX { return .at(.llc(0xff)) }
    guard destination == source, control == Self.unnumberedInformation else { return .none }
    return destination == SNAPHeader.accessPoint ? .kind(.snap) : .at(.llc(destination))
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("llc.dsap", bytes.load8(Offset.destination), at: Offset.destination, length: 1)
    visitor.visit("llc.ssap", bytes.load8(Offset.source), at: Offset.source, length: 1)
    visitor.visit("llc.control", control, at: Offset.control, length: isUnnumbered ? 1 : 2)
  }
}
