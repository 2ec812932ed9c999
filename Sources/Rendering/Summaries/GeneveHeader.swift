import Bytes
import Dissection
import Packets

extension Summary {
  static let geneve = Summary(kind: .geneve, mark: "geneve", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    out.append("Geneve")
    if layer.length < 8 {
      out.append(" [length ")
      out.append(layer.length)
      return out.append(" < 8] (invalid)")
    }
    guard let version = GeneveHeader.Partial(bytes).version else { return out.append(truncationMark: "geneve") }
    if version != 0 {
      out.append(" ERROR: unknown-version ")
      return out.append(version)
    }
    guard let header = try? GeneveHeader(bytes) else { return out.append(truncationMark: "geneve") }
    header.append(to: &out, options)
    let room = layer.length - 8
    if room < header.optionsLength {
      out.append(" truncated-geneve - ")
      out.append(header.optionsLength - room)
      return out.append(" bytes missing")
    }
    if header.optionsLength > 0, try !header.appendOptions(to: &out, options) { return }
    out.append(options.verbosity < 1 ? ": " : "\n\t")
    if try packet.summarize(index + 1, into: &out, options) { return }
    out.append("geneve-proto-0x")
    out.append(hex: header.type.rawValue)
  }
}

extension GeneveHeader {
  /// Writes the fixed header.
  fileprivate func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(", Flags [")
    Self.flagNames.append(UInt32(flags), none: "none", separator: "", to: &out)
    out.append("], vni 0x")
    out.append(hex: network)
    if reserved != 0 {
      out.append(", rsvd 0x")
      out.append(hex: reserved)
    }
    if options.showsLinkHeader {
      out.append(", proto ")
      out.append(EtherType.names[type.rawValue] ?? "unknown")
      out.append(" (0x")
      out.append(hex: type.rawValue, width: 4)
      out.append(")")
    }
  }

  /// Writes the options in brackets; returns whether their lengths make sense.
  fileprivate func appendOptions(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    try self.options.require(optionsLength)
    out.append(", options [")
    if options.verbosity == 0 {
      out.append(optionsLength)
      out.append(" bytes]")
      return true
    }
    var offset = 0
    while offset < optionsLength {
      if offset > 0 { out.append(", ") }
      let option = try GeneveOption(self.options, at: offset)
      out.append(option)
      let room = optionsLength - offset
      if option.length > room {
        out.append(" [bad length]]")
        return false
      }
      if options.verbosity > 1, option.length > 4 {
        out.append(" data")
        for word in stride(from: 4, to: option.length, by: 4) {
          out.append(" ")
          out.append(hex: try self.options.uint32(at: offset + word), width: 8)
        }
      }
      offset += option.length
    }
    out.append("]")
    return true
  }

  private static let flagNames = BitTokens([
    (0x80, "O"), (0x40, "C"), (0x20, "R1"), (0x10, "R2"), (0x08, "R3"), (0x04, "R4"), (0x02, "R5"), (0x01, "R6"),
  ])
}

extension TextBuffer {
  fileprivate mutating func append(_ option: GeneveOption) {
    append("class ")
    switch option.optionClass {
    case 0x0100: append("Linux")
    case 0x0101: append("Open vSwitch")
    case 0x0102: append("Open Virtual Networking (OVN)")
    case 0x0103: append("In-band Network Telemetry (INT)")
    case 0x0104: append("VMware")
    case ...0x00ff: append("Standard")
    case 0xfff0...: append("Experimental")
    default: append("Unknown")
    }
    append(" (0x")
    append(hex: option.optionClass)
    append(") type 0x")
    append(hex: option.type)
    if option.isCritical { append("(C)") }
    append(" len ")
    append(option.length)
  }
}
