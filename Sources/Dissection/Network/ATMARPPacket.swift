public import Bytes
public import Packets

/// The form that a packet of the Address Resolution Protocol has for ATM, where hardware addresses are a number and
/// a subaddress. Source: RFC 2225 section 8.
///
///     0               2               4       5       6           8       9       10      11      12
///     | hardware type | protocol type | SHTL  | SSTL  | operation | SPLN  | THTL  | TSTL  | TPLN  | addresses
public struct ATMARPPacket: ~Escapable {
  /// The hardware type of such packets.
  public static let hardwareType: UInt16 = 19

  private enum Offset {
    static let protocolType = 2
    static let senderNumberLength = 4
    static let senderSubaddressLength = 5
    static let operation = 6
    static let senderProtocolLength = 8
    static let targetNumberLength = 9
    static let targetSubaddressLength = 10
    static let targetProtocolLength = 11
    static let addresses = 12
  }

  /// The bits of a type and length octet that are the length; the others say how the address is written.
  private static let lengthMask: UInt8 = 0x3f

  private let bytes: RawSpan

  /// The packet over bytes that begin with the hardware type.
  ///
  /// - Throws: `Truncation` when the fixed part is not whole.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.addresses)
    self.bytes = bytes
  }

  /// What the protocol addresses belong to.
  public var protocolType: EtherType { EtherType(rawValue: bytes.load16(Offset.protocolType)) }

  /// What is wanted or told.
  public var operation: UInt16 { bytes.load16(Offset.operation) }

  /// Where the sender's number stands.
  public var senderNumber: Range<Int> { range(Offset.addresses, length(Offset.senderNumberLength)) }

  /// Where the sender's subaddress stands.
  public var senderSubaddress: Range<Int> { range(senderNumber.upperBound, length(Offset.senderSubaddressLength)) }

  /// Where the sender's protocol address stands.
  public var senderProtocol: Range<Int> {
    range(senderSubaddress.upperBound, Int(bytes.load8(Offset.senderProtocolLength)))
  }

  /// Where the target's number stands.
  public var targetNumber: Range<Int> { range(senderProtocol.upperBound, length(Offset.targetNumberLength)) }

  /// Where the target's subaddress stands.
  public var targetSubaddress: Range<Int> { range(targetNumber.upperBound, length(Offset.targetSubaddressLength)) }

  /// Where the target's protocol address stands.
  public var targetProtocol: Range<Int> {
    range(targetSubaddress.upperBound, Int(bytes.load8(Offset.targetProtocolLength)))
  }

  private func length(_ offset: Int) -> Int { Int(bytes.load8(offset) & Self.lengthMask) }

  private func range(_ start: Int, _ length: Int) -> Range<Int> { start..<(start + length) }
}
