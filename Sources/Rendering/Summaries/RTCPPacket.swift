import Bytes
import Dissection

extension Summary {
  static let rtcp = Summary(kind: .rtcp, mark: "rtcp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    var rest = packet.bytesBehindDatagram(index)
    while !rest.isEmpty {
      let header = try RTCPPacket(rest)
      try header.append(to: &out, options)
      rest = rest.suffix(from: header.length)
    }
  }
}

extension RTCPPacket {
  fileprivate func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    switch type {
    case 200:
      appendName(" sr", expected: Self.headerLength + Self.senderLength, to: &out, options)
      try appendSender(to: &out)
      try appendReports(at: Self.senderLength, to: &out, options)
    case 201:
      appendName(" rr", expected: Self.headerLength, to: &out, options)
      try appendReports(at: 0, to: &out, options)
    case 202: appendName(" sdes ", to: &out, options)
    case 203: appendName(" bye ", to: &out, options)
    default:
      out.append(" type-0x")
      out.append(hex: type)
      out.append(" ")
      out.append(length)
    }
  }

  /// Writes the name of one with reports, and the length if that is not what it should be.
  private func appendName(
    _ name: StaticString, expected: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    out.append(name)
    if length != expected + count * Self.reportLength {
      out.append(" [")
      out.append(length)
      out.append("]")
    }
    appendSource(to: &out, options)
  }

  private func appendName(_ name: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(name)
    out.append(length)
    appendSource(to: &out, options)
  }

  private func appendSource(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    guard options.verbosity > 0 else { return }
    out.append(" ")
    out.append(source)
  }

  private func appendSender(to out: inout TextBuffer) throws(Truncation) {
    let sender = try body.bytes(at: 0, count: Self.senderLength)
    out.append(" @")
    out.append(hundredths: Double(sender.load32(0)) + Double(sender.load32(4)) / 4_294_967_296)
    out.append(" ")
    out.append(sender.load32(8))
    out.append(" ")
    out.append(sender.load32(12))
    out.append("p ")
    out.append(sender.load32(16))
    out.append("b")
  }

  private func appendReports(
    at offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if count > 1 {
      out.append(" c")
      out.append(count)
    }
    for _ in 0..<count {
      // tcpdump tells the first of them each time.
      let report = try body.bytes(at: offset, count: Self.reportLength)
      if options.verbosity > 0 {
        out.append(" ")
        out.append(report.load32(0))
      }
      out.append(" ")
      out.append(report.load32(4) & 0xff_ffff)
      out.append("l ")
      out.append(report.load32(8))
      out.append("s ")
      out.append(report.load32(12))
      out.append("j @")
      out.append(hundredths: Double(report.load32(16)) / 65_536)
      out.append("+")
      out.append(hundredths: Double(report.load32(20)) / 65_536)
    }
  }
}

extension TextBuffer {
  /// Appends a number that is not negative with two digits behind the point, a tie rounded to even.
  fileprivate mutating func append(hundredths value: Double) {
    let whole = value.rounded(.towardZero)
    let hundredths = UInt64(((value - whole) * 100).rounded(.toNearestOrEven))
    append(UInt64(whole) + hundredths / 100)
    append(".")
    append(hundredths % 100, width: 2)
  }
}
