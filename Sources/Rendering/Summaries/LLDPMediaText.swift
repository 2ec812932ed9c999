import Bytes

/// Writes the elements of media endpoints: ANSI/TIA-1057.
struct LLDPMediaText: ~Escapable {
  private let value: RawSpan

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  func append(to out: inout TextBuffer) -> LLDPOutcome {
    guard value.byteCount >= 4 else { return .whole }
    let subtype = value.load8(3)
    out.append(subtype: subtype, Self.names[subtype])
    switch subtype {
    case 1 where value.byteCount >= 7: appendCapabilities(to: &out)
    case 2 where value.byteCount >= 8: appendPolicy(to: &out)
    case 3 where value.byteCount >= 5: appendLocation(to: &out)
    case 4 where value.byteCount >= 7: appendPower(to: &out)
    case 5...11:
      out.append("\n\t  ", subtype, Self.inventoryNames, orElse: "unknown", " ")
      out.append(zeroPadded: value.suffix(from: 4))
    case 1...4: break
    default: return .unknown
    }
    return .whole
  }

  private func appendCapabilities(to out: inout TextBuffer) {
    out.append("\n\t    Media capabilities [", bits: value.load16(4), Self.capabilityNames, "] (0x")
    out.append(hex: value.load16(4), width: 4)
    out.append(")\n\t    Device type [", value.load8(6), Self.deviceNames, orElse: "unknown", "] (0x")
    out.append(hexByte: value.load8(6))
    out.append(")")
  }

  private func appendPolicy(to out: inout TextBuffer) {
    out.append("\n\t    Application type [", value.load8(4), Self.applicationNames, orElse: "none", "] (0x")
    out.append(hexByte: value.load8(4))
    out.append("), Flags [", bits: value.load8(5), Self.policyNames, "]")
    out.append("\n\t    Vlan id ", (value.load16(5) & 0x1ffe) >> 1)
    out.append(", L2 priority ", (value.load16(6) & 0x01ff) >> 6)
    out.append(", DSCP value ", value.load16(6) & 0x3f)
  }

  private func appendLocation(to out: inout TextBuffer) {
    let format = value.load8(4)
    out.append("\n\t    Location data format ", format, Self.locationNames, orElse: "unknown", " (0x")
    out.append(hexByte: format)
    out.append(")")
    switch format {
    case 1: appendCoordinates(to: &out)
    case 2: appendCivicAddress(to: &out)
    case 3:
      out.append("\n\t    ECS ELIN id ")
      out.append(zeroPadded: value.suffix(from: 5))
    default:
      out.append("\n\t    Location ID ")
      out.append(hex: value.suffix(from: 5), indent: "\n\t      ")
    }
  }

  /// Writes where it is on the globe (RFC 6225).
  private func appendCoordinates(to out: inout TextBuffer) {
    guard value.byteCount >= 21 else { return }
    append("\n\t    Latitude resolution ", ", latitude value ", at: 5, to: &out)
    append("\n\t    Longitude resolution ", ", longitude value ", at: 10, to: &out)
    let altitude = value.load8(15) >> 4
    out.append("\n\t    Altitude type ", altitude, Self.altitudeNames, orElse: "unknown", " (")
    out.append(altitude)
    out.append(")\n\t    Altitude resolution ", value.load16(15) >> 6 & 0x3f)
    out.append(", altitude value 0x", hex: value.load32(16) & 0x3fff_ffff)
    out.append("\n\t    Datum ", value.load8(20), Self.datumNames, orElse: "unknown", " (0x")
    out.append(hexByte: value.load8(20))
    out.append(")")
  }

  private func append(_ resolution: StaticString, _ label: StaticString, at offset: Int, to out: inout TextBuffer) {
    out.append(resolution, value.load8(offset) >> 2)
    out.append(label, UInt64(value.load8(offset) & 3) << 32 | UInt64(value.load32(offset + 1)))
  }

