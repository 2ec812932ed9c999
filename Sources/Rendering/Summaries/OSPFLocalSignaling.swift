import Bytes

/// Writes the block for signalling on a link that may follow an OSPF message. Source: RFC 5613.
///
///     0          2                 4
///     | checksum | length in words | elements: type, length, value
struct OSPFLocalSignaling: ~Escapable {
  private let bytes: RawSpan
  /// Where what follows the message ends.
  private let end: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// Writes the block at a place.
  func append(at start: Int, to out: inout TextBuffer) throws(PartStop) {
    guard start < end else { return out.append("\n\t[LLS truncated]") }
    out.append("\n\t  LLS: checksum: 0x", hex: try bytes.half(start), width: 4)
    out.append(", length: ", try bytes.half(start + 2))
    var at = start + 4
    while at < end {
      let type = try bytes.half(at)
      out.append("\n\t    ", type, Self.names, orElse: "Unknown TLV", " (")
      out.append("", type, ")")
      let length = Int(try bytes.half(at + 2))
      out.append(", length: ", length)
      at += 4
      if let right = Self.lengths[type], right != length {
        out.append(" [should be ", right, "]")
      }
      switch type {
      case 1:
        let options = try bytes.word(at)
        out.append("\n\t      Options: 0x", hex: options, width: 8)
        out.append(" [", bits: options, Self.options, none: "?", "]")
      case 2: out.append("\n\t      Sequence number: 0x", hex: try bytes.word(at), width: 8)
      default: break
      }
      at += Self.lengths[type] ?? length
    }
  }

  private static let names = Tokens([1: "Extended Options", 2: "MD5 Authentication"])
  private static let lengths: [UInt16: Int] = [1: 4, 2: 20]
  private static let options = BitTokens([(1, "LSDB resync"), (2, "Restart")])
}
