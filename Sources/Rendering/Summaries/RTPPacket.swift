import Bytes
import Dissection

extension Summary {
  static let rtp = Summary(kind: .rtp, mark: "rtp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    if length < 8 { return out.append(shortRTP: length, 8) }
    let header = try RTPPacket(bytes)
    let isVersion1 = header.version == 1
    if !isVersion1, length < 12 { return out.append(shortRTP: length, 12) }
    out.append(isVersion1 ? "udp/rtpv1 " : "udp/rtp ")
    out.append(length - header.headerLength)
    out.append(" c")
    out.append(header.payloadType)
    out.append(header.hasExtension ? " +" : " ")
    if header.hasMarker { out.append("*") }
    out.append(" ")
    out.append(header.sequence)
    out.append(" ")
    out.append(header.timestamp)
    if options.verbosity > 0 { try header.appendDetails(bytes, length, to: &out) }
  }
}

extension TextBuffer {
  fileprivate mutating func append(shortRTP length: Int, _ least: Int) {
    append("udp/rtp, length ")
    append(length)
    append(" < ")
    append(least)
  }
}

extension RTPPacket {
  /// Writes the source, and what is odd behind the header.
  fileprivate func appendDetails(_ bytes: RawSpan, _ length: Int, to out: inout TextBuffer) throws(Truncation) {
    let source = try source.captured()
    out.append(" ")
    out.append(source)
    var at = headerLength
    // In 32-bit words, as the lengths of options and extensions are.
    var rest = length / 4 - headerLength / 4
    if hasExtension, version == 1 {
      var isLast = false
      while !isLast {
        let option = try bytes.uint32(at: at)
        let words = Int(option >> 16 & 0xff)
        guard words > 0, words <= rest else { return out.append(" !opt") }
        at += words * 4
        rest -= words
        isLast = option >> 31 == 1
      }
    } else if hasExtension {
      let words = Int(try bytes.uint32(at: at) & 0xffff) + 1
      guard words <= rest else { return out.append(" !ext") }
      at += words * 4
    }
    guard payloadType == 0x1f else { return }
    let word = try bytes.uint32(at: at)
    out.append(" 0x")
    out.append(hex: word >> 16, width: 4)
  }
}
