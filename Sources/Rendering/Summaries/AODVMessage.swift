import Bytes
import Dissection
import Packets

extension Summary {
  static let aodv = Summary(kind: .aodv, mark: "aodv", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      let text = AODVText(packet.bytes(of: layer), layer.length, isIPv6: packet.isOverIPv6(index))
      try text.append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "aodv")
    }
  }
}

/// Writes a message that looks for a route. Source: RFC 3561 section 5, the same with longer addresses, and
/// draft-perkins-manet-aodv6-01.
private struct AODVText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  private let isIPv6: Bool
  /// Whether it is one of the first draft for IPv6, which may come over either.
  private let isDraft: Bool
  /// Bytes of an address.
  private let size: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int, isIPv6: Bool) {
    self.bytes = bytes
    self.length = length
    isDraft = (16...18).contains(bytes.uint8(ifAt: 0) ?? 0)
    self.isIPv6 = isIPv6 || isDraft
    size = self.isIPv6 ? 16 : 4
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let type = try bytes.byte(0)
    out.append(" aodv")
    switch type {
    case 1, 16: try appendRequest(to: &out, options)
    case 2, 17: try appendReply(to: &out, options)
    case 3, 18: try appendError(to: &out, options)
    case 4, 19: out.append(" rrep-ack ", length)
    default:
      out.append(" type ", type, " ")
      out.append(length)
    }
  }

  private func append(
    address at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if isIPv6 { try out.append(ipv6: bytes, at: at, options) } else { try out.append(ipv4: bytes, at: at, options) }
  }

  private func appendRequest(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let count = 16 + 2 * size
    // The draft has both numbers in front of both addresses.
    let (target, source) = isDraft ? (16, 32) : (8, 12 + size)
    let (targetNumber, sourceNumber) = isDraft ? (8, 12) : (8 + size, 12 + 2 * size)
    if length < count { throw .marked }
    try bytes.need(count)
    out.append(isIPv6 && !isDraft ? " v6 rreq " : " rreq ", length, " ")
    // The flags are looked for where the type is.
    let flags = bytes.load8(0)
    if flags & 0x80 != 0 { out.append("[J]") }
    if flags & 0x40 != 0 { out.append("[R]") }
    if flags & 0x20 != 0 { out.append("[G]") }
    if flags & 0x10 != 0 { out.append("[D]") }
    out.append(flags & 0x08 != 0 ? "[U] hops " : " hops ", bytes.load8(3), " id 0x")
    out.append("", hex: bytes.load32(4), width: 8, "\n\tdst ")
    try append(address: target, to: &out, options)
    out.append(" seq ", bytes.load32(targetNumber), " src ")
    try append(address: source, to: &out, options)
    out.append(" seq ", bytes.load32(sourceNumber))
    try appendExtension(count, to: &out)
  }

  private func appendReply(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let count = 12 + 2 * size
    if length < count { throw .marked }
    try bytes.need(count)
    let flags = bytes.load8(0)
    out.append(" rrep ", length, flags & 0x80 != 0 ? " [R]" : " ")
    out.append(flags & 0x40 != 0 ? "[A] prefix " : " prefix ", bytes.load8(2) & 0x1f, " hops ")
    out.append("", bytes.load8(3), "\n\tdst ")
    try append(address: isDraft ? 8 : 4, to: &out, options)
    out.append(" dseq ", bytes.load32(isDraft ? 4 : 4 + size), " src ")
    try append(address: 8 + size, to: &out, options)
    out.append(" ", bytes.load32(8 + 2 * size), " ms")
    try appendExtension(count, to: &out)
  }

  private func appendError(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    if length < 4 { throw .marked }
    try bytes.need(4)
    out.append(bytes.load8(1) & 0x80 != 0 ? " rerr [D] [items " : " rerr  [items ", bytes.load8(3), "] [")
    out.append("", length, "]:")
    for index in 0..<Int(bytes.load8(3)) {
      let at = 4 + index * (size + 4)
      if length - at < size + 4 { throw .marked }
      try bytes.need(size + 4, at: at)
      out.append(" {")
      try append(address: at, to: &out, options)
      out.append("}(", bytes.load32(at + size), ")")
    }
  }

  private func appendExtension(_ at: Int, to out: inout TextBuffer) throws(PartStop) {
    guard length - at >= 2 else { return }
    let (type, count) = (try bytes.byte(at), try bytes.byte(at + 1))
    guard type == 1 else {
      out.append("\n\text ", type, " ")
      return out.append(count)
    }
    if length - at < 6 { throw .marked }
    if count < 4 { return out.append("\n\text HELLO - bad length ", count) }
    out.append("\n\text HELLO ", try bytes.word(at + 2), " ms")
  }
}
