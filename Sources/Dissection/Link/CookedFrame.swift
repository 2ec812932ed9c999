public import Bytes
public import Packets

/// A packet of a Linux cooked socket. Source: LINKTYPE_LINUX_SLL of tcpdump.org, packet(7).
///
///     0             2             4                6              14         16
///     | packet type | device type | address length | address: 8   | protocol | payload
public struct CookedFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.cooked
  public static let bindings: [Binding] = [.linkType(.linuxSLL)]

  private enum Offset {
    static let packetType = 0
    static let deviceType = 2
    static let addressLength = 4
    static let address = 6
    static let type = 14
    static let payload = 16
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// Which way the packet went: 0 to us, 1 to all, 2 to many, 3 to somebody else, 4 from us.
  public var packetType: UInt16 { bytes.load16(Offset.packetType) }

  /// The kind of device, an `ARPHRD_` number.
  public var deviceType: UInt16 { bytes.load16(Offset.deviceType) }

  /// Bytes of the sender's address; only the first eight are there.
  public var addressLength: UInt16 { bytes.load16(Offset.addressLength) }

  /// The sender's address, when it is one of Ethernet.
  public var address: MACAddress { MACAddress(rawValue: bytes.load48(Offset.address)) }

  /// The type of the payload, an EtherType or one of the small numbers of Linux.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { CookedPayload(deviceType: deviceType, type: type).next }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("sll.pkttype", packetType, at: Offset.packetType, length: 2)
    visitor.visit("sll.hatype", deviceType, at: Offset.deviceType, length: 2)
    visitor.visit("sll.halen", addressLength, at: Offset.addressLength, length: 2)
    visitor.visit("sll.src.eth", .mac(address), at: Offset.address..<(Offset.address + 6))
    visitor.visit("sll.etype", type.rawValue, at: Offset.type, length: 2)
  }
}

/// What a cooked header says of its payload.
struct CookedPayload {
  let deviceType: UInt16
  let type: EtherType

  /// A device that gives radiotap headers.
  private static let radiotapDevice = 803

  var next: NextProtocol {
    if deviceType == Self.radiotapDevice { return .at(.linkType(.ieee80211Radio)) }
    switch type.rawValue {
    case 1: return .at(.etherType(.ipx))
    case 4: return .kind(.llc)
    default: return type.isLength ? .none : .at(.etherType(type))
    }
  }
}
