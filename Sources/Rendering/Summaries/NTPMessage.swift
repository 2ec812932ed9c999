import Bytes
import Dissection
import Packets

extension Summary {
  static let ntp = Summary(kind: .ntp, mark: "ntp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let message = try NTPMessage(packet.bytes(of: packet.layers[index]))
    out.append("NTPv")
    out.append(message.version)
    out.append(", ")
    out.append(NTPMessageText.modeNames[message.mode] ?? "Unknown mode")
    out.append(", length ")
    out.append(length)
    guard options.verbosity > 0 else { return }
    out.append("\n\tLeap indicator: ")
    out.append(NTPMessageText.leapNames[message.leapIndicator] ?? "")
    out.append(" (")
    out.append(message.leapIndicator << 6)
    out.append(")")
    let text = NTPMessageText(bytes: message.bytes, length: length)
    switch message.mode {
    case 6: try text.appendControl(to: &out)
    case 7: break
    default: try text.appendTime(to: &out, options)
    }
  }
}

/// Writes the details of an NTP message.
private struct NTPMessageText: ~Escapable {
  /// A moment in seconds since 1900, in 32.32 bits.
  private typealias Moment = UInt64

  let bytes: RawSpan
  let length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func appendTime(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    if length < NTPMessage.timeLength { return try appendInvalid(to: &out) }
    let stratum = try bytes.uint8(at: 1)
    out.append(", Stratum ")
    out.append(stratum)
    out.append(" (")
    out.append(Self.stratumNames[stratum] ?? ((2...15).contains(stratum) ? "secondary reference" : "reserved"))
    out.append(")")
    let poll = Int(Int8(bitPattern: try bytes.uint8(at: 2)))
    out.append(", poll ")
    out.append(poll)
    if abs(poll) < 32 {
      out.append(poll >= 0 ? " (" : " (1/")
      out.append(UInt32(1) << UInt32(abs(poll)))
      out.append("s)")
    }
    let precision = Int(Int8(bitPattern: try bytes.uint8(at: 3)))
    out.append(", precision ")
    out.append(precision)
    try appendShort(at: 4, "\n\tRoot Delay: ", to: &out)
    try appendShort(at: 8, ", Root dispersion: ", to: &out)
    guard try appendReference(stratum, to: &out, options) else { return }
    try append(momentAt: 0, "\n\t  Reference Timestamp:  ", to: &out)
    try append(momentAt: 1, "\n\t  Originator Timestamp: ", to: &out)
    try append(momentAt: 2, "\n\t  Receive Timestamp:    ", to: &out)
    try append(momentAt: 3, "\n\t  Transmit Timestamp:   ", to: &out)
    let origin = try moment(1)
    out.append("\n\t    Originator - Receive Timestamp:  ")
    append(difference: try moment(2), origin, to: &out)
    out.append("\n\t    Originator - Transmit Timestamp: ")
    append(difference: try moment(3), origin, to: &out)
    try appendAuthentication(to: &out)
  }

  private func appendShort(at offset: Int, _ prefix: StaticString, to out: inout TextBuffer) throws(Truncation) {
    let value = try bytes.uint32(at: offset)
    out.append(prefix)
    out.append(value >> 16)
    out.append(".")
    out.append((UInt64(value & 0xffff) * 1_000_000) >> 16, width: 6)
  }

  /// Writes what the clock goes by; returns whether more is told.
  private func appendReference(
    _ stratum: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let reference = try bytes.bytes(at: 12, count: 4)
    out.append(", Reference-ID: ")
    switch stratum {
    case 0: out.append("(unspec)")
    case 1: out.append(visible: reference)
    case 62, 63:
      out.append(host: IPv4Address(rawValue: reference.load32(0)), options)
      out.append(stratum == 62 ? " INFO_QUERY" : " INFO_REPLY")
      return false
    default:
      out.append("0x")
      out.append(hex: reference.load32(0), width: 8)
    }
    return true
  }

  private func moment(_ index: Int) throws(Truncation) -> Moment {
    try bytes.uint64(at: NTPMessage.timesOffset + 8 * index)
  }

  private func append(momentAt index: Int, _ prefix: StaticString, to out: inout TextBuffer) throws(Truncation) {
    let moment = try moment(index)
    out.append(prefix)
    out.append(ntpTime: moment)
  }

  /// Writes how much later a moment is than another; the moment itself when there is no other.
  private func append(difference moment: Moment, _ origin: Moment, to out: inout TextBuffer) {
    if origin == 0 { return out.append(ntpTime: moment) }
    let isLater = moment > origin
    out.append(isLater ? "+" : "-")
    out.append(ntpSeconds: isLater ? moment - origin : origin - moment)
  }

  private func appendAuthentication(to out: inout TextBuffer) throws(Truncation) {
    let rest = length - NTPMessage.timeLength
    guard rest > 0 else { return }
    guard rest == 4 || rest == 20 || rest == 24 else {
      out.append("\n\t(")
      out.append(rest)
      return out.append(" more bytes after the header)")
    }
    let key = try bytes.uint32(at: NTPMessage.timeLength)
    out.append("\n\tKey id: ")
    out.append(key)
    if rest == 4 { return }
    let digest = try bytes.bytes(at: NTPMessage.timeLength + 4, count: rest - 4)
    out.append("\n\tAuthentication: ")
    for at in 0..<digest.byteCount { out.append(hexByte: digest.load8(at)) }
  }

  func appendControl(to out: inout TextBuffer) throws(Truncation) {
    if length < NTPMessage.controlLength { return try appendInvalid(to: &out) }
    let control = try bytes.uint8(at: 1)
    out.append(control & 0x80 != 0 ? ", Response" : ", Request")
    out.append(control & 0x40 != 0 ? ", Error" : ", OK")
    out.append(control & 0x20 != 0 ? ", More" : ", Last")
    out.append(", OpCode=")
    out.append(control & 0x1f)
    out.append("\n")
    let sequence = try bytes.uint16(at: 2)
    out.append("\tSequence=")
    out.append(sequence)
    let status = try bytes.uint16(at: 4)
    out.append(status == 0 ? ", Status=" : ", Status=0x")
    out.append(hex: status)
    let association = try bytes.uint16(at: 6)
    out.append(", Assoc.=")
    out.append(association)
    let offset = try bytes.uint16(at: 8)
    out.append(", Offset=")
    out.append(offset)
    let count = Int(try bytes.uint16(at: 10))
    out.append(", Count=")
    out.append(count)
    if NTPMessage.controlLength + count > length { return try appendInvalid(to: &out) }
    guard count > 0 else { return }
    try bytes.require(count, at: NTPMessage.controlLength)
    out.append("\n\tTO-BE-DONE: data not interpreted")
  }

  /// Says that the lengths make no sense, and whether the message is cut besides.
  private func appendInvalid(to out: inout TextBuffer) throws(Truncation) {
    out.append(" (invalid)")
    try bytes.require(length)
  }

  static let modeNames = Tokens([
    0: "unspecified", 1: "symmetric active", 2: "symmetric passive", 3: "Client", 4: "Server", 5: "Broadcast",
    6: "Control Message", 7: "Reserved",
  ])

  static let leapNames = Tokens([0: "", 1: "+1s", 2: "-1s", 3: "clock unsynchronized"])

  private static let stratumNames = Tokens([0: "unspecified", 1: "primary reference"])
}
