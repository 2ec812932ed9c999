public import Bytes
import Packets

/// A PPP frame in HDLC-like framing, or one of Cisco's, told apart by the address. Source: RFC 1662 section 3.1.
///
///     0         1         2          4
///     | address | control | protocol | payload
public struct PPPHDLCFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pppHDLC
  public static let bindings: [Binding] = [.linkType(.pppSerial)]

  private enum Offset {
    static let address = 0
    static let control = 1
    static let protocolNumber = 2
    static let payload = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.protocolNumber)
    if !CHDLCFrame.isAddress(bytes.load8(Offset.address)) { try bytes.require(Offset.payload) }
    self.bytes = bytes
  }

  /// Who it is for: 0xff everyone, 0x0f and 0x8f in Cisco's framing.
  public var address: UInt8 { bytes.load8(Offset.address) }

  /// 3 in PPP.
  public var control: UInt8 { bytes.load8(Offset.control) }

  /// Whether it is a frame of Cisco's.
  public var isCisco: Bool { CHDLCFrame.isAddress(address) }

  /// Whether it is a PPP frame.
  public var isPPP: Bool { address == 0xff }

  /// The two octets behind the control octet; of a PPP frame, what it carries.
  public var protocolNumber: UInt16 { bytes.uint16(ifAt: Offset.protocolNumber) ?? 0 }

  public var headerLength: Int { isCisco ? 0 : isPPP ? Offset.payload : Offset.protocolNumber }

  public var next: NextProtocol {
    if isCisco { return .kind(.chdlc) }
    return isPPP ? .at(.ppp(protocolNumber)) : .none
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ppp.address", address, at: Offset.address, length: 1)
    visitor.visit("ppp.control", control, at: Offset.control, length: 1)
    guard isPPP else { return }
    visitor.visit("ppp.protocol", protocolNumber, at: Offset.protocolNumber, length: 2)
  }
}
