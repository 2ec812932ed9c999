public import Bytes
import Packets

/// A packet from a serial line, behind the header in which BSD recorded direction and compressed header.
///
/// Source: `pcap/slip` notes in BSD's `net/slip.h`, RFC 1144 appendix A (the compressed header).
///
///     0           1                          16
///     | direction | header as it was sent    | IP packet
public struct SLIPFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.slip
  public static let bindings: [Binding] = [.linkType(.slip)]

  private enum Offset {
    static let direction = 0
    static let header = 1
    static let payload = 16
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// 0 in, 1 out.
  public var direction: UInt8 { bytes.load8(Offset.direction) }

  /// The header's first octet: 0x40 IP, 0x70 with a connection number, 0x80 compressed.
  public var headerType: UInt8 { bytes.load8(Offset.header) }

  /// The header as it was sent on the line, and what was captured behind it.
  public var header: RawSpan {
    @_lifetime(copy self) get { bytes.suffix(from: Offset.header) }
  }

  /// The version of the IP packet; `nil` when it was not captured.
  public var version: UInt8? { bytes.uint8(ifAt: Offset.payload).map { $0 >> 4 } }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol {
    switch version {
    case 4: .kind(.ipv4)
    case 6: .kind(.ipv6)
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("slip.direction", direction, at: Offset.direction, length: 1)
    visitor.visit("slip.header", headerType, at: Offset.header, length: 1)
  }
}
