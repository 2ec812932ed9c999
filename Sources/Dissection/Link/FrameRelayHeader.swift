public import Bytes
public import Packets

/// A Frame Relay header: the address, and what says what the frame carries.
///
/// Source: RFC 2427 section 3 for the control octet, the padding and the network layer protocol identifier (NLPID);
/// Cisco's own framing has an EtherType in their place.
///
///     | address | control: 3 | [padding: 0] | NLPID     | payload
///     | address | EtherType                 | payload
public struct FrameRelayHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.frameRelay
  public static let bindings: [Binding] = [.linkType(.frelay)]

  /// The control octet of frames that carry information without a number.
  public static let unnumberedInformation: UInt8 = 3

  /// What says what a frame carries.
  public enum Encapsulation: Sendable {
    /// An EtherType.
    case etherType(EtherType)
    /// A network layer protocol identifier, and how many bytes the header has with it.
    case identifier(UInt8, headerLength: Int)
    /// That was not captured.
    case cut
  }

  private let bytes: RawSpan
  /// The address; `nil` for octets that cannot be one.
  public let address: FrameRelayAddress?

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    self.bytes = bytes
    switch FrameRelayAddress.read(bytes) {
    case .cut: throw Truncation()
    case .invalid: address = nil
    case .whole(let address):
      try bytes.require(address.length + 1)
      self.address = address
    }
  }

  /// The octet behind the address: 3, unless an EtherType stands there.
  public var control: UInt8 { address.flatMap { bytes.uint8(ifAt: $0.length) } ?? 0 }

  /// The EtherType that stands behind the address if it is Cisco's framing; `nil` when it is not, or not captured.
  public var ciscoType: EtherType? {
    guard let address, control != Self.unnumberedInformation, address.connection != 0 else { return nil }
    return bytes.uint16(ifAt: address.length).map(EtherType.init(rawValue:))
  }

  /// Whether a padding octet stands behind the control octet; `nil` when it was not captured.
  public var isPadded: Bool? { address.flatMap { bytes.uint8(ifAt: $0.length + 1) }.map { $0 == 0 } }

  /// What says what the frame carries.
  public var encapsulation: Encapsulation {
    guard let address else { return .cut }
    if let ciscoType, Self.isCarried(ciscoType) { return .etherType(ciscoType) }
    guard let isPadded else { return .cut }
    let length = address.length + (isPadded ? 3 : 2)
    guard let identifier = bytes.uint8(ifAt: length - 1) else { return .cut }
    return .identifier(identifier, headerLength: length)
  }

  /// Whether an EtherType is known to stand in frames that have one; other numbers may be anything.
  private static func isCarried(_ type: EtherType) -> Bool {
    switch type.rawValue {
    case 0x0800, 0x86dd, 0x0806, 0x8035, 0x6003, 0x809b, 0x80f3, 0x0600, 0x8137, 0xfefe, 0x8863, 0x8864, 0x3c12, 0x3c13,
      0x888e, 0x8899, 0x880b, 0x8808, 0x8809, 0x8902, 0xabcd, 0x88cc, 0x894f, 0x9000, 0x8847, 0x8848, 0x88ca, 0x886f,
      0x0707, 0x8947, 0x1111, 0x88a2, 0x88f7:
      true
    default: false
    }
  }

  /// Bytes of all that stands in front of the payload; 0 when that was not captured.
  public var wholeLength: Int {
    switch encapsulation {
    case .etherType: (address?.length ?? 0) + 2
    case .identifier(_, let length): length
    case .cut: 0
    }
  }

  // A packet of OSI begins with its identifier.
  public var headerLength: Int {
    if case .identifier(0x81...0x83, let length) = encapsulation { return length - 1 }
    return wholeLength
  }

  public var next: NextProtocol {
    switch encapsulation {
    case .cut: .none
    case .etherType(let type): .at(.etherType(type))
    case .identifier(let identifier, _): Self.next(identifier)
    }
  }

  private static func next(_ identifier: UInt8) -> NextProtocol {
    switch identifier {
    case 0xcc: .at(.etherType(.ipv4))
    case 0x8e: .at(.etherType(.ipv6))
    case 0x80: .kind(.unpaddedSNAP)
    case 0x81...0x83: .at(.llc(0xfe))
    case 0xcf: .kind(.ppp)
    case 0x08: .kind(.q933)
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    guard let address else { return }
    visitor.visit("fr.cr", .flag(address.isCommand), at: 0..<1)
    visitor.visit("fr.dlci", address.connection, at: 0, length: address.length)
    visitor.visit("fr.fecn", .flag(address.isForwardCongested), at: 1..<2)
    visitor.visit("fr.becn", .flag(address.isBackwardCongested), at: 1..<2)
    visitor.visit("fr.de", .flag(address.isDiscardable), at: 1..<2)
    switch encapsulation {
    case .cut: return
    case .etherType(let type): visitor.visit("fr.cisco.type", type.rawValue, at: address.length, length: 2)
    case .identifier(let identifier, let length):
      visitor.visit("fr.control", control, at: address.length, length: 1)
      visitor.visit("fr.nlpid", identifier, at: length - 1, length: 1)
    }
  }
}
