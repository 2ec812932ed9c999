import Bytes

// The options of a hello. Source: RFC 7761 section 4.9.2, RFC 3973 section 4.7.5.

extension PIMReader {
  @_lifetime(self: copy self)
  mutating func appendHello(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    while rest > 0 {
      try need(4)
      let (type, length) = (try half(0), Int(try half(2)))
      out.append("\n\t  ")
      out.append(Self.optionNames[type] ?? "Unknown")
      out.append(" Option (")
      out.append(type)
      out.append("), length ")
      out.append(length)
      out.append(", Value: ")
      skip(4)
      try need(length)
      guard bytes.has(length, at: at) else { throw .short }
      guard try append(option: type, length, to: &out, options) else { return }
      if options.verbosity > 1 || Self.optionNames[type] == nil {
        out.append(hex: bytes.prefix(length, from: at), indent: "\n\t    ")
      }
      skip(length)
    }
  }

  /// Writes an option's value; returns whether its length is right.
  private func append(
    option type: UInt16, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) -> Bool {
    switch type {
    case 1:
      guard length == 2 else { return refuse(length, 2, to: &out) }
      out.append(span: UInt32(try half(0)))
    case 2:
      guard length == 4 else { return refuse(length, 4, to: &out) }
      try appendPruneDelay(to: &out)
    case 18, 19:
      guard length == 0 || length == 4 else { return refuse(length, 4, to: &out) }
      if length == 0 { out.append("Bi-Directional Capability (Old)") } else { out.append(try word(0)) }
    case 20:
      guard length == 4 else { return refuse(length, 4, to: &out) }
      out.append("0x")
      out.append(hex: try word(0), width: 8)
    case 21:
      guard length == 4 else { return refuse(length, 4, to: &out) }
      try appendRefreshCapability(to: &out)
    case 24, 65_001:
      guard options.verbosity > 1 else { break }
      var reader = PIMReader(bytes, at: at, length: rest, addressLength: addressLength)
      while reader.at < at + length { try reader.append(.unicast, "\n\t    ", to: &out, options) }
    default: break
    }
    return true
  }

  private func refuse(_ length: Int, _ expected: Int, to out: inout TextBuffer) -> Bool {
    out.append("[option length ")
    out.append(length)
    out.append(" != ")
    out.append(expected)
    out.append("] (invalid)")
    return false
  }

  private func appendPruneDelay(to out: inout TextBuffer) throws(WordStop) {
    let delay = try half(0)
    out.append(delay & 0x8000 != 0 ? "\n\t    T-bit=1, LAN delay " : "\n\t    T-bit=0, LAN delay ")
    out.append(delay & 0x7fff)
    out.append("ms, Override interval ")
    out.append(try half(2))
    out.append("ms")
  }

  private func appendRefreshCapability(to out: inout TextBuffer) throws(WordStop) {
    out.append("v")
    out.append(try byte(0))
    let interval = try byte(1)
    if interval != 0 {
      out.append(", interval ")
      out.append(span: UInt32(interval))
    }
    let reserved = try half(2)
    if reserved != 0 {
      out.append(" ?0x")
      out.append(hex: reserved, width: 4)
      out.append("?")
    }
  }

  private static let optionNames = Tokens([
    1: "Hold Time", 2: "LAN Prune Delay", 18: "DR Priority (Old)", 19: "DR Priority", 20: "Generation ID",
    21: "State Refresh Capability", 22: "Bi-Directional Capability", 24: "Address List",
    65_001: "Address List (Old)",
  ])
}
