import Bytes
import Dissection
import Packets

extension Summary {
  static let esis = Summary(kind: .esis, mark: "esis") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      try ESISText(packet.bytes(of: layer), length: layer.length).append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "esis")
    }
  }
}

/// Writes an ES-IS packet.
private struct ESISText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    if !options.showsLinkHeader { out.append("ES-IS") }
    if length <= 2 { return out.append(options.quietness > 0 ? "bad pkt!" : "no header at all!") }
    guard let packet = try? ESISPacket(bytes) else { throw .marked }
    if packet.version != 1 { return out.append(" version ", packet.version, " packet not supported") }
    let end = packet.headerLength
    if end > length {
      out.append(" length indicator(", end, ") > PDU size (")
      return out.append("", length, ")!")
    }
    if end < ESISPacket.fixedLength + 2 {
      out.append(" length indicator ", end, " < min PDU size:")
      for at in 0..<bytes.byteCount { out.append(upperHexByte: bytes.load8(at)) }
      return
    }
    if !options.showsLinkHeader { out.append(", ") }
    if options.verbosity < 1 {
      appendType(packet.type, "unknown type (", ")", to: &out)
      return out.append(", length ", length)
    }
    out.append("length ", length, "\n\t")
    appendType(packet.type, "unknown type: ", "", to: &out)
    out.append(" (", packet.type, "), v: ")
    out.append(packet.version)
    out.append(", checksum: 0x", hex: packet.checksum, width: 4)
    OSIText.append(packet.checksum, of: bytes, at: 7, length: end, to: &out)
    out.append(", holding time: ", packet.holdingTime, "s, length indicator: ")
    out.append(end)
    if options.verbosity > 1 { out.append(hex: bytes.prefix(ESISPacket.fixedLength, from: 0), indent: "\n\t") }
    var at = ESISPacket.fixedLength
    switch packet.type {
    case 6: at = try appendRedirect(at, end, to: &out, options)
    case 2: at = try appendHello(at, end, to: &out)
    case 4:
      let address = try self.address(at, end, ", bad ish/li", &out)
      appendNet(address, to: &out)
      at = address.upperBound
    default:
      if options.verbosity <= 1, bytes.has(1, at: at) { out.append(hex: bytes.suffix(from: at), indent: "\n\t  ") }
      return
    }
    try appendOptions(at, end, to: &out, options)
  }

  private func appendType(
    _ type: UInt8, _ unknown: StaticString, _ behind: StaticString, to out: inout TextBuffer
  ) {
    if let name = Self.typeNames[type] { out.append(name) } else { out.append(unknown, type, behind) }
  }

  /// Where an address stands, behind the byte that tells its length.
  private func address(
    _ offset: Int, _ end: Int, _ fault: StaticString, _ out: inout TextBuffer
  ) throws(PartStop) -> Range<Int> {
    try bytes.check(1, at: offset)
    let count = Int(bytes.load8(offset))
    if end > offset { try bytes.check(count, at: offset + 1) }
    if end <= offset || end - offset - 1 < count {
      out.append(fault)
      throw .ended
    }
    return (offset + 1)..<(offset + 1 + count)
  }

  private func appendNet(_ address: Range<Int>, to out: inout TextBuffer) {
    out.append("\n\t  NET (length: ", address.count, "): ")
    try? out.append(accessPoint: bytes, at: address.lowerBound, count: address.count)
  }

  private func appendRedirect(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    let fault: StaticString = ", bad redirect/li"
    let destination = try address(start, end, fault, &out)
    out.append("\n\t  ")
    try out.append(accessPoint: bytes, at: destination.lowerBound, count: destination.count)
    let station = try address(destination.upperBound, end, fault, &out)
    // The length of the last address is not counted against the room there is.
    try bytes.check(1, at: station.upperBound)
    if end - station.upperBound < 1 {
      out.append(fault)
      throw .ended
    }
    let count = Int(bytes.load8(station.upperBound))
    let net = (station.upperBound + 1)..<(station.upperBound + 1 + count)
    try bytes.check(count, at: net.lowerBound)
    if end - station.upperBound < count {
      out.append(fault)
      throw .ended
    }
    out.append("\n\t  SNPA (length: ", station.count, "): ")
    if station.count == 6 {
      out.append(station: MACAddress(rawValue: bytes.load48(station.lowerBound)), options)
    } else {
      for at in station {
        if at > station.lowerBound { out.append(":") }
        out.append(hexByte: bytes.load8(at))
      }
      if station.isEmpty { out.append("<empty>") }
    }
    if !net.isEmpty {
      out.append("\n\t  NET (length: ", count, ") ")
      try out.append(accessPoint: bytes, at: net.lowerBound, count: count)
    }
    return net.upperBound
  }

  private func appendHello(_ start: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) -> Int {
    try bytes.check(1, at: start)
    let count = bytes.load8(start)
    var at = start + 1
    out.append("\n\t  Number of Source Addresses: ", count)
    for _ in 0..<count {
      let address = try self.address(at, end, ", bad esh/li", &out)
      appendNet(address, to: &out)
      at = address.upperBound
    }
    return at
  }

  private func appendOptions(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    // Behind a redirect one byte more is left than there is.
    var rest = bytes.load8(4) & 0x1f == 6 ? end - start + 1 : end - start
    while rest > 0 {
      if rest < 2 {
        out.append(", bad opts/li")
        return
      }
      let (type, count) = (try bytes.byte(at), Int(try bytes.byte(at + 1)))
      at += 2
      rest -= 2
      if count > rest { return out.append(", opt (", type, ") too long") }
      rest -= count
      out.append("\n\t  ", type, Self.optionNames, orElse: "Unknown", " Option #")
      out.append("", type, ", length ")
      out.append("", count, ", value: ")
      // A list of protocols is told, but not gone past.
      var told = count
      switch type {
      case 198 where count == 2:
        try bytes.check(2, at: at)
        out.append("", bytes.load16(at), "s")
      case 198: out.append("(bad length)")
      case 129:
        try out.append(protocolList: bytes, at: at, count: count)
        told = 0
      default: out.append(hex: bytes.prefix(count, from: at), indent: "\n\t  ")
      }
      if options.verbosity > 1 { out.append(hex: bytes.prefix(told, from: at), indent: "\n\t  ") }
      at += told
    }
  }

  private static let typeNames = Tokens([6: "redirect", 2: "ESH", 4: "ISH"])
  private static let optionNames = Tokens([
    129: "Protocols supported", 195: "QoS Maintenance", 197: "Security", 198: "ES Configuration Time",
    205: "Priority", 225: "Addressk Mask", 226: "SNPA Mask",
  ])
}

extension TextBuffer {
  /// Appends numbers of network protocols with their names. - Throws: `.truncated` where they are cut.
  mutating func append(protocolList bytes: RawSpan, at offset: Int, count: Int) throws(PartStop) {
    for at in offset..<(offset + count) {
      let number = try bytes.byte(at)
      append("", number, OSIText.protocolNames, orElse: "unknown", " (0x")
      append(hexByte: number)
      append(")")
      if at + 1 < offset + count { append(", ") }
    }
  }
}
