import Packets

/// Link headers of variable length: what computes their ends stands in front of everything that needs them.
extension Resolver {
  /// A predicate behind the computations of the header lengths that it uses.
  func withHeaderLengths(_ predicate: Predicate) -> Predicate {
    var parts: [Predicate] = []
    // PPI can hold anything; only bare 802.11 in it is looked into.
    if target.linkType == .ppi { parts.append(.compare(.load(.word, base: nil, offset: 4), .equal, 0x6900_0000)) }
    let needsPayload = predicate.mentions(.linkPayload)
    if target.linkType.hasRadioHeader, needsPayload || predicate.mentions(.linkHeader) {
      parts.append(radioHeaderLength)
    }
    if needsPayload { parts.append(target.linkType == .pflog ? firewallHeaderLength : wlanHeaderLength) }
    parts.append(predicate)
    return parts.count == 1 ? predicate : .all(parts)
  }

  private static func load(_ size: Value.Size, _ offset: UInt32) -> Value { .load(size, base: nil, offset: offset) }

  /// The header's own length rounded up to four bytes.
  private var firewallHeaderLength: Predicate {
    let rounded = Value.operation(.add, Self.load(.byte, 0), .constant(3))
    return .store(.linkPayload, .operation(.and, rounded, .constant(0xffff_fffc)))
  }

  /// Radiotap and PPI say their length in two little-endian bytes, AVS in four big-endian ones. A Prism header is 144
  /// bytes long, but some drivers put an AVS header in its place.
  private var radioHeaderLength: Predicate {
    switch target.linkType {
    case .ieee80211RadioAVS: return .store(.linkHeader, Self.load(.word, 4))
    case .prismHeader:
      let isAVS = Predicate.compare(Self.load(.word, 0), .equal, 0x8021_1000, mask: 0xffff_f000)
      return (isAVS && .store(.linkHeader, Self.load(.word, 4))) || .store(.linkHeader, .constant(144))
    default:
      let high = Value.operation(.shiftLeft, Self.load(.byte, 3), .constant(8))
      return .store(.linkHeader, .operation(.or, high, Self.load(.byte, 2)))
    }
  }

  /// 24 bytes, two more in data frames with quality of service, and with radiotap perhaps padding up to four bytes.
  private var wlanHeaderLength: Predicate {
    let header: Slot? = target.linkType.hasRadioHeader ? .linkHeader : nil
    let start = LinkLayout.Offset(0, from: header)
    func isSet(_ bits: UInt32) -> Predicate { .compare(start.load(.byte, 0), .anySet, bits) }
    let base = header.map { Value.operation(.add, .slot($0), .constant(24)) } ?? .constant(24)
    let longer = Value.operation(.add, .slot(.linkPayload), .constant(2))
    var parts = [isSet(0x08), !isSet(0x04), .settled(isSet(0x80) && .store(.linkPayload, longer))]
    if target.linkType == .ieee80211Radio { parts.append(radiotapPadding) }
    return .store(.linkPayload, base) && .settled(.all(parts))
  }

  /// The flags field is behind the time, if there is one; its bit 5 says that the frame is padded.
  private var radiotapPadding: Predicate {
    let present = Self.load(.word, 4)
    func has(_ bit: UInt32) -> Predicate { .compare(present, .anySet, bit) }
    func isPadded(_ offset: UInt32) -> Predicate { .compare(Self.load(.byte, offset), .anySet, 0x20) }
    let padded = (has(0x0100_0000) && isPadded(16)) || (!has(0x0100_0000) && isPadded(8))
    let rounded = Value.operation(.add, .slot(.linkPayload), .constant(3))
    let store = Predicate.store(.linkPayload, .operation(.and, rounded, .constant(0xffff_fffc)))
    return .all([has(0x0200_0000), !has(0x80), padded, store])
  }
}

extension Predicate {
  /// Holds whatever the predicate says: for what it stores.
  fileprivate static func settled(_ predicate: Predicate) -> Predicate { predicate || .always }

  /// Whether a slot is read anywhere in the predicate.
  func mentions(_ slot: Slot) -> Bool {
    switch self {
    case .test(let test): test.left.mentions(slot) || test.right.mentions(slot)
    case .store(_, let value): value.mentions(slot)
    case .not(let inner): inner.mentions(slot)
    case .all(let parts), .any(let parts): parts.contains { $0.mentions(slot) }
    }
  }
}

extension Value {
  /// Whether a slot is read anywhere in the value.
  func mentions(_ slot: Slot) -> Bool {
    switch self {
    case .constant, .length, .headerLength, .chain: false
    case .load(_, let base, _): base?.mentions(slot) ?? false
    case .operation(_, let a, let b): a.mentions(slot) || b.mentions(slot)
    case .negated(let inner): inner.mentions(slot)
    case .slot(let other): other == slot
    }
  }
}
