import Bytes
import Dissection

extension Summary {
  static let slip = Summary(kind: .slip, mark: "slip") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let frame = try SLIPFrame(bytes)
    if options.showsLinkHeader {
      try frame.appendLink(layer.length - 16, bytes.suffix(from: 16), to: &out)
    }
    let version = try frame.version.captured()
    if version == 4 || version == 6 {
      try packet.summarize(index + 1, into: &out, options)
      return
    }
    out.append("ip v")
    out.append(version)
  }
}

extension SLIPFrame {
  /// Writes direction and header type, and of a compressed header what it changes.
  ///
  /// - Parameter payload: the packet as it was before compression.
  fileprivate func appendLink(_ length: Int, _ payload: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    switch direction {
    case 0: out.append("I ")
    case 1: out.append("O ")
    default:
      out.append("Invalid direction ")
      out.append(direction)
      out.append(" ")
    }
    switch headerType & 0xf0 {
    case 0x40:
      out.append("ip ")
      out.append(length + 16)
      out.append(": ")
    case 0x70:
      out.append("utcp ")
      out.append(try header.uint8(at: 9))
      out.append(": ")
      if direction <= 1 { _ = try Self.dataLength(length, payload) }
    case _ where direction > 1: break
    case 0x80...:
      try appendCompressed(length, payload, to: &out)
      out.append(": ")
    default:
      out.append("slip-")
      out.append(headerType)
      out.append("!: ")
    }
  }

  /// Writes what a compressed header changes. Source: RFC 1144 section 3.2.2.
  ///
  /// What earlier packets of the connection say does not come in: a line depends on its packet alone.
  private func appendCompressed(_ length: Int, _ payload: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    let changes = headerType
    var at = 1
    if changes & 0x40 != 0 {
      let connection = try header.uint8(at: at)
      out.append("ctcp ")
      out.append(connection)
      at += 1
    } else {
      out.append("ctcp *")
    }
    at += 2
    switch changes & 0x0f {
    case 0x0b: out.append(" *SA+0")
    case 0x0f: out.append(" *S+0")
    default:
      if changes & 0x01 != 0 { try appendChange("U=", &at, to: &out) }
      if changes & 0x02 != 0 { try appendWindow(&at, to: &out) }
      if changes & 0x04 != 0 { try appendChange("A+", &at, to: &out) }
      if changes & 0x08 != 0 { try appendChange("S+", &at, to: &out) }
    }
    if changes & 0x20 != 0 { try appendChange("I+", &at, to: &out) }
    let data = try Self.dataLength(length, payload)
    out.append(" ")
    out.append(UInt32(truncatingIfNeeded: data))
    out.append(" (")
    out.append(at)
    out.append(")")
  }

  /// A change of one octet, or of two behind a zero.
  private func change(_ at: inout Int) throws(Truncation) -> (value: UInt16, isLong: Bool) {
    let octet = try header.uint8(at: at)
    at += 1
    if octet != 0 { return (UInt16(octet), false) }
    let value = try header.uint16(at: at)
    at += 2
    return (value, true)
  }

  private func appendChange(_ name: StaticString, _ at: inout Int, to out: inout TextBuffer) throws(Truncation) {
    var position = at
    let value = try change(&position)
    // A change of one octet is told and left where it stands, as tcpdump does.
    at = value.isLong ? position : at
    out.append(" ")
    out.append(name)
    out.append(value.value)
  }

  private func appendWindow(_ at: inout Int, to out: inout TextBuffer) throws(Truncation) {
    var position = at
    let value = try change(&position)
    at = value.isLong ? position : at
    let signed = Int(Int16(bitPattern: value.value))
    out.append(signed >= 0 ? " W+" : " W")
    out.append(signed)
  }

  /// Bytes behind the TCP header of the packet as it was before compression.
  private static func dataLength(_ length: Int, _ packet: RawSpan) throws(Truncation) -> Int {
    try packet.require(20)
    let header = Int(packet.load8(0) & 0x0f) * 4
    try packet.require(20, at: header)
    return length - header - Int(packet.load8(header + 12) >> 4) * 4
  }
}
