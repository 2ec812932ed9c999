import Bytes
import Dissection

extension Summary {
  static let zmtp = Summary(kind: .zmtp, mark: "zmtp1") { (packet, index, out, options) throws(Truncation) in
    out.append(": ZMTP/1.0")
    let bytes = packet.bytes(of: packet.layers[index])
    try ZMTPFrame.append(frames: bytes, upTo: bytes.byteCount, to: &out, options)
  }
}

extension ZMTPFrame {
  /// Bytes of a frame that are dumped when only a little is to be told.
  private static let dumpLength = 128

  /// Writes what a datagram says to have `length` bytes of: where the first frame begins that begins in it, what is
  /// before that of one that has begun in an earlier datagram, and frames. Source: 0MQ over PGM, RFC 3 of ZeroMQ.
  static func append(
    datagram bytes: RawSpan, length: UInt16, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let offset = try bytes.uint16(at: 0)
    out.append("\n\t frame offset 0x", hex: offset, width: 4)
    // No frame begins in it.
    if offset == 0xffff {
      // As tcpdump counts where not even the offset has room.
      let count = UInt32(length) &- 2
      return append(part: bytes.suffix(from: 2), UInt64(count), to: &out, options)
    }
    let first = 2 + Int(offset)
    guard first <= Int(length) else {
      out.append(" (exceeds datagram declared length)")
      throw Truncation()
    }
    append(part: bytes.prefix(Int(offset), from: 2), UInt64(offset), to: &out, options)
    try append(frames: bytes.suffix(from: first), upTo: min(Int(length), bytes.byteCount) - first, to: &out, options)
  }

  /// Writes a part of a frame of so many bytes, as far as they were captured.
  private static func append(
    part bytes: RawSpan, _ length: UInt64, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    guard length > 0 else { return }
    out.append("\n\t frame intermediate part, ", length, " bytes")
    var count = bytes.byteCount
    if length > UInt64(count) { out.append(captured: count) } else { count = Int(length) }
    if options.verbosity == 1 { count = min(dumpLength, count) }
    guard count > 1 else { return }
    out.append(", first ", count, " byte(s):")
    out.append(hexAndASCII: bytes.prefix(count, from: 0), indent: "\n\t ")
  }

  /// Writes frames one after the other, as far as they begin in the first `end` bytes.
  fileprivate static func append(
    frames bytes: RawSpan, upTo end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var at = 0
    while at < end {
      out.append("\n\t")
      let frame = try ZMTPFrame(bytes.suffix(from: at))
      at += frame.headerLength
      out.append(frame.isLong ? " frame flags+body (64-bit) length" : " frame flags+body  (8-bit) length")
      let length = try frame.length.captured()
      out.append(" ")
      out.append(length)
      guard length > 0 else { continue }
      let flags = try frame.flags.captured()
      let body = bytes.prefix(max(0, end - at), from: at)
      if length > UInt64(body.byteCount) { out.append(captured: body.byteCount) }
      out.append(", flags 0x")
      out.append(hex: flags, width: 2)
      if options.verbosity > 0 { append(flags, body, length, to: &out, options) }
      guard length <= UInt64(bytes.suffix(from: at).byteCount) else { throw Truncation() }
      at += Int(length)
    }
  }

  private static func append(
    _ flags: UInt8, _ body: RawSpan, _ length: UInt64, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    out.append(" (")
    var bit: UInt8 = 0x80
    while bit != 0 {
      out.append(flags & bit == 0 ? "-" : bit == 1 ? "MORE" : "MBZ")
      if bit > 1 { out.append("|") }
      bit >>= 1
    }
    out.append(")")
    var count = length < UInt64(body.byteCount) ? Int(length) : body.byteCount
    if options.verbosity == 1 { count = min(dumpLength + 1, count) }
    guard count > 1 else { return }
    out.append(", first ")
    out.append(count - 1)
    out.append(" byte(s) of body:")
    out.append(hexAndASCII: body.prefix(count - 1, from: 1), indent: "\n\t ")
  }
}

extension TextBuffer {
  fileprivate mutating func append(captured count: Int) {
    append(" (")
    append(count)
    append(" captured)")
  }
}
