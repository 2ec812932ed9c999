public import Bytes
import Packets

/// A packet of a BSD loopback, with a protocol family in front.
///
/// The family stands in the byte order of the machine that captured it, or in network order; families are small
/// numbers, so that the order shows. Source: LINKTYPE_NULL, LINKTYPE_LOOP of tcpdump.org.
///
///     0        4
///     | family | payload
public struct LoopbackFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.loopback
  public static let bindings: [Binding] = [.linkType(.null), .linkType(.loop)]

  private enum Offset {
    static let family = 0
    static let payload = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The protocol family: 2 for IPv4; 24, 28 or 30 for IPv6, as the system has it.
  public var family: UInt32 {
    let little = bytes.load(fromByteOffset: Offset.family, as: UInt32.self, .littleEndian)
    return little > 0xffff ? little.byteSwapped : little
  }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol {
    switch family {
    case 2: .at(.etherType(.ipv4))
    case 7: .at(.llc(0xfe))
    case 16: .at(.etherType(.appleTalk))
    case 23: .at(.etherType(.ipx))
    case 24, 28, 30: .at(.etherType(.ipv6))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("null.family", family, at: Offset.family, length: 4)
  }
}
