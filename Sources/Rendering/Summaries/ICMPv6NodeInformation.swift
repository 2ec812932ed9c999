import Bytes
import Dissection
import Packets

// Node information queries (RFC 4620) and what there was before them. The old forms are told apart by the length of
// what was captured.

extension ICMPv6Text {
  /// What a query asks for, and a reply has.
  private enum Question {
    static let nothing: UInt16 = 0
    static let types: UInt16 = 1
    static let name: UInt16 = 2
    static let addresses: UInt16 = 3
  }

  private static let fixedLength = 16

  func appendNodeQuery(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if bytes.byteCount == 12 { return out.append(" who-are-you request") }
    out.append(" node information query")
    guard bytes.has(Self.fixedLength, at: 0) else { return out.append(truncationMark: "icmp6") }
    let question = bytes.load16(4)
    out.append(" (")
    try appendQuestion(question, isReply: false, to: &out)
    if question == Question.nothing || question == Question.types {
      if bytes.byteCount != Self.fixedLength, options.verbosity > 0 { out.append(", invalid len") }
    } else if bytes.byteCount == Self.fixedLength {
      out.append(", 03 draft")
    } else {
      try appendSubject(code, to: &out, options)
    }
    out.append(")")
  }

  private func appendQuestion(_ question: UInt16, isReply: Bool, to out: inout TextBuffer) throws(Truncation) {
    let flags = UInt32(bytes.load16(6))
    switch question {
    case Question.nothing: out.append("noop")
    case Question.types:
      out.append("supported qtypes")
      if flags != 0 { out.append(flags & 1 != 0 ? " [C]" : " []") }
    case Question.name: out.append("DNS name")
    case Question.addresses:
      out.append("node addresses")
      if !isReply { appendAddressFlags(flags & ~1, isSet: flags != 0, to: &out) }
    default: out.append("unknown")
    }
  }

  private func appendAddressFlags(_ flags: UInt32, isSet: Bool, to out: inout TextBuffer) {
    guard isSet else { return }
    out.append(" [")
    Self.addressFlagNames.append(flags, none: "", separator: "", to: &out)
    out.append("]")
  }

  private static let addressFlagNames = BitTokens([
    (0x40, "a"), (0x20, "G"), (0x10, "S"), (0x08, "L"), (0x04, "C"), (0x02, "A"), (0x01, "T"),
  ])

  private func appendSubject(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch code {
    case 0:
      guard try hasSubject(16, to: &out, options) else { return }
      out.append(", subject=")
      out.append(host: try address(Self.fixedLength), options)
    case 1:
      out.append(", subject=DNS name")
      try appendName(at: Self.fixedLength, to: &out, options)
    case 2:
      guard try hasSubject(4, to: &out, options) else { return }
      out.append(", subject=")
      out.append(host: IPv4Address(rawValue: bytes.load32(Self.fixedLength)), options)
    default: out.append(", unknown subject")
    }
  }

  /// Whether the subject has its size; says so when there is too much of it.
  private func hasSubject(
    _ size: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    guard bytes.has(size, at: Self.fixedLength) else { return false }
    if bytes.byteCount == Self.fixedLength + size { return true }
    if options.verbosity > 0 { out.append(", invalid subject len") }
    return false
  }

  /// Writes a name that all the rest is: with its length in front, or in labels.
  private func appendName(
    at offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let first = Int(try bytes.uint8(at: offset))
    if first == bytes.byteCount - offset - 1 {
      if options.verbosity > 0 { out.append(", 03 draft") }
      out.append(", \"")
      out.append(visible: bytes.suffix(from: offset + 1))
    } else {
      out.append(", \"")
      appendLabels(at: offset, to: &out)
    }
    out.append("\"")
  }

  private func appendLabels(at offset: Int, to out: inout TextBuffer) {
    var at = offset
    while let count = bytes.uint8(ifAt: at).map(Int.init) {
      at += 1
      let rest = bytes.byteCount - at
      if count == 0 {
        if rest == 0 { return out.append(".") }
        if rest > 1 || bytes.load8(at) != 0 { out.append("???") }
        return
      }
      if count > rest { return out.append("???") }
      out.append(visible: bytes.prefix(count, from: at))
      at += count
      if at + 1 < bytes.byteCount, bytes.load8(at) != 0 { out.append(".") }
    }
  }

  func appendNodeReply(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard length <= bytes.byteCount, bytes.has(Self.fixedLength, at: 0) else {
      return out.append(truncationMark: "icmp6")
    }
    let isTold = options.verbosity > 0
    let hasRest = bytes.byteCount != Self.fixedLength
    out.append(" node information reply (")
    switch code {
    case 0: if isTold { out.append("success, ") }
    case 1, 2:
      out.append(code == 1 ? "refused" : "unknown")
      if isTold, hasRest { out.append(", invalid length") }
    default: break
    }
    if code == 0 { try appendAnswer(to: &out, options) }
    out.append(")")
  }

  private func appendAnswer(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let question = bytes.load16(4)
    let flags = UInt32(bytes.load16(6))
    try appendQuestion(question, isReply: true, to: &out)
    switch question {
    case Question.nothing:
      if options.verbosity > 0, bytes.byteCount != Self.fixedLength { out.append(", invalid length") }
    case Question.name:
      try appendName(at: Self.fixedLength + 4, to: &out, options)
      if flags & 1 != 0 {
        out.append(" [TTL=")
        out.append(try bytes.uint32(at: Self.fixedLength))
        out.append("]")
      }
    case Question.addresses:
      for at in stride(from: Self.fixedLength, through: bytes.byteCount - 20, by: 20) {
        out.append(" ")
        out.append(host: try address(at + 4), options)
        out.append("(")
        out.append(bytes.load32(at))
        out.append(")")
      }
      appendAddressFlags(flags, isSet: flags != 0, to: &out)
    default: break
    }
  }
}
