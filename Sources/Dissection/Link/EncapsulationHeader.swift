public import Bytes
import Packets

/// A packet that OpenBSD captured behind or before encryption. Source: LINKTYPE_ENC of tcpdump.org.
///
/// All in the byte order of the machine that captured it, which the family shows, but for the index.
///
///     0        4                          8       12
///     | family | security parameter index | flags | payload
public struct EncapsulationHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.encapsulation
  public static let bindings: [Binding] = [.linkType(.enc)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(12)
    self.bytes = bytes
  }

  // Families are small numbers.
  private var isSwapped: Bool { bytes.load32(0).byteSwapped > 0xffff }

  private func native(_ offset: Int) -> UInt32 {
    isSwapped ? bytes.load32(offset) : bytes.load32(offset).byteSwapped
  }

  /// The protocol family: 2 for IPv4, 24, 28 or 30 for IPv6.
  public var family: UInt32 { native(0) }

  /// Which association it belongs to.
  public var securityParametersIndex: UInt32 { bytes.load32(4) }

  /// 0x400 for what was encrypted, 0x800 for what was signed.
  public var flags: UInt32 { native(8) }

  public var headerLength: Int { 12 }

  public var next: NextProtocol {
    switch family {
    case 2: .at(.etherType(.ipv4))
    case 24, 28, 30: .at(.etherType(.ipv6))
    default: .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("enc.af", family, at: 0, length: 4)
    visitor.visit("enc.spi", securityParametersIndex, at: 4, length: 4)
    visitor.visit("enc.flags", flags, at: 8, length: 4)
  }
}
