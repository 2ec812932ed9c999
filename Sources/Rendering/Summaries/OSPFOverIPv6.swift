import Bytes
import Dissection
import Packets

/// Writes a message of OSPF version 3, over IPv6. Source: RFC 5340 appendix A, RFC 5613, RFC 7166 section 4.
struct OSPFOverIPv6: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let (type, version) = (try bytes.byte(1), try bytes.byte(0))
    out.append("OSPFv", version, ", ")
    guard let name = OSPFNames.types[type] else {
      out.append("unknown packet type (", type, "), length ")
      return out.append(length)
    }
    out.append(name)
    out.append(", length ", length)
    guard options.verbosity > 0 else { return }
    let end = Int(try bytes.half(2))
    if end > length { return out.append(" [len ", end, "]") }
    try bytes.need(4, at: 4)
    out.append("\n\tRouter-ID ")
    try out.append(ipv4: bytes, at: 4, options)
    if try bytes.word(8) == 0 {
      out.append(", Backbone Area")
    } else {
      out.append(", Area ")
      try out.append(ipv4: bytes, at: 8, options)
    }
    let instance = try bytes.byte(14)
    if instance != 0 { out.append(", Instance ", instance) }
    guard version == 3 else { return }
    try OSPFAdvertisements(bytes, end: end).append(type, to: &out, options)
    try appendTrailer(type, at: end, to: &out, options)
  }

  /// Writes what may follow the message: a block for signalling on the link, and what authenticates it.
  private func appendTrailer(
    _ type: UInt8, at end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = end
    if type == 1 || type == 2, try bytes.word(type == 1 ? 20 : 16) & Self.signaling != 0, at < length {
      if length - at < 4 { throw .marked }
      out.append("\n\tLLS Checksum 0x", hex: try bytes.half(at), width: 4)
      let count = Int(try bytes.half(at + 2))
      out.append(", Data Length ", count)
      if count < 4 || count > length - at { throw .marked }
      try bytes.check(count - 4, at: at + 4)
      at += count
    }
    guard at < length else { return }
    if length - at < Self.authenticationHeader { throw .marked }
    let kind = try bytes.half(at)
    if kind == 1 {
      out.append("\n\tAuthentication Type HMAC")
    } else {
      out.append("\n\tAuthentication Type unknown (0x", hex: kind, width: 4, ")")
    }
    let count = Int(try bytes.half(at + 2))
    out.append(", Length ", count)
    if count < Self.authenticationHeader || count > length - at { throw .marked }
    out.append(", SAID ", try bytes.half(at + 6))
    out.append(", CSN 0x", hex: try bytes.word(at + 8), width: 8)
    out.append(":", hex: try bytes.word(at + 12), width: 8)
    let data = count - Self.authenticationHeader
    try bytes.check(data, at: at + Self.authenticationHeader)
    guard options.verbosity > 1 else { return }
    out.append(hex: bytes.prefix(data, from: at + Self.authenticationHeader), indent: "\n\tAuthentication Data ")
  }

  /// The option that tells of such a block.
  private static let signaling: UInt32 = 0x200
  /// Bytes of what authenticates it, without the digest.
  private static let authenticationHeader = 16
}
