import Bytes
import Dissection

extension Summary {
  static let zmtp = Summary(kind: .zmtp, mark: "zmtp1") { (packet, index, out, options) throws(Truncation) in
    out.append(": ZMTP/1.0")
    try ZMTPFrame.append(frames: packet.bytes(of: packet.layers[index]), to: &out, options)
  }
}

extension ZMTPFrame {
  /// Bytes of a frame that are dumped when only a little is to be told.
  private static let dumpLength = 128

  /// Writes frames one after the other.
  fileprivate static func append(
    frames bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var rest = bytes
    while !rest.isEmpty {
      out.append("\n\t")
      let frame = try ZMTPFrame(rest)
      out.append(frame.isLong ? " frame flags+body (64-bit) length" : " frame flags+body  (8-bit) length")
      let length = try frame.length.captured()
      out.append(" ")
      out.append(length)
      guard length > 0 else {
        rest = rest.suffix(from: frame.headerLength)
        continue
      }
      let flags = try frame.flags.captured()
      let body = rest.suffix(from: frame.headerLength)
      if length > UInt64(body.byteCount) { out.append(captured: body.byteCount) }
      out.append(", flags 0x")
      out.append(hex: flags, width: 2)
      if options.verbosity > 0 { append(flags, body, length, to: &out, options) }
      guard length <= UInt64(body.byteCount) else { throw Truncation() }
      rest = body.suffix(from: Int(length))
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
