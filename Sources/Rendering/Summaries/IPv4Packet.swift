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
    out.write(atMost: 128) { appendFields(to: &$0) }
    var isCut = false
    if hasOptions {
      out.append(", options (")
      isCut = try appendOptions(to: &out, bytes, options)
      out.append(")")
    }
    if !options.skipsChecksums, bytes.has(headerLength, at: 0) {
      let header = bytes.prefix(headerLength, from: 0)
      out.write(atMost: 32) { appendChecksum(over: header, to: &$0) }
    }
    out.append(")\n    ")
    if isCut { appendAddresses(to: &out, options) }
    return isCut
  }

  /// Appends the parenthesis of `-v` as far as every header has it: at most 128 bytes.
  @inline(__always)
  func appendFields(to out: inout TextCursor) {
    out.append("(tos 0x")
    out.append(shortHex: trafficClass)
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
    out.append(UInt16(truncatingIfNeeded: fragmentOffset))
    out.append(", flags [")
    appendFlagNames(to: &out)
    out.append("], proto ")
    out.append(ipProtocol)
    out.append(", length ")
    out.append(totalLength)
  }

  /// Appends what is wrong with the checksum, if it is: at most 32 bytes.
  ///
  /// - Parameter header: the header with its options.
  @inline(__always)
  func appendChecksum(over header: RawSpan, to out: inout TextCursor) {
    var sum = InternetChecksum()
    sum.add(header)
    guard sum.value != 0 else { return }
    out.append(", bad cksum ")
    out.append(shortHex: checksum)
    out.append(" (->")
    out.append(shortHex: checksum.expected(folded: sum.folded))
    out.append(")!")
  }

  @inline(__always)
  private func appendFlagNames(to out: inout TextCursor) {
    switch flags >> 13 {
    case 0: out.append("none")
    case 1: out.append("+")
    case 2: out.append("DF")
    case 3: out.append("+, DF")
    case 4: out.append("rsvd")
    case 5: out.append("+, rsvd")
    case 6: out.append("DF, rsvd")
    default: out.append("+, DF, rsvd")
    }
  }
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
