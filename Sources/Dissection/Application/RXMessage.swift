public import Bytes

/// A packet of RX, the remote procedure calls of AFS. Source: AFS-3 Programmer's Reference, "Specification for the Rx Remote Procedure Call
/// Facility", section 4.
///
///     0       4            8             12         16       20     21      22            23               24       26
///     | epoch | connection | call number | sequence | serial | type | flags | user status | security index | spare  | service
public struct RXMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rx
  public static let bindings: [Binding] = (7000...7009).map { .udpPort($0) }

  private enum Offset {
    static let epoch = 0
    static let connection = 4
    static let callNumber = 8
    static let sequence = 12
    static let serial = 16
    static let type = 20
    static let flags = 21
    static let userStatus = 22
    static let securityIndex = 23
    static let service = 26
    static let payload = 28
  }

  /// What a packet is.
  public enum PacketType {
    /// A part of a call or of what answers it.
    public static let data: UInt8 = 1
    /// Which packets have come.
    public static let acknowledgment: UInt8 = 2
    /// The end of a call that went wrong.
    public static let abort: UInt8 = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// When the client started, in seconds.
  public var epoch: UInt32 { bytes.load32(Offset.epoch) }

  /// The connection, and in its low bits which of its four channels.
  public var connection: UInt32 { bytes.load32(Offset.connection) }

  /// Which call on the channel.
  public var callNumber: UInt32 { bytes.load32(Offset.callNumber) }

  /// Which packet of the call, from 1.
  public var sequence: UInt32 { bytes.load32(Offset.sequence) }

  /// Which packet of the connection, repeated ones too.
  public var serial: UInt32 { bytes.load32(Offset.serial) }

  /// What it is: one of `PacketType` or another.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// Bits: 1 from the client, 2 wants an acknowledgment, 4 the last packet, 8 more follow, 16 free.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// What the service says about its user.
  public var userStatus: UInt8 { bytes.load8(Offset.userStatus) }

  /// How the connection is secured: 0 not at all.
  public var securityIndex: UInt8 { bytes.load8(Offset.securityIndex) }

  /// The service at the port.
  public var service: UInt16 { bytes.load16(Offset.service) }

  /// Whether the client sent it.
  public var isFromClient: Bool { flags & 1 != 0 }

  /// Whether it begins a call, or what answers one: then it says which operation, or its results stand behind it.
  public var begins: Bool { type == PacketType.data && sequence == 1 }

  /// The operation that a packet which begins a call asks for.
  public var operation: UInt32? { bytes.uint32(ifAt: Offset.payload) }

  public var headerLength: Int { Offset.payload }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rx.epoch", epoch, at: Offset.epoch, length: 4)
    visitor.visit("rx.cid", connection, at: Offset.connection, length: 4)
    visitor.visit("rx.callnumber", callNumber, at: Offset.callNumber, length: 4)
    visitor.visit("rx.seq", sequence, at: Offset.sequence, length: 4)
    visitor.visit("rx.serial", serial, at: Offset.serial, length: 4)
    visitor.visit("rx.type", type, at: Offset.type, length: 1)
    visitor.visit("rx.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("rx.userstatus", userStatus, at: Offset.userStatus, length: 1)
    visitor.visit("rx.securityindex", securityIndex, at: Offset.securityIndex, length: 1)
    visitor.visit("rx.serviceid", service, at: Offset.service, length: 2)
  }
}
