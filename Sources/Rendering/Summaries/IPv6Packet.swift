import Bytes
import Dissection
import Packets

extension Summary {
  static let ipv6 = Summary(kind: .ipv6, mark: "ip6", goesOnWhenCut: true, write: writeIPv6)

  /// Called directly by `summarize`.
  static func writeIPv6(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = packet.layers[index]
    let header = try IPv6Packet(packet.bytes(of: layer))
    if layer.length < 40 {
      out.append("truncated-ip6 ")
      return out.append(layer.length)
    }
    if !options.showsLinkHeader { out.append("IP6 ") }
    if header.version != 6 {
      out.append("version error: ")
      out.append(header.version)
      return out.append(" != 6")
    }
    if header.declaredLength != 0 { out.append(missing: Int(header.declaredLength) + 40 - layer.length) }
    if options.verbosity > 0 { out.write(atMost: 128) { header.appendDetails(to: &$0) } }
    if !header.nextHeader.hasPorts {
      out.append(host: header.source, options)
      out.append(" > ")
      out.append(host: header.destination, options)
      out.append(": ")
    }
    try packet.summarizeIPv6Payload(of: index, header.nextHeader, into: &out, options)
  }
}

extension IPv6Packet {
  /// Appends the parenthesis of `-v`: at most 128 bytes.
  @inline(__always)
  func appendDetails(to out: inout TextCursor) {
    out.append(byte: UInt8(ascii: "("))
    if trafficClass != 0 {
      out.append("class 0x")
      out.append(shortHex: trafficClass, width: 2)
      out.append(", ")
    }
    if flowLabel != 0 {
      out.append("flowlabel 0x")
      out.append(shortHex: flowLabel, width: 5)
      out.append(", ")
    }
    out.append("hlim ")
    out.append(hopLimit)
    out.append(", next-header ")
    out.append(nextHeader)
    out.append(" payload length: ")
    out.append(declaredLength)
    out.append(") ")
  }
}

extension DissectedPacket {
  /// Writes what is behind an IPv6 header or one of its extension headers: another extension header, or the payload.
  ///
  /// A payload needs a length: extension headers in a packet without one are as good as cut.
  func summarizeIPv6Payload(
    of index: Int, _ number: IPProtocol, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if number == .hopByHop, layers[index].kind != .ipv6 { return appendMisplacedOptions(index, to: &out) }
    if number.isIPv6Extension {
      guard index + 1 < layers.count else { return }
      if number == .routing, layers[index + 1].range.isEmpty { return out.append(truncationMark: "ip6") }
      try summarize(index + 1, into: &out, options)
      return
    }
    var base = index
    while base > 0, layers[base].kind != .ipv6 { base -= 1 }
    guard let header = try? IPv6Packet(bytes(of: layers[base])) else { return }
    if header.declaredLength == 0, header.hasExtensionHeaders {
      guard let jumbo = header.jumboPayloadLength,
        Int(jumbo) + 40 >= Int(layers[index].payload.lowerBound - Int(layers[base].start))
      else { return out.append(truncationMark: "ip6") }
      out.append(missing: Int(jumbo) + 40 - layers[base].length)
    }
    let layer = layers[index]
    let declared = index == base ? header.payloadLength : nil
    let length = declared ?? layer.length - Int(layer.headerLength)
    try summarizeIPPayload(of: index, number, length: length, into: &out, options)
  }

  /// Says that hop-by-hop options stand where none may: only directly behind the IPv6 header (RFC 8200 section 4.1).
  private func appendMisplacedOptions(_ index: Int, to out: inout TextBuffer) {
    var at = index
    while at > 0, layers[at].kind != .ipv6, layers[at].kind != .hopByHop { at -= 1 }
    out.append(
      layers[at].kind == .hopByHop
        ? "[The Hop-by-Hop Options header was already found]"
        : "[The Hop-by-Hop Options header don't follow the IPv6 header]")
    out.append(" (invalid)")
  }
}

extension TextBuffer {
  /// Appends that a packet is shorter than it says, if it is.
  fileprivate mutating func append(missing length: Int) {
    guard length > 0 else { return }
    append("truncated-ip6 - ")
    append(length)
    append(" bytes missing!")
  }
}
