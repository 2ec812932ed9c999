public import Bytes
import Packets

/// An MPLS label stack, down to its last label. Source: RFC 3032 section 2.1.
///
///     | label:20 | traffic class:3 | S | time to live |
public struct MPLSLabelStack: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.mpls
  public static let bindings: [Binding] = [
    .etherType(EtherType(rawValue: 0x8847)), .etherType(EtherType(rawValue: 0x8848)), .udpPort(6635), .ppp(0x0281),
    .ppp(0x0283),
  ]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// The label whose first byte stands at `offset`; `nil` when it was not captured.
  public func label(at offset: Int) -> MPLSLabel? { bytes.uint32(ifAt: offset).map(MPLSLabel.init(rawValue:)) }

  /// The last label and where it stands; `nil` when it was not captured.
  public var bottom: (label: MPLSLabel, offset: Int)? {
    var offset = 0
    while let label = label(at: offset) {
      if label.isBottom { return (label, offset) }
      offset += 4
    }
    return nil
  }

  public var headerLength: Int { bottom.map { $0.offset + 4 } ?? bytes.byteCount }

  /// Labels do not say what they carry, but for a few; else the payload's first byte is taken for a version.
  public var next: NextProtocol {
    guard let bottom else { return .none }
    switch bottom.label.value {
    case 0, 3: return .kind(.ipv4)
    case 2: return .kind(.ipv6)
    default: break
    }
    switch bytes.uint8(ifAt: bottom.offset + 4) ?? 0 {
    case 0x45...0x4f: return .kind(.ipv4)
    case 0x60...0x6f: return .kind(.ipv6)
    case 0x81...0x83: return .at(.llc(0xfe))
    default: return .none
    }
  }

  public func fields(into visitor: inout some FieldVisitor) {
    for offset in stride(from: 0, to: headerLength, by: 4) {
      guard let label = label(at: offset) else { return }
      visitor.visit("mpls.label", label.value, at: offset, length: 3)
      visitor.visit("mpls.exp", label.trafficClass, at: offset + 2, length: 1)
      visitor.visit("mpls.bottom", .flag(label.isBottom), at: offset + 2..<offset + 3)
      visitor.visit("mpls.ttl", label.timeToLive, at: offset + 3, length: 1)
    }
  }
}
