import Bytes

/// Writes the elements that bridges have: IEEE 802.1Q annex D.
struct LLDPBridgeText: ~Escapable {
  private let value: RawSpan

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  private var length: Int { value.byteCount }

  func append(to out: inout TextBuffer) -> LLDPOutcome {
    guard length >= 4 else { return .whole }
    let subtype = value.load8(3)
    out.append(subtype: subtype, Self.names[subtype])
    guard let needed = Self.lengths[subtype] else { return .unknown }
    guard length >= needed else { return .whole }
    switch subtype {
    case 1: out.append("\n\t    port vlan id (PVID): ", value.load16(4))
    case 2: appendPortAndProtocol(to: &out)
    case 3: appendName(to: &out)
    case 4: appendProtocol(to: &out)
    case 7: appendAggregation(to: &out)
    case 8:
      append("\n\t    Pre-Priority CNPV Indicator", bitsAt: 4, to: &out)
      append("\n\t    Pre-Priority Ready Indicator", bitsAt: 5, to: &out)
    case 9: appendSelectionConfiguration(to: &out)
    case 10:
      out.append("\n\t    RES: ", value.load8(4))
      appendSelection(to: &out)
    case 11: appendFlowControl(to: &out)
    case 12: appendApplications(to: &out)
    case 13: appendVirtualBridging(to: &out)
    default: appendChannels(to: &out)
    }
    return .whole
  }

  private func appendPortAndProtocol(to out: inout TextBuffer) {
    out.append("\n\t    port and protocol vlan id (PPVID): ", value.load16(5))
    out.append(", flags [", bits: value.load8(4), Self.protocolFlagNames, "] (0x")
    out.append(hexByte: value.load8(4))
    out.append(")")
  }

  private func appendName(to out: inout TextBuffer) {
    out.append("\n\t    vlan id (VID): ", value.load16(4))
    guard let size = value.uint8(ifAt: 6), value.has(Int(size), at: 7) else { return }
    out.append("\n\t    vlan name: ")
    out.append(zeroPadded: value.prefix(Int(size), from: 7))
  }

  private func appendProtocol(to out: inout TextBuffer) {
    let size = Int(value.load8(4))
    guard value.has(size, at: 5) else { return }
    out.append("\n\t    protocol identity: ")
    out.append(zeroPadded: value.prefix(size, from: 5))
  }

  private func appendAggregation(to out: inout TextBuffer) {
    out.append("\n\t    aggregation status [", bits: value.load8(4), LLDPEthernetText.aggregationNames, "]")
    out.append(", aggregation port ID ", value.load32(5))
  }

  /// Writes a bit for each of the eight priorities, the lowest first.
  private func append(_ title: StaticString, bitsAt offset: Int, to out: inout TextBuffer) {
    out.append(title)
    out.append("\n\t     Priority : 0  1  2  3  4  5  6  7\n\t     Value    : ")
    for bit in 0..<8 { out.append("", value.load8(offset) >> UInt8(bit) & 1, "  ") }
  }

  private func appendSelectionConfiguration(to out: inout TextBuffer) {
    let flags = value.load8(4)
    out.append("\n\t    Willing:", flags >> 7)
    // Of the bit for credit-based shaping the one beside it is told, as tcpdump does.
    out.append(", CBS:", flags >> 6 & 2)
    out.append(", RES:", flags >> 3 & 7)
    out.append(", Max TCs:", flags & 7)
    appendSelection(to: &out)
  }

  /// Writes the three tables of enhanced transmission selection.
  private func appendSelection(to out: inout TextBuffer) {
    out.append("\n\t    Priority Assignment Table\n\t     Priority : 0   1   2   3   4   5   6   7")
    out.append("\n\t     Value    : ")
    for at in 0..<8 { appendColumn(value.load8(5 + at / 2) >> (at & 1 == 0 ? 4 : 0) & 0xf, isLast: at == 7, to: &out) }
    out.append("\n\t    TC Bandwidth Table\n\t     TC%   : 0   1   2   3   4   5   6   7\n\t     Value : ")
    for at in 0..<8 { appendColumn(value.load8(9 + at), isLast: at == 7, to: &out) }
    out.append("\n\t    TSA Assignment Table\n\t     Traffic Class: 0   1   2   3   4   5   6   7")
    out.append("\n\t     Value        : ")
    for at in 0..<8 { appendColumn(value.load8(17 + at), isLast: at == 7, to: &out) }
  }

