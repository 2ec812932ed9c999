import Bytes
import Dissection

extension Summary {
  static let ptp = Summary(kind: .ptp, mark: "ptp") { (packet, index, out, options) throws(Truncation) in
    let message = PTPMessage.Partial(packet.bytes(of: packet.layers[index]))
    let length = packet.layers[index].length
    if length < PTPMessage.headerBytes {
      out.append(" [length ")
      out.append(length)
      out.append(" < ")
      out.append(PTPMessage.headerBytes)
      return out.append("] (invalid)")
    }
    let version = try message.version
    out.append(version, after: "PTPv")
    switch version {
    case 1: out.append(" (not implemented)")
    case 2:
      try message.appendHeader(to: &out)
      try message.appendBody(to: &out)
    default: break
    }
  }
}

extension PTPMessage.Partial {
  fileprivate func appendHeader(to out: inout TextBuffer) throws(Truncation) {
    out.append(try isCompatible ? ", v1 compat : yes" : ", v1 compat : no")
    out.append(", msg type : ")
    out.append(PTPMessage.typeNames[try type] ?? "Reserved")
    out.append(try length, after: ", length : ")
    let domain = try domain
    out.append(domain >> 8, after: ", domain : ")
    out.append(domain & 0xff, after: ", reserved1 : ")
    let flags = try flags
    out.append(", Flags [")
    PTPMessage.flagNames.append(UInt32(flags), none: "none", to: &out)
    out.append("]")
    out.append(try correction, after: ", NS correction : ")
    out.append(try correctionFraction, after: ", sub NS correction : ")
    out.append(try specific, after: ", reserved2 : ")
    let clock = try clock
    out.append(", clock identity : 0x")
    out.append(hex: clock)
    out.append(try port, after: ", port id : ")
    out.append(try sequence, after: ", seq id : ")
    let control = try control
    out.append(control, after: ", control : ")
    out.append(" (")
    out.append(PTPMessage.controlNames[control] ?? "Reserved")
    out.append(")")
    out.append(try interval, after: ", log message interval : ")
  }

  fileprivate func appendBody(to out: inout TextBuffer) throws(Truncation) {
    let body = PTPBody(bytes: bytes)
    switch try type {
    case 0x0, 0x1: try body.appendTime(", originTimeStamp :", to: &out)
    case 0x2, 0xa:
      try body.appendTime(", preciseOriginTimeStamp :", to: &out)
      try body.appendPort(at: 44, to: &out)
    case 0x3, 0x9:
      try body.appendTime(", receiveTimeStamp :", to: &out)
      try body.appendPort(at: 44, to: &out)
    case 0x8: try body.appendTime(", preciseOriginTimeStamp :", to: &out)
    case 0xb: try body.appendAnnouncement(to: &out)
    case 0xc: try body.appendPort(at: 34, to: &out)
    case 0xd: try body.appendManagement(to: &out)
    default: break
    }
  }
}

/// Writes what stands behind the header of a PTP message.
private struct PTPBody: ~Escapable {
  let bytes: RawSpan

  @_lifetime(copy bytes)
  init(bytes: RawSpan) { self.bytes = bytes }

  func appendTime(
    _ title: StaticString, unit: StaticString = " seconds,", to out: inout TextBuffer
  ) throws(Truncation) {
    out.append(title)
    out.append(try bytes.uint48(at: 34), after: " ")
    out.append(unit)
    out.append(try bytes.uint32(at: 40), after: " ")
    out.append(" nanoseconds")
  }

  func appendPort(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    let clock = try bytes.uint64(at: offset)
    out.append(", port identity : 0x")
    out.append(hex: clock)
    out.append(try bytes.uint16(at: offset + 8), after: ", port id : ")
  }

  func appendAnnouncement(to out: inout TextBuffer) throws(Truncation) {
    try appendTime(", originTimeStamp :", unit: " seconds", to: &out)
    out.append(try bytes.uint16(at: 44), after: ", origin cur utc :")
    out.append(try bytes.uint8(at: 46), after: ", rsvd : ")
    out.append(try bytes.uint8(at: 47), after: ", gm priority_1 : ")
    out.append(try bytes.uint8(at: 48), after: ", gm clock class : ")
    out.append(try bytes.uint8(at: 49), after: ", gm clock accuracy : ")
    out.append(try bytes.uint16(at: 50), after: ", gm clock variance : ")
    out.append(try bytes.uint8(at: 52), after: ", gm priority_2 : ")
    let clock = try bytes.uint64(at: 53)
    out.append(", gm clock id : 0x")
    out.append(hex: clock)
    out.append(try bytes.uint16(at: 61), after: ", steps removed : ")
    let source = try bytes.uint8(at: 63)
    out.append(", time source : 0x")
    out.append(hex: source)
  }

  /// The octets are those of the port again: that is what tcpdump tells.
  func appendManagement(to out: inout TextBuffer) throws(Truncation) {
    try appendPort(at: 34, to: &out)
    let octet = try bytes.uint8(at: 34)
    out.append(octet, after: ", , start boundary hops  ")
    out.append(octet, after: ", , boundary hops  ")
    out.append(", , flags  0x")
    out.append(hex: octet)
    out.append(", , reserved  0x")
    out.append(hex: octet)
  }
}

extension PTPMessage {
  fileprivate static let typeNames = Tokens([
    0x0: "sync msg", 0x1: "delay req msg", 0x2: "peer delay req msg", 0x3: "peer delay resp msg", 0x8: "follow up msg",
    0x9: "delay resp msg", 0xa: "pdelay resp fup msg", 0xb: "announce msg", 0xc: "signalling msg",
    0xd: "management msg",
  ])

  fileprivate static let controlNames = Tokens([
    0: "Sync", 1: "Delay_Req", 2: "Follow_Up", 3: "Delay_Resp", 4: "Management", 5: "Other",
  ])

  fileprivate static let flagNames = BitTokens([
    (0x0001, "l1 61"), (0x0002, "l1 59"), (0x0004, "utc reasonable"), (0x0008, "timescale"),
    (0x0010, "time tracable"), (0x0020, "frequency tracable"), (0x0100, "alternate master"), (0x0200, "two step"),
    (0x0400, "unicast"), (0x1000, "profile specific 1"), (0x2000, "profile specific 2"), (0x4000, "security mask"),
    (0x18c0, "unknown"),
  ])
}

extension TextBuffer {
  /// Appends a number and what stands before it.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(_ value: T, after title: StaticString) {
    append(title)
    append(value)
  }
}
