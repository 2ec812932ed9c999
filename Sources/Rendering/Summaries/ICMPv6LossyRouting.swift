import Bytes
import Dissection
import Packets

// RPL, routing in low-power and lossy networks (RFC 6550 section 6).

extension ICMPv6Text {
  func appendLossyRouting(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if code & 0x80 != 0 { return out.append(", (SEC) [worktodo]") }
    out.append(", (CLR)")
    let isTold = options.verbosity > 0
    switch code {
    case 0: out.append("DODAG Information Solicitation")
    case 1:
      out.append("DODAG Information Object")
      if isTold { try appendInformation(to: &out, options) }
    case 2:
      out.append("Destination Advertisement Object")
      if isTold { try appendAdvertisement(to: &out, options) }
    case 3:
      out.append("Destination Advertisement Object Ack")
      if isTold { try appendAcknowledgement(to: &out, options) }
    default:
      out.append("RPL message, unknown code ")
      out.append(code)
    }
  }

  /// Bytes behind the ICMPv6 header; a very large number when not even that is there.
  private var bodyLength: Int { Int(UInt32(truncatingIfNeeded: length - 4)) }

  private func appendInformation(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if bodyLength < 24 {
      out.append(" [length ")
      out.append(bodyLength)
      return out.append(" < 24] (invalid)")
    }
    try bytes.require(28)
    out.append(" [dagid:")
    out.append(host: try address(12), options)
    out.append(",seq:")
    out.append(bytes.load8(9))
    out.append(",instance:")
    out.append(bytes.load8(4))
    out.append(",rank:")
    out.append(bytes.load16(6))
    let modes = bytes.load8(8)
    out.append(modes & 0x80 != 0 ? ",grounded,mop:" : ",mop:")
    out.append(modes >> 3 & 7, named: Self.modeNames, orElse: "mop")
    out.append(",prf:")
    out.append(modes & 7)
    out.append("]")
    if options.verbosity > 1 { try appendRoutingOptions(from: 28, bodyLength - 24, to: &out, options) }
  }

  private static let modeNames = Tokens([
    0: "nonstoring", 1: "storing", 2: "nonstoring-multicast", 3: "storing-multicast",
  ])

  private func appendAdvertisement(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    // The reference wants to see the place of the graph's address even where there is none.
    try bytes.require(24)
    let flags = bytes.load8(5)
    let hasGraph = flags & 0x40 != 0
    guard bodyLength >= (hasGraph ? 20 : 4) else { return out.append(" [|length too short]") }
    try appendGraph(hasGraph, sequence: 7, to: &out, options)
    if flags & 0x80 != 0 { out.append(",acK") }
    if hasGraph { out.append(",Dagid") }
    out.append(",")
    out.append(hexByte: flags)
    out.append("]")
    let header = hasGraph ? 20 : 4
    if options.verbosity > 1 { try appendRoutingOptions(from: 4 + header, bodyLength - header, to: &out, options) }
  }

  private func appendAcknowledgement(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try bytes.require(8)
    guard bodyLength >= 4 else { return out.append(" [|dao-length too short]") }
    let hasGraph = bytes.load8(5) & 0x80 != 0
    if hasGraph { try bytes.require(24) }
    let header = hasGraph ? 20 : 4
    guard bodyLength >= header else { return out.append(" [|dao-length too short]") }
    try appendGraph(hasGraph, sequence: 6, to: &out, options)
    out.append(",status:")
    out.append(bytes.load8(7))
    out.append("]")
    if options.verbosity > 1 { try appendRoutingOptions(from: 4 + header, bodyLength - header, to: &out, options) }
  }

  /// Writes the graph's address, a sequence number that stands at an offset, and the instance.
  private func appendGraph(
    _ hasGraph: Bool, sequence: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(" [dagid:")
    if hasGraph { out.append(host: try address(8), options) } else { out.append("<elided>") }
    out.append(",seq:")
    out.append(bytes.load8(sequence))
    out.append(",instance:")
    out.append(bytes.load8(4))
  }

  private func appendRoutingOptions(
    from offset: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var at = offset
    let end = offset + length
    while at < end {
      let type = try bytes.uint8(at: at)
      if type == 0 {
        out.append(" opt:pad1")
        at += 1
        continue
      }
      guard at + 2 <= end else { throw Truncation() }
      let size = Int(try bytes.uint8(at: at + 1)) + 2
      out.append(" opt:")
      out.append(type, named: Self.optionNames, orElse: "subopt:")
      out.append(" len:")
      out.append(size)
      out.append(" ")
      let option = try bytes.bytes(at: at, count: size)
      guard at + size <= end else { throw Truncation() }
      if options.verbosity > 2 { out.append(hex: option.suffix(from: 2), indent: " ") }
      at += size
    }
  }

  private static let optionNames = Tokens([
    0: "pad1", 1: "padN", 2: "metrics", 3: "routinginfo", 4: "config", 5: "rpltarget", 6: "transitinfo",
    8: "destprefix", 9: "rpltargetdesc",
  ])
}
