import Bytes
import Dissection
import Packets

// Router renumbering (RFC 2894).

extension ICMPv6Text {
  /// A message that is cut gets its mark, and its length behind it.
  func appendRenumbering(_ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    do throws(Truncation) {
      try appendMessage(code, to: &out, options)
    } catch {
      out.append(truncationMark: "icmp6")
    }
  }

  private func appendMessage(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try bytes.require(16)
    switch code {
    case 0: out.append(", command")
    case 1: out.append(", result")
    case 255: out.append(", sequence number reset")
    default:
      out.append(", code-#")
      out.append(code)
    }
    out.append(", seq=")
    out.append(bytes.load32(4))
    if options.verbosity > 0 { appendHeader(to: &out) }
    if code == 0 { try appendCommand(to: &out, options) }
  }

  private func appendHeader(to out: inout TextBuffer) {
    out.append("[")
    let flags = UInt32(bytes.load8(9))
    if flags != 0 {
      Self.headerFlagNames.append(flags, none: "", separator: "", to: &out)
      out.append(",")
    }
    out.append("seg=")
    out.append(bytes.load8(8))
    out.append(",maxdelay=")
    out.append(bytes.load16(10))
    let reserved = bytes.load32(12)
    if reserved != 0 {
      out.append("rsvd=0x")
      out.append(hex: reserved)
    }
    out.append("]")
  }

  private static let headerFlagNames = BitTokens([(0x80, "T"), (0x40, "R"), (0x20, "A"), (0x10, "S"), (0x08, "P")])

  /// A match and what is to be used instead of it.
  private func appendCommand(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let match = try bytes.bytes(at: 16, count: 24)
    out.append(options.verbosity > 1 ? "\n\tmatch(" : " match(")
    out.append(match.load8(0), named: Self.operationNames, orElse: "#")
    if options.verbosity > 0 {
      out.append(",ord=")
      out.append(match.load8(2))
      out.append(",min=")
      out.append(match.load8(4))
      out.append(",max=")
      out.append(match.load8(5))
    }
    out.append(",")
    out.append(IPv6Address(rawValue: match.load128(8)))
    out.append("/")
    out.append(match.load8(3))
    out.append(")")
    // The length is in units of eight bytes: three for the match, four for each replacement.
    let units = Int(match.load8(1)) - 3
    guard units % 4 == 0 else { throw Truncation() }
    for index in 0..<max(0, units / 4) {
      try append(replacement: bytes.bytes(at: 40 + index * 32, count: 32), to: &out, options)
    }
  }

  private static let operationNames = Tokens([1: "add", 2: "change", 3: "setglobal"])

  private func append(
    replacement use: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(options.verbosity > 1 ? "\n\tuse(" : " use(")
    let flags = use.load8(12)
    if flags != 0 {
      if flags & 0x80 != 0 { out.append("V") }
      if flags & 0x40 != 0 { out.append("P") }
      out.append(",")
    }
    if options.verbosity > 0 {
      out.append("mask=0x")
      out.append(hex: use.load8(2))
      out.append(",raflags=0x")
      out.append(hex: use.load8(3))
      out.append(lifetime: use.load32(4), ",vltime=")
      out.append(lifetime: use.load32(8), ",pltime=")
      out.append(",")
    }
    out.append(IPv6Address(rawValue: use.load128(16)))
    out.append("/")
    out.append(use.load8(0))
    out.append("/")
    out.append(use.load8(1))
    out.append(")")
  }
}

extension TextBuffer {
  fileprivate mutating func append(lifetime seconds: UInt32, _ name: StaticString) {
    append(name)
    if seconds == .max { append("infty") } else { append(seconds) }
  }
}
