public import Bytes
public import Packets

/// A packet of the Address Resolution Protocol or one of its relatives. Source: RFC 826, RFC 903, RFC 2390.
///
///     0               2               4                5                6           8
///     | hardware type | protocol type | hardware bytes | protocol bytes | operation | addresses
///
/// The addresses are the sender's hardware and protocol address, and the target's. In ATM (type 19) the fields behind
/// the protocol type are others: see `ATMARPPacket`.
public struct ARPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.arp
  public static let bindings: [Binding] = [.etherType(.arp), .etherType(.reverseARP)]

  private enum Offset {
    static let hardwareType = 0
    static let protocolType = 2
    static let hardwareLength = 4
    static let protocolLength = 5
    static let operation = 6
    static let addresses = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.addresses)
    self.bytes = bytes
  }

  /// What kind of hardware the addresses belong to: 1 Ethernet, 15 frame relay, 19 ATM.
  public var hardwareType: UInt16 { bytes.load16(Offset.hardwareType) }

  /// What the protocol addresses belong to.
  public var protocolType: EtherType { EtherType(rawValue: bytes.load16(Offset.protocolType)) }

  /// Bytes of a hardware address.
  public var hardwareLength: Int { Int(bytes.load8(Offset.hardwareLength)) }

  /// Bytes of a protocol address.
  public var protocolLength: Int { Int(bytes.load8(Offset.protocolLength)) }

  /// What is wanted or told: 1 request, 2 reply.
  public var operation: UInt16 { bytes.load16(Offset.operation) }

  /// Where the sender's hardware address stands.
  public var senderHardware: Range<Int> { range(Offset.addresses, hardwareLength) }

  /// Where the sender's protocol address stands.
  public var senderProtocol: Range<Int> { range(senderHardware.upperBound, protocolLength) }

  /// Where the target's hardware address stands.
  public var targetHardware: Range<Int> { range(senderProtocol.upperBound, hardwareLength) }

  /// Where the target's protocol address stands.
  public var targetProtocol: Range<Int> { range(targetHardware.upperBound, protocolLength) }

  private func range(_ start: Int, _ length: Int) -> Range<Int> { start..<(start + length) }

  public var headerLength: Int { targetProtocol.upperBound }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("arp.hw.type", hardwareType, at: Offset.hardwareType, length: 2)
    visitor.visit("arp.proto.type", protocolType.rawValue, at: Offset.protocolType, length: 2)
    visitor.visit("arp.hw.size", UInt8(truncatingIfNeeded: hardwareLength), at: Offset.hardwareLength, length: 1)
    visitor.visit("arp.proto.size", UInt8(truncatingIfNeeded: protocolLength), at: Offset.protocolLength, length: 1)
    visitor.visit("arp.opcode", operation, at: Offset.operation, length: 2)
    guard bytes.has(headerLength, at: 0), hardwareType == 1, hardwareLength == 6, protocolLength == 4 else { return }
    let sender = senderProtocol
    let target = targetProtocol
    let hardware = MACAddress(rawValue: bytes.load48(senderHardware.lowerBound))
    visitor.visit("arp.src.hw_mac", .mac(hardware), at: senderHardware)
    visitor.visit("arp.src.proto_ipv4", .ipv4(IPv4Address(rawValue: bytes.load32(sender.lowerBound))), at: sender)
    let wanted = MACAddress(rawValue: bytes.load48(targetHardware.lowerBound))
    visitor.visit("arp.dst.hw_mac", .mac(wanted), at: targetHardware)
    visitor.visit("arp.dst.proto_ipv4", .ipv4(IPv4Address(rawValue: bytes.load32(target.lowerBound))), at: target)
  }
}
