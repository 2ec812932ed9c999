public import Bytes
import Packets

/// A PPP frame, with or without address and control octets, and with a protocol number of one octet or two.
///
/// Source: RFC 1661 section 2, RFC 1662 section 3.1.
///
///     | address | control | protocol | payload
public struct PPPFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ppp
  public static let bindings: [Binding] = [
    .linkType(.ppp), .linkType(.pppPPPD), .etherType(EtherType(rawValue: 0x880b)),
  ]

  private let bytes: RawSpan
  private let addressLength: Int

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    let partial = Partial(bytes)
    addressLength = partial.addressLength
    self.bytes = bytes
    _ = try partial.protocolNumber.captured()
  }

  /// The address octet, if there is one: 0xff, or 0 for in and 1 for out as the PPP daemon records it.
  public var address: UInt8? { addressLength > 0 ? bytes.load8(0) : nil }

  /// What it carries.
  public var protocolNumber: UInt16 { Partial(bytes).protocolNumber ?? 0 }

  public var headerLength: Int { addressLength + (bytes.load8(addressLength) & 1 != 0 ? 1 : 2) }

  public var next: NextProtocol { .at(.ppp(protocolNumber)) }

  public func fields(into visitor: inout some FieldVisitor) {
    if let address {
      visitor.visit("ppp.address", address, at: 0, length: 1)
      visitor.visit("ppp.control", bytes.load8(1), at: 1, length: 1)
    }
    visitor.visit("ppp.protocol", protocolNumber, at: addressLength, length: headerLength - addressLength)
  }
}

extension PPPFrame {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// Bytes of address and control, which a link may leave out.
    public var addressLength: Int {
      guard bytes.uint8(ifAt: 1) == 0x03, let address = bytes.uint8(ifAt: 0) else { return 0 }
      return address == 0xff || address <= 1 ? 2 : 0
    }

    /// Which way it went, when the PPP daemon recorded it.
    public var isOutgoing: Bool? {
      guard addressLength > 0, let address = bytes.uint8(ifAt: 0), address <= 1 else { return nil }
      return address == 1
    }

    /// What it carries: an odd first octet stands for itself.
    public var protocolNumber: UInt16? {
      guard bytes.byteCount >= 2, let first = bytes.uint8(ifAt: addressLength) else { return nil }
      return first & 1 != 0 ? UInt16(first) : bytes.uint16(ifAt: addressLength)
    }
  }
}
