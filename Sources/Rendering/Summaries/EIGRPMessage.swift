import Bytes
import Dissection
import Packets

extension Summary {
  static let eigrp = Summary(kind: .eigrp, mark: "eigrp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let message = try EIGRPMessage(packet.bytes(of: packet.layers[index]))
    if message.version != 2 {
      out.append("EIGRP version ")
      out.append(message.version)
      return out.append(" packet not supported")
    }
    guard options.verbosity > 0, length >= EIGRPMessage.headerLength else {
      out.append("EIGRP ")
      message.appendOpcode(to: &out)
      out.append(", length: ")
      out.append(length)
      if options.verbosity > 0 { out.append(" (too short, < 20)") }
      return
    }
    message.appendHeader(length, to: &out)
    try message.appendParts(length, to: &out, options)
  }
}

extension EIGRPMessage {
  fileprivate func appendOpcode(to out: inout TextBuffer) {
    if let name = Self.opcodeNames[opcode] { return out.append(name) }
    out.append("unknown (")
    out.append(opcode)
    out.append(")")
  }

  fileprivate func appendHeader(_ length: Int, to out: inout TextBuffer) {
    out.append("\n\tEIGRP v")
    out.append(version)
    out.append(", opcode: ")
    out.append(opcode, named: Self.opcodeNames, orElse: "unknown, type: ")
    out.append(" (")
    out.append(opcode)
    out.append("), chksum: 0x")
    out.append(hex: checksum, width: 4)
    out.append(", Flags: [")
    Self.flagNames.append(flags, none: "none", to: &out)
    out.append("]\n\tseq: 0x")
    out.append(hex: sequence, width: 8)
    out.append(", ack: 0x")
    out.append(hex: acknowledgment, width: 8)
    out.append(", VRID: ")
    out.append(virtualRouter)
    out.append(", AS: ")
    out.append(autonomousSystem)
    out.append(", length: ")
    out.append(length - Self.headerLength)
  }

  fileprivate func appendParts(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var at = Self.headerLength
    while at < length {
      let (type, count) = (try bytes.uint16(at: at), Int(try bytes.uint16(at: at + 2)))
      if count < 4 || count > length - at {
        return out.append(hex: bytes.prefix(length - at, from: at + 4), indent: "\n\t    ")
      }
      out.append("\n\t  ")
      out.append(Self.partNames[type] ?? "Unknown")
      out.append(" TLV (0x")
      out.append(hex: type, width: 4)
      out.append("), length: ")
      out.append(count)
      try bytes.require(count, at: at)
      let part = EIGRPPart(bytes.prefix(count - 4, from: at + 4), behind: bytes.suffix(from: at + 4))
      let isKnown = try part.append(type, to: &out, options)
      if options.verbosity > 1 || !isKnown {
        out.append(hex: bytes.prefix(count - 4, from: at + 4), indent: "\n\t    ")
      }
      at += count
    }
  }

  private static let opcodeNames = Tokens([
    1: "Update", 3: "Query", 4: "Reply", 5: "Hello", 6: "IPX SAP", 7: "Probe",
  ])

  private static let flagNames = BitTokens([
    (1, "Init"), (2, "Conditionally Received"), (4, "Restart"), (8, "End-of-Table"),
  ])

  private static let partNames = Tokens([
    1: "General Parameters", 2: "Authentication", 3: "Sequence", 4: "Software Version", 5: "Next Multicast Sequence",
    0x102: "IP Internal routes", 0x103: "IP External routes", 0x202: "AppleTalk Internal routes",
    0x203: "AppleTalk External routes", 0x204: "AppleTalk Cable setup", 0x302: "IPX Internal routes",
    0x303: "IPX External routes",
  ])
}