  /// Writes a postal address (RFC 4776).
  private func appendCivicAddress(to out: inout TextBuffer) {
    guard let size = value.uint8(ifAt: 5).map(Int.init), size >= 3, value.byteCount >= 7 + size else { return }
    out.append("\n\t    LCI length ", size)
    out.append(", LCI what ", value.load8(6), Self.whoseNames, orElse: "unknown", " (0x")
    out.append(hexByte: value.load8(6))
    out.append("), Country-code ")
    out.append(zeroPadded: value.prefix(2, from: 7))
    let parts = value.prefix(size - 3, from: 9)
    var at = 0
    while let type = parts.uint8(ifAt: at), let length = parts.uint8(ifAt: at + 1) {
      out.append("\n\t      CA type '", type, Self.partNames, orElse: "unknown", "' (")
      out.append(type)
      out.append("), length ", length, ": ")
      at += 2
      guard type != 0, length != 0, parts.has(Int(length), at: at) else { return }
      out.append(zeroPadded: parts.prefix(Int(length), from: at))
      at += Int(length)
    }
  }

  private func appendPower(to out: inout TextBuffer) {
    let flags = value.load8(4)
    // The lowest bits are asked here, not the highest, as tcpdump does.
    out.append("\n\t    Power type [")
    out.append(flags & 3 != 0 ? "PD device" : "PSE device")
    out.append("], Power source [", flags >> 4 & 3, Self.sourceNames, orElse: "none", "]")
    out.append("\n\t    Power priority [", flags & 0xf, Self.priorityNames, orElse: "none", "] (0x")
    out.append(hexByte: flags & 0xf)
    let power = value.load16(5)
    out.append("), Power ")
    if power < 1024 {
      out.append(power / 10)
      out.append(".", power % 10, " Watts")
    } else {
      out.append("", power, " (Reserved)")
    }
  }

  private static let names = Tokens([
    1: "LLDP-MED Capabilities", 2: "Network policy", 3: "Location identification", 4: "Extended power-via-MDI",
    5: "Inventory - hardware revision", 6: "Inventory - firmware revision", 7: "Inventory - software revision",
    8: "Inventory - serial number", 9: "Inventory - manufacturer name", 10: "Inventory - model name",
    11: "Inventory - asset ID",
  ])
  private static let inventoryNames = Tokens([
    5: "Hardware revision", 6: "Firmware revision", 7: "Software revision", 8: "Serial number", 9: "Manufacturer name",
    10: "Model name", 11: "Asset ID",
  ])
  private static let capabilityNames = BitTokens([
    (1, "LLDP-MED capabilities"), (2, "network policy"), (4, "location identification"),
    (8, "extended power via MDI-PSE"), (16, "extended power via MDI-PD"), (32, "Inventory"),
  ])
  private static let deviceNames = Tokens([
    1: "endpoint class 1", 2: "endpoint class 2", 3: "endpoint class 3", 4: "network connectivity",
  ])
  private static let applicationNames = Tokens([
    1: "voice", 2: "voice signaling", 3: "guest voice", 4: "guest voice signaling", 5: "softphone voice",
    6: "video conferencing", 7: "streaming video", 8: "video signaling",
  ])
  private static let policyNames = BitTokens([(0x80, "Unknown"), (0x40, "Tagged"), (0x20, "reserved")])
  private static let locationNames = Tokens([1: "coordinate-based LCI", 2: "civic address LCI", 3: "ECS ELIN"])
  private static let altitudeNames = Tokens([1: "meters", 2: "floors"])
  private static let datumNames = Tokens([
    1: "World Geodesic System 1984", 2: "North American Datum 1983 (NAVD88)", 3: "North American Datum 1983 (MLLW)",
  ])
  private static let whoseNames = Tokens([
    0: "location of DHCP server", 1: "location of the network element believed to be closest to the client",
    2: "location of the client",
  ])
  private static let partNames = Tokens([
    1: "national subdivisions (state,canton,region,province,prefecture)", 2: "county, parish, gun, district",
    3: "city, township, shi", 4: "city division, borough, city district, ward chou", 5: "neighborhood, block",
    6: "street",
  ])
  private static let sourceNames = Tokens([
    1: "PSE - primary power source", 2: "local - backup power source", 3: "PSE+local - reserved",
  ])
  private static let priorityNames = Tokens([1: "critical", 2: "high", 3: "low"])
}
