public import Bytes
import Packets

/// A frame on ATM with an LLC header, behind sixteen bytes of addresses and four more where it is one of a data service
/// with addresses of its own. Source: RFC 2684 section 5, IEEE 802.6 section 6.
public struct ATMFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.atm
  public static let bindings: [Binding] = [.linkType(.atmRfc1483)]

  private enum Offset {
    static let destination = 0
    static let source = 8
    static let payload = 20
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(3)
    self.bytes = bytes
    if hasAddresses { try bytes.require(Offset.payload) }
  }

  /// Whether there is something else than one of the usual LLC headers in front.
  public var hasAddresses: Bool {
    let header = bytes.load24(0)
    return header != 0xaaaa03 && header != 0xfefe03 && header != 0x060603
  }

  /// Whom it is for; 0 without addresses.
  public var destination: UInt64 { hasAddresses ? bytes.load64(Offset.destination) : 0 }

  /// Who sent it; 0 without addresses.
  public var source: UInt64 { hasAddresses ? bytes.load64(Offset.source) : 0 }

  public var headerLength: Int { hasAddresses ? Offset.payload : 0 }

  public var next: NextProtocol { .kind(.llc) }

  public func fields(into visitor: inout some FieldVisitor) {
    guard hasAddresses else { return }
    visitor.visit("atm.dst", destination, at: Offset.destination, length: 8)
    visitor.visit("atm.src", source, at: Offset.source, length: 8)
  }
}
