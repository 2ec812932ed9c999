import Bytes
import Dissection
import Packets

extension Summary {
  static let igmp = Summary(kind: .igmp, mark: "igmp") { (packet, index, out, options) throws(Truncation) in
    if options.quietness > 0 { return out.append("igmp") }
    let layer = packet.layers[index]
    let text = IGMPMessageText(bytes: packet.bytes(of: layer), length: layer.length)
    try text.append(to: &out, options)
    if layer.length >= 8, text.bytes.uint8(ifAt: 0) == 0x13 { try packet.summarizeDVMRP(index, into: &out, options) }
    if options.verbosity > 0 { text.appendChecksum(to: &out) }
  }
}

extension DissectedPacket {
  /// Writes the routing message that an IGMP message at `index` is, also where it was cut too early for a layer.
  fileprivate func summarizeDVMRP(
    _ index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    do throws(Truncation) {
      try Summary.writeDVMRP(self, index, &out, options)
    } catch {
      if !error.isMarked { out.append(truncationMark: "dvmrp") }
      throw Truncation(isMarked: true)
    }
  }
}

/// Writes an IGMP message.
private struct IGMPMessageText: ~Escapable {
  let bytes: RawSpan
  let length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let type = try bytes.uint8(at: 0)
    switch type {
    case 0x11:
      out.append("igmp query")
      if length >= 12 { try appendNewQuery(to: &out, options) } else { try appendOldQuery(to: &out, options) }
    case 0x12:
      try appendGroup(after: "igmp v1 report ", to: &out, options)
      if length != 8 { append(length: length, to: &out) }
    case 0x13: appendDVMRP(to: &out)
    case 0x14:
      out.append("igmp pimv1")
      do throws(Truncation) {
        try PIMVersion1Text(bytes, length: length).append(to: &out, options)
      } catch {
        out.append(truncationMark: "pimv1")
      }
    case 0x16: try appendGroup(after: "igmp v2 report ", to: &out, options)
    case 0x17: try appendGroup(after: "igmp leave ", to: &out, options)
    case 0x1e: try appendTrace("mresp ", to: &out, options)
    case 0x1f: try appendTrace("mtrace ", to: &out, options)
    case 0x22:
      out.append("igmp v3 report")
      try appendReport(to: &out, options)
    default:
      out.append("igmp-")
      out.append(type)
    }
  }

  private func appendGroup(
    after prefix: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let group = try bytes.uint32(at: 4)
    out.append(prefix)
    out.append(host: IPv4Address(rawValue: group), options)
  }

  private func append(length: Int, _ prefix: StaticString = " [len ", to out: inout TextBuffer) {
    out.append(prefix)
    out.append(length)
    out.append("]")
  }

  private func appendOldQuery(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let code = try bytes.uint8(at: 1)
    out.append(code == 0 ? " v1" : " v2")
    if code != 0, code != 100 { append(length: Int(code), " [max resp time ", to: &out) }
    if try bytes.uint32(at: 4) != 0 {
      try appendGroup(after: " [gaddr ", to: &out, options)
      out.append("]")
    }
    if length != 8 { append(length: length, to: &out) }
  }

  private func appendNewQuery(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(" v3")
    if length % 4 != 0 { return append(length: length, " [invalid len ", to: &out) }
    let code = try bytes.uint8(at: 1)
    if code != 100 {
      let tenths = IGMPMessage.responseTenths(code)
      out.append(" [max resp time ")
      if tenths < 600 {
        out.append(tenths / 10)
        out.append(".")
        out.append(tenths % 10)
        out.append("s")
      } else {
        out.append(span: UInt32(tenths / 10))
      }
      out.append("]")
    }
    if try bytes.uint32(at: 4) == 0 { return }
    try appendGroup(after: " [gaddr ", to: &out, options)
    let count = Int(try bytes.uint16(at: 10))
    if count > 0 {
      if length < 12 + 4 * count {
        out.append(" [invalid number of sources]")
      } else {
        try appendSources(count, at: 12, to: &out, options)
      }
    }
    out.append("]")
  }

  /// Writes how many sources there are, or with `-vv` which.
  private func appendSources(
    _ count: Int, at offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard options.verbosity > 1 else {
      out.append(", ")
      out.append(count)
      return out.append(" source(s)")
    }
    out.append(" {")
    for source in 0..<count {
      let address = try bytes.uint32(at: offset + 4 * source)
      out.append(" ")
      out.append(host: IPv4Address(rawValue: address), options)
    }
    out.append(" }")
  }

  private func appendReport(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    if length < 16 || length % 4 != 0 { return append(length: length, " [invalid len ", to: &out) }
    let count = try bytes.uint16(at: 6)
    out.append(", ")
    out.append(count)
    out.append(" group record(s)")
    guard options.verbosity > 0 else { return }
    var at = 8
    for _ in 0..<count {
      guard length >= at + 8 else { return out.append(" [invalid number of groups]") }
      let group = try bytes.uint32(at: at + 4)
      out.append(" [gaddr ")
      out.append(host: IPv4Address(rawValue: group), options)
      out.append(" ")
      appendRecordType(try bytes.uint8(at: at), to: &out)
      let sources = Int(try bytes.uint16(at: at + 2))
      guard length >= at + 8 + 4 * sources else {
        return append(length: sources, " [invalid number of sources ", to: &out)
      }
      try appendSources(sources, at: at + 8, to: &out, options)
      at += 8 + 4 * sources
      out.append("]")
    }
  }

  private func appendRecordType(_ type: UInt8, to out: inout TextBuffer) {
    if let name = Self.recordNames[type] { return out.append(name) }
    append(length: Int(type), " [v3-report-#", to: &out)
  }

  /// A question where multicast packets go along, or its answer. Source: draft-ietf-idmr-traceroute-ipm.
  private func appendTrace(
    _ name: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if length < 24 { return append(length: length, " [invalid len ", to: &out) }
    try bytes.require(24)
    out.append(name)
    out.append(bytes.load24(21))
    out.append(": ")
    out.append(host: IPv4Address(rawValue: bytes.load32(8)), options)
    out.append(" to ")
    out.append(host: IPv4Address(rawValue: bytes.load32(12)), options)
    out.append(" reply-to ")
    let address = IPv4Address(rawValue: bytes.load32(16))
    out.append(host: address, options)
    if address.isMulticast {
      out.append(" with-ttl ")
      out.append(bytes.load8(20))
    }
  }

  private func appendDVMRP(to out: inout TextBuffer) {
    out.append("igmp dvmrp")
    if length < 8 { append(length: length, to: &out) }
  }

  func appendChecksum(to out: inout TextBuffer) {
    guard bytes.has(length, at: 0), length >= 4 else { return }
    var sum = InternetChecksum()
    sum.add(bytes.prefix(length, from: 0))
    guard sum.value != 0 else { return }
    out.append(" bad igmp cksum ")
    out.append(hex: bytes.load16(2))
    out.append("!")
  }

  private static let recordNames = Tokens([
    1: "is_in", 2: "is_ex", 3: "to_in", 4: "to_ex", 5: "allow", 6: "block",
  ])
}