  /// Writes a number in a column of three characters.
  private func appendColumn(_ number: UInt8, isLast: Bool, to out: inout TextBuffer) {
    let start = out.count
    out.append(number)
    out.append(repeating: UInt8(ascii: " "), count: 3 - (out.count - start))
    if !isLast { out.append(" ") }
  }

  private func appendFlowControl(to out: inout TextBuffer) {
    let flags = value.load8(4)
    out.append("\n\t    Willing: ", flags >> 7)
    out.append(", MBC: ", flags >> 6 & 1)
    out.append(", RES: ", flags >> 4 & 3)
    out.append(", PFC cap:", flags & 0xf, " ")
    append("\n\t    PFC Enable", bitsAt: 5, to: &out)
  }

  private func appendApplications(to out: inout TextBuffer) {
    out.append("\n\t    RES: ", value.load8(4))
    guard length > 5, (length - 5) % 3 == 0 else { return }
    out.append("\n\t    Application Priority Table")
    for at in stride(from: 5, to: length, by: 3) {
      let flags = value.load8(at)
      out.append("\n\t      Priority: ", flags >> 5)
      out.append(", RES: ", flags >> 3 & 3)
      out.append(", Sel: ", flags & 7)
      out.append(", Protocol ID: ", value.load16(at + 1))
    }
  }

  private func appendVirtualBridging(to out: inout TextBuffer) {
    let (bridge, station) = (value.load8(4), value.load8(5))
    out.append("\n\t    EVB Bridge Status\n\t      RES: ", bridge >> 3)
    out.append(", BGID: ", bridge >> 2 & 1)
    out.append(", RRCAP: ", bridge >> 1 & 1)
    out.append(", RRCTR: ", bridge & 1)
    out.append("\n\t    EVB Station Status\n\t      RES: ", station >> 4)
    out.append(", SGID: ", station >> 3 & 1)
    out.append(", RRREQ: ", station >> 2 & 1)
    out.append(",RRSTAT: ", station & 3)
    out.append("\n\t    R: ", value.load8(6) >> 5)
    out.append(", RTE: ", value.load8(6) & 0x1f)
    let (mode, keep) = (value.load8(7), value.load8(8))
    out.append(", EVB Mode: ", mode >> 6, Self.modeNames, orElse: "unknown", " [")
    out.append(mode >> 6)
    out.append("]\n\t    ROL: ", mode >> 5 & 1)
    out.append(", RWD: ", mode & 0x1f)
    out.append(", RES: ", keep >> 6)
    out.append(", ROL: ", keep >> 5 & 1)
    out.append(", RKA: ", keep & 0x1f)
  }

  private func appendChannels(to out: inout TextBuffer) {
    let flags = value.load8(4)
    out.append("\n\t    Role: ", flags >> 7)
    out.append(", RES: ", flags >> 4 & 7)
    out.append(", Scomp: ", flags >> 3 & 1)
    out.append(" ChnCap: ", value.load16(6) & 0xfff)
    guard (length - 8) % 3 == 0 else { return }
    for at in stride(from: 8, to: length, by: 3) {
      out.append("\n\t    SCID: ", value.load24(at) >> 12)
      out.append(", SVID: ", value.load24(at) & 0xfff)
    }
  }

  /// Bytes that an element needs to be told at all.
  private static let lengths: [UInt8: Int] = [
    1: 6, 2: 7, 3: 6, 4: 5, 7: 9, 8: 6, 9: 25, 10: 25, 11: 6, 12: 5, 13: 9, 14: 8,
  ]
  private static let names = Tokens([
    1: "Port VLAN Id", 2: "Port and Protocol VLAN ID", 3: "VLAN name", 4: "Protocol Identity", 7: "Link aggregation",
    8: "Congestion Notification", 9: "ETS Configuration", 10: "ETS Recommendation",
    11: "Priority Flow Control Configuration", 12: "Application Priority", 13: "EVB", 14: "CDCP",
  ])
  private static let protocolFlagNames = BitTokens([(2, "supported"), (4, "enabled")])
  private static let modeNames = Tokens([
    0: "Not Supported", 1: "EVB Bridge", 2: "EVB Station", 3: "Reserved for future Standardization",
  ])
}
