import Packets

/// ATM and SS7: kinds of traffic and fields of their headers.
extension Resolver {
  /// What SunATM's header says the payload is: 1 is an emulated LAN, 2 LLC.
  func atmPayload(_ kind: UInt32) -> Predicate { .compare(link(.byte, 0), .equal, kind, mask: 0x0f) }

  private var virtualPath: Value { link(.byte, 1) }
  private var virtualChannel: Value { link(.half, 2) }

  /// A circuit of the virtual path 0.
  private func circuit(_ channel: UInt32) -> Predicate {
    .compare(virtualPath, .equal, 0) && .compare(virtualChannel, .equal, channel)
  }

  /// Q.2931 messages.
  private func message(_ kinds: [UInt32]) -> Predicate { .any(kinds.map { .compare(link(.byte, 9), .equal, $0) }) }

  /// A kind of traffic by its name.
  mutating func traffic(_ kind: Keyword, _ range: Range<Int>) throws(FilterError) -> Predicate {
    if let units = signalUnits(kind) {
      guard layout.linkType.isSS7 else { throw notOnLinkType(kind.rawValue, range) }
      return units
    }
    guard target.linkType == .sunatm else { throw notOnLinkType(kind.rawValue, range) }
    switch kind {
    case .metac: return circuit(1)
    case .bcc: return circuit(2)
    case .oamf4sc: return circuit(3)
    case .oamf4ec: return circuit(4)
    case .sc: return circuit(5)
    case .ilmic: return circuit(16)
    case .oam, .oamf4:
      let channels = Predicate.compare(virtualChannel, .equal, 3) || .compare(virtualChannel, .equal, 4)
      return .compare(virtualPath, .equal, 0) && channels
    case .connectmsg: return circuit(5) && message([0x5a, 0x4d, 0x0f, 0x07, 0x05, 0x02])
    case .metaconnect: return circuit(1) && message([0x5a, 0x4d, 0x07, 0x05, 0x02])
    default:
      let isLAN = atmPayload(1)
      layout = layout.insideEmulatedLAN()
      return isLAN
    }
  }

  /// Where the fields of MTP2's and MTP3's headers begin.
  private var signallingBase: UInt32 {
    switch layout.linkType {
    case .mtp2WITHPHDR: 4
    case .erf: 20
    default: 0
    }
  }

  /// MTP2 signal units, told apart by their length indicator (ITU-T Q.703 section 2.3.3).
  private func signalUnits(_ kind: Keyword) -> Predicate? {
    let length = Value.operation(
      .and, .load(.byte, base: nil, offset: signallingBase + 2), .constant(0x3f))
    let highSpeedLength = Value.operation(
      .and, .load(.half, base: nil, offset: signallingBase + 4), .constant(0xff80))
    switch kind {
    case .fisu: return .compare(length, .equal, 0)
    case .lssu: return .compare(length, .greater, 0) && !.compare(length, .greater, 2)
    case .msu: return .compare(length, .greater, 2)
    case .hfisu: return .compare(highSpeedLength, .equal, 0)
    case .hlssu: return .compare(highSpeedLength, .greater, 0) && !.compare(highSpeedLength, .greater, 0x100)
    case .hmsu: return .compare(highSpeedLength, .greater, 0x100)
    default: return nil
    }
  }

  /// A field compared with a number.
  func field(
    _ field: Keyword, _ relation: Relation, _ value: UInt32, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    if field == .vpi || field == .vci {
      guard target.linkType == .sunatm else { throw notOnLinkType(field.rawValue, range) }
      return Self.compare(field == .vpi ? virtualPath : virtualChannel, mask: .max, relation, value)
    }
    guard layout.linkType.isSS7 else { throw notOnLinkType(field.rawValue, range) }
    let offset = signallingBase + (field.isHighSpeed ? 3 : 0)
    let maximum: UInt32
    let test: (Value, UInt32, UInt32)
    switch field {
    case .sio, .hsio: (maximum, test) = (255, (.load(.byte, base: nil, offset: offset + 3), .max, value))
    case .opc, .hopc:
      // The code's 14 bits are spread over three bytes, the low ones first.
      let spread = (value & 0x3c00) >> 10 | (value & 0x3fc) << 6 | (value & 3) << 22
      (maximum, test) = (16383, (.load(.word, base: nil, offset: offset + 4), 0x00c0_ff0f, spread))
    case .dpc, .hdpc:
      let spread = (value & 0xff) << 24 | (value & 0x3f00) << 8
      (maximum, test) = (16383, (.load(.word, base: nil, offset: offset + 4), 0xff3f_0000, spread))
    default: (maximum, test) = (15, (.load(.byte, base: nil, offset: offset + 7), 0xf0, value << 4))
    }
    guard value <= maximum else { throw FilterError(.valueTooLarge(maximum: maximum), range) }
    return Self.compare(test.0, mask: test.1, relation, test.2)
  }

  private static func compare(_ value: Value, mask: UInt32, _ relation: Relation, _ number: UInt32) -> Predicate {
    switch relation {
    // libpcap takes `!=` of these fields for `=`.
    case .equal, .notEqual: .compare(value, .equal, number, mask: mask)
    case .greater: .compare(value, .greater, number, mask: mask)
    case .lessOrEqual: !.compare(value, .greater, number, mask: mask)
    case .greaterOrEqual: .compare(value, .greaterOrEqual, number, mask: mask)
    case .less: !.compare(value, .greaterOrEqual, number, mask: mask)
    }
  }
}

extension Keyword {
  /// Whether an SS7 field is that of a high-speed link.
  fileprivate var isHighSpeed: Bool { self == .hsio || self == .hopc || self == .hdpc || self == .hsls }
}
