public import Bytes
public import Packets

/// A packet of a Linux cooked socket, with its interface. Source: LINKTYPE_LINUX_SLL2 of tcpdump.org, packet(7).
///
///     0          2          4                 8             10            11               12           20
///     | protocol | reserved | interface index | device type | packet type | address length | address: 8 | payload
public struct CookedFrame2: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.cooked2
  public static let bindings: [Binding] = [.linkType(.linuxSLL2)]

  private enum Offset {
    static let type = 0
    static let interfaceIndex = 4
    static let deviceType = 8
    static let packetType = 10
    static let addressLength = 11
    static let address = 12
    static let payload = 20
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The type of the payload, an EtherType or one of the small numbers of Linux.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  /// The interface's index where it was captured.
  public var interfaceIndex: UInt32 { bytes.load32(Offset.interfaceIndex) }

  /// The kind of device, an `ARPHRD_` number.
  public var deviceType: UInt16 { bytes.load16(Offset.deviceType) }

  /// Which way the packet went: 0 to us, 1 to all, 2 to many, 3 to somebody else, 4 from us.
  public var packetType: UInt8 { bytes.load8(Offset.packetType) }

  /// Bytes of the sender's address; only the first eight are there.
  public var addressLength: UInt8 { bytes.load8(Offset.addressLength) }

  /// The sender's address, when it is one of Ethernet.
  public var address: MACAddress { MACAddress(rawValue: bytes.load48(Offset.address)) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { CookedPayload(deviceType: deviceType, type: type).next }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("sll.etype", type.rawValue, at: Offset.type, length: 2)
    visitor.visit("sll.ifindex", interfaceIndex, at: Offset.interfaceIndex, length: 4)
    visitor.visit("sll.hatype", deviceType, at: Offset.deviceType, length: 2)
    visitor.visit("sll.pkttype", packetType, at: Offset.packetType, length: 1)
    visitor.visit("sll.halen", addressLength, at: Offset.addressLength, length: 1)
    visitor.visit("sll.src.eth", .mac(address), at: Offset.address..<(Offset.address + 6))
  }
}
