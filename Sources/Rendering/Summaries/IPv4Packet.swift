import Bytes
import Dissection
import Packets

extension Summary {
  static let ipv4 = Summary(kind: .ipv4, mark: "ip", goesOnWhenCut: true, write: writeIPv4)

  /// Called directly by `summarize`.
  static func writeIPv4(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard let first = bytes.uint8(ifAt: 0) else {
      throw out.giveUp("ip")
    }
    guard checkVersion(first >> 4, &out) else { return }
    if !options.showsLinkHeader { out.append("IP ") }
    if layer.length < 20 {
      try packet.buffer(of: layer).prefix(packet.limit(of: index), from: 0).require(20, at: Int(layer.start))
      out.append("truncated-ip ")
      return out.append(layer.length)
    }
    let header = try IPv4Packet(bytes)
    guard checkLengths(header, layer, &out) else { return }
    if options.verbosity > 0 {
      let isCut: Bool
      do throws(Truncation) {
        isCut = try header.appendDetails(to: &out, bytes, options)
      } catch {
        throw out.giveUp("ip")
      }
      if isCut { throw Truncation() }
    }
    guard header.fragmentOffset == 0 else { return header.appendFragment(to: &out, options) }
    try packet.summarizePayload(of: header, index, into: &out, options)
  }

  /// Whether the packet is IPv4 at all; says so otherwise.
  private static func checkVersion(_ version: UInt8, _ out: inout TextBuffer) -> Bool {
    if version == 4 { return true }
    out.append("IP")
    out.append(version)
    if version == 6 { out.append(", wrong link-layer encapsulation") }
    out.append(" (invalid)")
    return false
  }

  /// Whether the lengths leave a header to look at; says what is wrong otherwise.
  private static func checkLengths(_ header: borrowing IPv4Packet, _ layer: Layer, _ out: inout TextBuffer) -> Bool {
    let total = Int(header.totalLength)
    if header.headerLength < 20 {
      out.append("bad-hlen ")
      out.append(header.headerLength)
      return false
    }
    if layer.length < total {
      out.append("truncated-ip - ")
      out.append(total - layer.length)
      out.append(" bytes missing! ")
    }
    if total < header.headerLength {
      out.append("bad-len ")
      out.append(total)
      return false
    }
    return true
  }
}

extension DissectedPacket {
  /// Where the captured bytes end that the nearest IP packet around a layer has: its own declared length may be less.
  fileprivate func limit(of index: Int) -> Int {
    var at = index - 1
    let buffer = layers[index].buffer
    // What an error quotes ends where it says so itself.
    if at >= 0, layers[at].kind == .icmp { return Int(layers[index].end) }
    while at >= 0, layers[at].buffer == buffer, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 }
    guard at >= 0, layers[at].buffer == buffer else { return self.buffer(of: layers[index]).byteCount }
    return Int(layers[at].end)
  }

  fileprivate func summarizePayload(
    of header: borrowing IPv4Packet, _ index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if !header.ipProtocol.hasPorts { header.appendAddresses(to: &out, options) }
    let layer = layers[index]
    let captured = layer.range.count
    if captured < header.headerLength {
      out.append(" [remaining caplen(")
      out.append(captured)
      out.append(") < header length(")
      out.append(header.headerLength)
      out.append(")]")
      throw out.giveUp("ip")
    }
    let declared = header.payloadLength ?? layer.length - header.headerLength
    try summarizeIPPayload(of: index, header.ipProtocol, length: max(0, declared), into: &out, options)
  }
}

extension IPv4Packet {
  fileprivate func appendAddresses(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(host: source, options)
    out.append(" > ")
    out.append(host: destination, options)
    out.append(": ")
  }

  /// A fragment that is not the first: nothing in it tells more than its protocol.
  fileprivate func appendFragment(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.quietness > 1 { return }
    out.append(host: source, options)
    out.append(" > ")
    out.append(host: destination, options)
    out.append(":")
    out.append(protocolName: ipProtocol, options)
  }

  /// The parenthesis of `-v`, and the line break after it; returns whether it was cut among an option's data.
  fileprivate func appendDetails(
    to out: inout TextBuffer, _ bytes: RawSpan, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    out.append("(tos 0x")
    out.append(hex: trafficClass)
    switch trafficClass & 3 {
    case 1: out.append(",ECT(1)")
    case 2: out.append(",ECT(0)")
    case 3: out.append(",CE")
    default: break
    }
    if timeToLive > 0 {
      out.append(", ttl ")
      out.append(timeToLive)
    }
    out.append(", id ")
    out.append(identification)
    out.append(", offset ")
    out.append(fragmentOffset)
    out.append(", flags [")
    Self.flagNames.append(UInt32(flags), none: "none", to: &out)
    out.append("], proto ")
    out.append(IPProtocol.names[ipProtocol.rawValue] ?? "unknown")
    out.append(" (")
    out.append(ipProtocol.rawValue)
    out.append("), length ")
    out.append(totalLength)
    var isCut = false
    if hasOptions {
      out.append(", options (")
      isCut = try appendOptions(to: &out, bytes, options)
      out.append(")")
    }
    if !options.skipsChecksums, bytes.has(headerLength, at: 0) { appendChecksum(to: &out, bytes) }
    out.append(")\n    ")
    if isCut { appendAddresses(to: &out, options) }
    return isCut
  }

  private func appendChecksum(to out: inout TextBuffer, _ bytes: RawSpan) {
    var sum = InternetChecksum()
    sum.add(bytes.prefix(headerLength, from: 0))
    guard sum.value != 0 else { return }
    out.append(", bad cksum ")
    out.append(hex: checksum)
    out.append(" (->")
    out.append(hex: checksum.expected(folded: sum.folded))
    out.append(")!")
  }

  private static let flagNames = BitTokens([(0x2000, "+"), (0x4000, "DF"), (0x8000, "rsvd")])
}

extension UInt16 {
  /// The checksum that would be right, given the one that is there and the folded sum over data that hold it.
  func expected(folded: UInt16) -> UInt16 {
    var sum = UInt32(~folded) + UInt32(self)
    // One's complement: adding the error to what is there; the carry comes back in.
    sum = (sum & 0xffff) + (sum >> 16)
    return UInt16(truncatingIfNeeded: sum)
  }
}
