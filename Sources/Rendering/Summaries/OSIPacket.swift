import Bytes
import Dissection
import Packets

extension Summary {
  static let osiPadding = Summary(kind: .osiPadding, mark: "osi", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    try packet.bytes(of: packet.layers[index]).require(1)
    try packet.summarize(index + 1, into: &out, options)
  }

  static let osi = Summary(kind: .osi, mark: "isoclns") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let number = try bytes.uint8(at: 0)
    if options.showsLinkHeader {
      out.append("OSI NLPID ", number, OSIText.protocolNames, orElse: "Unknown", " (0x")
      out.append(hexByte: number)
      out.append("): ")
    }
    if number == 0 { return out.append(options.showsLinkHeader ? "length: " : ", length: ", layer.length) }
    if index + 1 < packet.layers.count, try packet.summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader {
      out.append("OSI NLPID 0x")
      out.append(hexByte: number)
      out.append(" unknown")
    }
    out.append(options.showsLinkHeader ? "length: " : ", length: ", layer.length)
    if layer.length > 1 { out.append(hex: bytes, indent: "\n\t") }
  }
}

/// What the protocols of OSI's network layer have in common.
enum OSIText {
  /// Names of protocols by the number that a packet begins with.
  static let protocolNames = Tokens([
    0: "NULL", 8: "Q.933", 9: "LMI", 128: "SNAP", 129: "CLNP", 130: "ES-IS", 131: "IS-IS", 132: "CONS", 133: "IDRP",
    193: "ISIS_SPB", 177: "FRF.15", 204: "IPv4", 207: "PPP", 138: "X25 ES-IS", 142: "IPv6",
  ])

  /// The checksum that bytes should have at an offset. Source: ISO/IEC 8473-1 annex C.
  private static func checksum(of bytes: RawSpan, at offset: Int) -> UInt16 {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for index in 0..<bytes.byteCount {
      if index != offset, index != offset + 1 { low += UInt64(bytes.load8(index)) }
      high += low
    }
    // Sums of more than 2^32 lose what C's 32 bits lose.
    let (c0, c1) = (Int64(UInt32(truncatingIfNeeded: low) % 255), Int64(UInt32(truncatingIfNeeded: high) % 255))
    let product = Int64(bytes.byteCount - offset) * c0
    var (x, y) = (product - c0 - c1, c1 - product - 1)
    if y >= 0 { y += 1 }
    if x < 0 { x -= 1 }
    x %= 255
    y %= 255
    if x == 0 { x = 255 }
    if y == 0 { y = 255 }
    return UInt16(truncatingIfNeeded: x << 8 | y & 0xff)
  }

  /// Says whether the checksum at an offset of `length` bytes is right.
  static func append(
    _ checksum: UInt16, of bytes: RawSpan, at offset: Int, length: Int, to out: inout TextBuffer
  ) {
    let isWhole = length >= 0 && bytes.has(2, at: offset) && bytes.has(length, at: 0)
    guard checksum != 0, isWhole, offset <= length else { return out.append(" (unverified)") }
    let expected = Self.checksum(of: bytes.prefix(length, from: 0), at: offset)
    if expected == checksum { return out.append(" (correct)") }
    out.append(" (incorrect should be 0x", hex: expected, width: 4, ")")
  }
}

extension TextBuffer {
  /// Appends a network service access point: pairs of bytes behind the first. - Throws: `.truncated` when it is cut.
  mutating func append(accessPoint bytes: RawSpan, at offset: Int, count: Int) throws(PartStop) {
    guard (1...20).contains(count) else { return append("isonsap_string: illegal length") }
    try bytes.need(count, at: offset)
    for index in 0..<count {
      append(hexByte: bytes.load8(offset + index))
      if index & 1 == 0, index + 1 != count { append(".") }
    }
  }
}
