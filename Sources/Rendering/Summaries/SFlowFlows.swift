import Bytes

// Samples of packets.

extension SFlowSamples {
  /// Writes a sample of packets; returns whether its lengths make sense.
  @_lifetime(self: copy self)
  mutating func appendFlow(
    isExpanded: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    let length = isExpanded ? 44 : 32
    guard rest >= length else { return false }
    _ = try word(length - 4)
    if isExpanded {
      try append(Self.expandedFlow, to: &out)
    } else {
      try append([SFlowNumber(" seqnum ", 0)], to: &out)
      try appendSource(to: &out)
      try append(Self.flow, to: &out)
    }
    let count = try word(length - 4)
    skip(length)
    var left = count
    while left > 0 {
      guard try appendFlowRecord(to: &out, options) else { return false }
      left -= 1
    }
    return true
  }

  /// Writes the kind and number of what took a sample, in one word.
  func appendSource(to out: inout TextBuffer) throws(Stop) {
    let source = try word(4)
    out.append(", type ")
    out.append(source >> 24)
    out.append(", idx ")
    out.append(source & 0xff_ffff)
  }

  @_lifetime(self: copy self)
  private mutating func appendFlowRecord(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    guard rest >= 8 else { return false }
    let format = try word(0)
    let length = Int(try word(4))
    let (enterprise, type) = (format >> 12, format & 0xfff)
    out.append("\n\t    enterprise ")
    out.append(enterprise)
    out.append(" ")
    out.append(enterprise == 0 ? Self.flowNames[type] ?? "Unknown" : "Unknown")
    out.append(" (")
    out.append(type)
    out.append(") length ")
    out.append(length)
    skip(8)
    guard rest >= length else { return false }
    if enterprise == 0 {
      switch type {
      case 1: guard try appendRawPacket(to: &out) else { return false }
      case 2:
        guard rest >= 24 else { return false }
        try append([SFlowNumber("\n\t      frame len ", 0), SFlowNumber(", type ", 20)], to: &out)
      case 1001:
        guard rest >= 16 else { return false }
        try append(Self.switchData, to: &out)
      default:
        if Self.flowNames[type] == nil, options.verbosity <= 1 {
          out.append(hex: bytes.prefix(length, from: at), indent: "\n\t\t")
        }
      }
    }
    skip(length)
    return true
  }

  private func appendRawPacket(to out: inout TextBuffer) throws(Stop) -> Bool {
    guard rest >= 16 else { return false }
    let kind = try word(0)
    _ = try word(12)
    out.append("\n\t      protocol ")
    out.append(Self.packetNames[kind] ?? "Unknown")
    out.append(" (")
    out.append(kind)
    out.append(")")
    try append(
      [SFlowNumber(", length ", 4), SFlowNumber(", stripped bytes ", 8), SFlowNumber(", header_size ", 12)], to: &out)
    return true
  }

  private static let flow = [
    SFlowNumber(", rate ", 8), SFlowNumber(", pool ", 12), SFlowNumber(", drops ", 16), SFlowNumber(", input ", 20),
    SFlowNumber(" output ", 24), SFlowNumber(" records ", 28),
  ]

  private static let expandedFlow = [
    SFlowNumber(" seqnum ", 0), SFlowNumber(", type ", 4), SFlowNumber(", idx ", 8), SFlowNumber(", rate ", 12),
    SFlowNumber(", pool ", 16), SFlowNumber(", drops ", 20), SFlowNumber(", records ", 40),
  ]

  private static let switchData = [
    SFlowNumber("\n\t      src vlan ", 0), SFlowNumber(", src pri ", 4), SFlowNumber(", dst vlan ", 8),
    SFlowNumber(", dst pri ", 12),
  ]

  private static let packetNames = Tokens([1: "Ethernet", 11: "IPv4", 12: "IPv6"])

  private static let flowNames = Tokens([
    1: "Raw packet", 2: "Ethernet frame", 3: "IPv4 Data", 4: "IPv6 Data", 1001: "Extended Switch data",
    1002: "Extended Router data", 1003: "Extended Gateway data", 1004: "Extended User data",
    1005: "Extended URL data", 1006: "Extended MPLS data", 1007: "Extended NAT data", 1008: "Extended MPLS tunnel",
    1009: "Extended MPLS VC", 1010: "Extended MPLS FEC", 1011: "Extended MPLS LVP FEC", 1012: "Extended VLAN Tunnel",
  ])
}
