import Bytes

// Samples of counters.

extension SFlowSamples {
  /// Writes a sample of counters; returns whether its lengths make sense.
  @_lifetime(self: copy self)
  mutating func appendCounters(
    isExpanded: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    let length = isExpanded ? 16 : 12
    guard rest >= length else { return false }
    let count = try word(length - 4)
    if isExpanded {
      try append(
        [SFlowNumber(" seqnum ", 0), SFlowNumber(", type ", 4), SFlowNumber(", idx ", 8)], to: &out)
    } else {
      try append([SFlowNumber(" seqnum ", 0)], to: &out)
      try appendSource(to: &out)
    }
    out.append(", records ")
    out.append(count)
    skip(length)
    var left = count
    while left > 0 {
      guard try appendCounterRecord(to: &out, options) else { return false }
      left -= 1
    }
    return true
  }

  @_lifetime(self: copy self)
  private mutating func appendCounterRecord(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    guard rest >= 8 else { return false }
    let format = try word(0)
    let length = Int(try word(4))
    let (enterprise, type) = (format >> 20, format & 0xfff)
    out.append("\n\t    enterprise ")
    out.append(enterprise)
    out.append(", ")
    out.append(enterprise == 0 ? Self.counterNames[type] ?? "Unknown" : "Unknown")
    out.append(" (")
    out.append(type)
    out.append(") length ")
    out.append(length)
    skip(8)
    guard rest >= length else { return false }
    if enterprise == 0 {
      guard try appendCounters(type, length, to: &out, options) else { return false }
    }
    skip(length)
    return true
  }

  private func appendCounters(
    _ type: UInt32, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    switch type {
    case 1: return try appendInterface(to: &out)
    case 2: return try append(Self.ethernet, of: 52, to: &out)
    case 3: return true
    case 4: return try append(Self.anyLAN, of: 88, to: &out)
    case 5: return try append(Self.vlan, of: 28, to: &out)
    case 1001: return try append(Self.processor, of: 28, to: &out)
    default:
      if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at), indent: "\n\t\t") }
      return true
    }
  }

  private func append(_ numbers: [SFlowNumber], of length: Int, to out: inout TextBuffer) throws(Stop) -> Bool {
    guard rest >= length else { return false }
    try append(numbers, to: &out)
    return true
  }

  private func appendInterface(to out: inout TextBuffer) throws(Stop) -> Bool {
    guard rest >= 88 else { return false }
    try append(
      [
        SFlowNumber("\n\t      ifindex ", 0), SFlowNumber(", iftype ", 4), SFlowNumber(", ifspeed ", 8, isLong: true),
        SFlowNumber(", ifdirection ", 16),
      ], to: &out)
    out.append(" (")
    out.append(Self.directionNames[try word(16)] ?? "Unknown")
    out.append(")")
    let status = try word(20)
    out.append("\n\t      ifstatus ")
    out.append(status)
    out.append(status & 1 != 0 ? ", adminstatus: up" : ", adminstatus: down")
    out.append(status & 2 != 0 ? ", operstatus: up" : ", operstatus: down")
    try append(Self.interface, to: &out)
    return true
  }

  private static let interface = [
    SFlowNumber("\n\t      In octets ", 24, isLong: true), SFlowNumber(", unicast pkts ", 32),
    SFlowNumber(", multicast pkts ", 36), SFlowNumber(", broadcast pkts ", 40), SFlowNumber(", discards ", 44),
    SFlowNumber("\n\t      In errors ", 48), SFlowNumber(", unknown protos ", 52),
    SFlowNumber("\n\t      Out octets ", 56, isLong: true), SFlowNumber(", unicast pkts ", 64),
    SFlowNumber(", multicast pkts ", 68), SFlowNumber(", broadcast pkts ", 72), SFlowNumber(", discards ", 76),
    SFlowNumber("\n\t      Out errors ", 80), SFlowNumber(", promisc mode ", 84),
  ]

  private static let ethernet = [
    SFlowNumber("\n\t      align errors ", 0), SFlowNumber(", fcs errors ", 4), SFlowNumber(", single collision ", 8),
    SFlowNumber(", multiple collision ", 12), SFlowNumber(", test error ", 16),
    SFlowNumber("\n\t      deferred ", 20), SFlowNumber(", late collision ", 24),
    SFlowNumber(", excessive collision ", 28), SFlowNumber(", mac trans error ", 32),
    SFlowNumber("\n\t      carrier error ", 36), SFlowNumber(", frames too long ", 40),
    SFlowNumber(", mac receive errors ", 44), SFlowNumber(", symbol errors ", 48),
  ]

  private static let anyLAN = [
    SFlowNumber("\n\t      in high prio frames ", 0), SFlowNumber(", in high prio octets ", 4, isLong: true),
    SFlowNumber("\n\t      in norm prio frames ", 12), SFlowNumber(", in norm prio octets ", 16, isLong: true),
    SFlowNumber("\n\t      in ipm errors ", 24), SFlowNumber(", oversized ", 28),
    SFlowNumber(", in data errors ", 32), SFlowNumber(", null addressed frames ", 36),
    SFlowNumber("\n\t      out high prio frames ", 40), SFlowNumber(", out high prio octets ", 44, isLong: true),
    SFlowNumber(", trans into frames ", 52), SFlowNumber("\n\t      in hc high prio octets ", 56, isLong: true),
    SFlowNumber(", in hc norm prio octets ", 64, isLong: true),
    SFlowNumber(", out hc high prio octets ", 72, isLong: true),
  ]

  private static let vlan = [
    SFlowNumber("\n\t      vlan_id ", 0), SFlowNumber(", octets ", 4, isLong: true), SFlowNumber(", unicast_pkt ", 12),
    SFlowNumber(", multicast_pkt ", 16), SFlowNumber(", broadcast_pkt ", 20), SFlowNumber(", discards ", 24),
  ]

  private static let processor = [
    SFlowNumber("\n\t      5sec ", 0), SFlowNumber(", 1min ", 4), SFlowNumber(", 5min ", 8),
    SFlowNumber(", total_mem ", 12, isLong: true), SFlowNumber(", total_mem ", 20, isLong: true),
  ]

  private static let counterNames = Tokens([
    1: "Generic counter", 2: "Ethernet counter", 3: "Token ring counter", 4: "100 BaseVG counter", 5: "Vlan counter",
    1001: "Processor counter",
  ])

  private static let directionNames = Tokens([
    0: "unknown", 1: "full-duplex", 2: "half-duplex", 3: "in", 4: "out",
  ])
}
