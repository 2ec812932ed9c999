import Bytes

/// Writes the elements that Ethernet ports have: IEEE 802.3 clause 79.
struct LLDPEthernetText: ~Escapable {
  private let value: RawSpan

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  func append(to out: inout TextBuffer) -> LLDPOutcome {
    guard value.byteCount >= 4 else { return .whole }
    let subtype = value.load8(3)
    out.append(subtype: subtype, Self.names[subtype])
    switch subtype {
    case 1 where value.byteCount >= 9: appendPhysicalLayer(to: &out)
    case 2 where value.byteCount >= 7:
      out.append("\n\t    MDI power support [", bits: value.load8(4), Self.powerNames, "]")
      out.append(", power pair ", value.load8(5), Self.pairNames, orElse: "unknown")
      out.append(", power class ", value.load8(6), Self.classNames, orElse: "unknown")
    case 3 where value.byteCount >= 9:
      out.append("\n\t    aggregation status [", bits: value.load8(4), Self.aggregationNames, "]")
      out.append(", aggregation port ID ", value.load32(5))
    case 4 where value.byteCount >= 6: out.append("\n\t    MTU size ", value.load16(4))
    case 1...4: break
    default: return .unknown
    }
    return .whole
  }

  private func appendPhysicalLayer(to out: inout TextBuffer) {
    out.append("\n\t    autonegotiation [", bits: value.load8(4), Self.aggregationNames, "] (0x")
    out.append(hexByte: value.load8(4))
    let abilities = value.load16(5)
    out.append(")\n\t    PMD autoneg capability [", bits: abilities, Self.abilityNames, none: "unknown", "] (0x")
    out.append(hex: abilities, width: 4)
    let type = value.load16(7)
    out.append(")\n\t    MAU type ", type, Self.mediaNames, orElse: "unknown", " (0x")
    out.append(hex: type, width: 4)
    out.append(")")
  }

  private static let names = Tokens([
    1: "MAC/PHY configuration/status", 2: "Power via MDI", 3: "Link aggregation", 4: "Max frame size",
  ])
  /// Whether something is there, and whether it is on.
  static let aggregationNames = BitTokens([(1, "supported"), (2, "enabled")])
  private static let powerNames = BitTokens([
    (1, "PSE"), (2, "supported"), (4, "enabled"), (8, "can be controlled"),
  ])
  private static let pairNames = Tokens([1: "signal", 2: "spare"])
  private static let classNames = Tokens([1: "class0", 2: "class1", 3: "class2", 4: "class3", 5: "class4"])
  private static let abilityNames = BitTokens([
    (0x4000, "10BASE-T hdx"), (0x2000, "10BASE-T fdx"), (0x1000, "100BASE-T4"), (0x0800, "100BASE-TX hdx"),
    (0x0400, "100BASE-TX fdx"), (0x0200, "100BASE-T2 hdx"), (0x0100, "100BASE-T2 fdx"), (0x0080, "Pause for fdx links"),
    (0x0040, "Asym PAUSE for fdx"), (0x0020, "Sym PAUSE for fdx"), (0x0010, "Asym and Sym PAUSE for fdx"),
    (0x0008, "1000BASE-{X LX SX CX} hdx"), (0x0004, "1000BASE-{X LX SX CX} fdx"), (0x0002, "1000BASE-T hdx"),
    (0x0001, "1000BASE-T fdx"),
  ])
  private static let mediaNames = Tokens([
    0: "Unknown", 1: "AUI", 2: "10BASE_5", 3: "FOIRL", 4: "10BASE2", 5: "10BASET duplex mode unknown", 6: "10BASEFP",
    7: "10BASEFB", 8: "10BASEFL duplex mode unknown", 9: "10BROAD36", 10: "10BASET hdx", 11: "10BASET fdx",
    12: "10BASEFL hdx", 13: "10BASEFL fdx", 14: "100BASET4", 15: "100BASETX hdx", 16: "100BASETX fdx",
    17: "100BASEFX hdx", 18: "100BASEFX fdx", 19: "100BASET2 hdx", 20: "100BASET2 fdx", 21: "1000BASEX hdx",
    22: "1000BASEX fdx", 23: "1000BASELX hdx", 24: "1000BASELX fdx", 25: "1000BASESX hdx", 26: "1000BASESX fdx",
    27: "1000BASECX hdx", 28: "1000BASECX fdx", 29: "1000BASET hdx", 30: "1000BASET fdx", 31: "10GBASEX",
    32: "10GBASELX4", 33: "10GBASER", 34: "10GBASEER", 35: "10GBASELR", 36: "10GBASESR", 37: "10GBASEW",
    38: "10GBASEEW", 39: "10GBASELW", 40: "10GBASESW",
  ])
}
