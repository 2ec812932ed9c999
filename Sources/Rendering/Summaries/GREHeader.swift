import Bytes
import Dissection
import Packets

extension Summary {
  static let gre = Summary(kind: .gre, mark: "gre", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let flags = try GREHeader.Partial(bytes).flags.captured()
    out.append("GREv")
    out.append(flags.version)
    guard flags.version <= 1 else { return out.append(" ERROR: unknown-version") }
    if options.verbosity > 0 {
      out.append(", Flags [")
      flagNames.append(UInt32(flags.rawValue), none: "none", to: &out)
      out.append("]")
    }
    let header = try GREHeader(bytes)
    if flags.version == 0 {
      try header.appendPlain(to: &out, options)
    } else {
      try header.appendEnhanced(to: &out)
    }
    if options.showsLinkHeader {
      out.append(", proto ")
      out.append(EtherType.names[header.type.rawValue] ?? "unknown")
      out.append(" (0x")
      out.append(hex: header.type.rawValue, width: 4)
      out.append(")")
    }
    out.append(", length ")
    out.append(layer.length)
    if flags.version == 1, !flags.contains(.sequence) { return }
    out.append(options.verbosity < 1 ? ": " : "\n\t")
    if try packet.summarize(index + 1, into: &out, options) { return }
    out.append("gre-proto-0x")
    out.append(hex: header.type.rawValue)
  }

  private static let flagNames = BitTokens([
    (0x8000, "checksum present"), (0x4000, "routing present"), (0x2000, "key present"), (0x1000, "sequence# present"),
    (0x0800, "source routing present"), (0x0080, "ack present"),
  ])
}

extension GREHeader {
  /// Writes the optional fields of version 0.
  fileprivate func appendPlain(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    if hasChecksum {
      let checksum = try checksum.captured()
      if options.verbosity > 0 {
        out.append(", sum 0x")
        out.append(hex: checksum)
      }
      let offset = try routingEntryOffset.captured()
      out.append(", off 0x")
      out.append(hex: offset)
    }
    if flags.contains(.key) {
      let key = try key.captured()
      out.append(", key=0x")
      out.append(hex: key)
    }
    try appendSequence(to: &out)
    var routing = self.routing
    while let entry = routing.next() {
      out.append(", (rtaf=")
      let information = routing.information(of: entry)
      switch entry.addressFamily {
      case 0x0800: try entry.append(information, "ip", size: 4, to: &out)
      case 0xfffe: try entry.append(information, "asn", size: 2, to: &out)
      default:
        out.append("0x")
        out.append(hex: entry.addressFamily)
        out.append(")")
      }
      try information.require(entry.length)
    }
    if routing.isTruncated { throw Truncation() }
  }

  /// Writes the optional fields of version 1.
  fileprivate func appendEnhanced(to out: inout TextBuffer) throws(Truncation) {
    if flags.contains(.key) {
      let key = try key.captured()
      out.append(", call ")
      out.append(key & 0xffff)
    }
    try appendSequence(to: &out)
    if flags.contains(.acknowledgment) {
      let number = try acknowledgment.captured()
      out.append(", ack ")
      out.append(number)
    }
    if !flags.contains(.sequence) { out.append(", no-payload") }
  }

  private func appendSequence(to out: inout TextBuffer) throws(Truncation) {
    guard flags.contains(.sequence) else { return }
    let number = try sequence.captured()
    out.append(", seq ")
    out.append(number)
  }
}

extension GRERoutingEntry {
  /// Writes the addresses of an entry, the active one with a star.
  fileprivate func append(
    _ information: RawSpan, _ name: StaticString, size: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    out.append(name)
    if activeOffset % size != 0 {
      out.append(", badoffset=")
      out.append(activeOffset)
    } else if length % size != 0 {
      out.append(", badlength=")
      out.append(length)
    } else if activeOffset >= length {
      out.append(", badoff/len=")
      out.append(activeOffset)
      out.append("/")
      out.append(length)
    } else {
      for at in stride(from: 0, to: length, by: size) {
        guard information.has(size, at: at) else {
          out.append(")")
          throw Truncation()
        }
        out.append(at == activeOffset ? " *" : " ")
        if size == 4 {
          out.append(IPv4Address(rawValue: information.load32(at)))
        } else {
          out.append(hex: information.load16(at))
        }
      }
    }
    out.append(")")
  }
}
