import Bytes
import Dissection

extension TCPSegment {
  /// Writes the options in brackets.
  func appendOptions(
    _ note: TCPSequenceNote, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(", options [")
    let bytes = self.options
    var at = 0
    var isFirst = true
    while at < optionsLength {
      if !isFirst { out.append(",") }
      isFirst = false
      let type = try bytes.uint8(at: at)
      out.append(type, named: Self.optionNames, orElse: "unknown-")
      if type == 0 { break }
      if type == 1 {
        at += 1
        continue
      }
      let length = Int(try bytes.uint8(at: at + 1))
      guard length >= 2, length <= optionsLength - at else {
        out.append("[bad opt]>")
        return
      }
      let body = bytes.prefix(length - 2, from: at + 2)
      try append(option: type, body, length - 2, note, to: &out, options)
      at += length
    }
    out.append("]")
  }

  private func append(
    option type: UInt8, _ body: RawSpan, _ length: Int, _ note: TCPSequenceNote, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch type {
    case 2:
      out.append(" ")
      out.append(try body.uint16(at: 0))
    case 3:
      out.append(" ")
      out.append(try body.uint8(at: 0))
    case 4: break
    case 5:
      try appendBlocks(body, length, options.showsAbsoluteSequenceNumbers ? 0 : note.selectiveBase, to: &out)
    case 8:
      out.append(" val ")
      out.append(try body.uint32(at: 0))
      out.append(" ecr ")
      out.append(try body.uint32(at: 4))
    default:
      try body.require(length)
      out.append(" 0x")
      for at in 0..<body.byteCount { out.append(hexByte: body.load8(at)) }
    }
  }

  private func appendBlocks(_ body: RawSpan, _ length: Int, _ base: UInt32, to out: inout TextBuffer) throws(Truncation)
  {
    guard length % 8 == 0 else { return out.append(" malformed sack") }
    out.append(" ")
    out.append(length / 8)
    out.append(" ")
    for at in stride(from: 0, to: length, by: 8) {
      out.append("{")
      out.append(try body.uint32(at: at) &- base)
      out.append(":")
      out.append(try body.uint32(at: at + 4) &- base)
      out.append("}")
    }
  }

  private static let optionNames = Tokens([
    0: "eol", 1: "nop", 2: "mss", 3: "wscale", 4: "sackOK", 5: "sack", 6: "echo", 7: "echoreply", 8: "TS", 11: "cc",
    12: "ccnew", 13: "ccecho", 19: "md5", 20: "scps", 28: "uto", 29: "tcp-ao", 30: "mptcp", 34: "tfo", 254: "exp",
  ])
}
