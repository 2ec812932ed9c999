import Bytes
import Dissection
import Packets

// Link-layer headers that have little more than an EtherType: the header is told with `-e`, and where nobody explains
// what it carries.

extension Summary {
  static let ipoib = Summary(kind: .ipoib, mark: "ipoib", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let header = try IPoIBHeader(packet.bytes(of: layer))
    func appendHeader(_ out: inout TextBuffer) {
      if options.showsLinkHeader { out.append("IPOIB") }
      out.append(", ethertype ")
      if options.quietness == 0 {
        out.append(etherType: header.type)
      } else {
        out.append(EtherType.names[header.type.rawValue] ?? "Unknown")
      }
      out.append(", length ", layer.length, ": ")
    }
    if options.showsLinkHeader { appendHeader(&out) }
    if try packet.summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader { appendHeader(&out) }
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }

  static let symantec = Summary(kind: .symantec, mark: "symantec") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let header = try SymantecHeader(packet.bytes(of: layer))
    guard header.type.isLength else {
      return try packet.summarize(header.type, of: index, into: &out, options) { _ in }
    }
    out.append("invalid ethertype ", header.type.rawValue, ", length ")
    out.append("", layer.length, ": ")
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }

  static let fireWire = Summary(kind: .fireWire, mark: "ap1394") { (packet, index, out, options) throws(Truncation) in
    let header = try FireWireHeader(packet.bytes(of: packet.layers[index]))
    let (source, destination) = (header.source, header.destination)
    try packet.summarize(header.type, of: index, into: &out, options) { out in
      out.append(longAddress: source)
      out.append(" > ")
      out.append(longAddress: destination)
      out.append(", ")
    }
  }

  static let ipOverFibreChannel = Summary(kind: .ipOverFibreChannel, mark: "ipfc") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let header = try IPOverFibreChannel(packet.bytes(of: layer))
    if options.showsLinkHeader {
      out.append(station: header.source, options)
      out.append(" > ")
      out.append(station: header.destination, options)
      out.append(", length ", layer.length, ": ")
    }
    _ = try packet.summarize(index + 1, into: &out, options)
  }

  static let classicalIP = Summary(kind: .classicalIP, mark: "cip") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if options.showsLinkHeader { out.append("", layer.length, ": ") }
    _ = try ClassicalIPFrame(packet.bytes(of: layer))
    _ = try packet.summarize(index + 1, into: &out, options)
  }

  static let encapsulation = Summary(kind: .encapsulation, mark: "enc") {
    (packet, index, out, options) throws(Truncation) in
    let header = try EncapsulationHeader(packet.bytes(of: packet.layers[index]))
    out.append(header.flags == 0 ? "(unprotected): " : "(")
    var flags = header.flags
    for (flag, name) in [(UInt32(0x800), "authentic" as StaticString), (0x400, "confidential")] where flags & flag != 0
    {
      out.append(name)
      out.append(flags == flag ? "): " : ",")
      flags &= ~flag
    }
    out.append("SPI 0x", hex: header.securityParametersIndex, width: 8, ": ")
    _ = try packet.summarize(index + 1, into: &out, options)
  }

  static let ipnet = Summary(kind: .ipnet, mark: "ipnet") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let header = try IPNetHeader(packet.bytes(of: layer))
    if options.showsLinkHeader { header.append(layer.length, to: &out, options) }
    if try packet.summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader { header.append(layer.length, to: &out, options) }
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }
}

extension IPNetHeader {
  fileprivate func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append("", sourceZone, " > ")
    out.append("", destinationZone, ", ")
    let name = Self.familyNames[family]
    if options.quietness > 0 {
      // tcpdump says so, though it is no EtherType.
      if let name { out.append(name) } else { out.append("Unknown Ethertype (0x", hex: family, width: 4, ")") }
    } else {
      out.append("family ")
      out.append(name ?? "Unknown")
      out.append(" (", family, ")")
    }
    out.append(", length ", length, ": ")
  }

  private static let familyNames = Tokens([2: "IPv4", 26: "IPv6"])
}

extension DissectedPacket {
  /// Writes what is behind a header with an EtherType; the header is `addresses` and the type.
  fileprivate func summarize(
    _ type: EtherType, of index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions,
    addresses: (inout TextBuffer) -> Void
  ) throws(Truncation) {
    let length = layers[index].length
    if options.showsLinkHeader { out.append(typed: type, length, options, addresses) }
    if try summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader { out.append(typed: type, length, options, addresses) }
    if options.dumpsUnknown { out.append(hexAndASCII: payload(of: layers[index])) }
  }
}

extension TextBuffer {
  fileprivate mutating func append(
    typed type: EtherType, _ length: Int, _ options: borrowing RenderOptions, _ addresses: (inout TextBuffer) -> Void
  ) {
    addresses(&self)
    append(etherType: type, options)
    append(", length ", length, ": ")
  }

  /// Appends an address of eight bytes.
  mutating func append(longAddress address: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      append(hexByte: UInt8(truncatingIfNeeded: address >> UInt64(shift)))
      if shift > 0 { append(":") }
    }
  }
}
