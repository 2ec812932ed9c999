import Bytes
import Dissection

extension Summary {
  static let mpcp = Summary(kind: .mpcp, mark: "mpcp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    let message = try MPCPMessage(bytes)
    out.append("MPCP, Opcode ")
    if let name = MPCPMessage.opcodeNames[message.opcode] {
      out.append(name)
    } else {
      out.append("Unknown (", message.opcode, ")")
    }
    if message.opcode != 1 { out.append(", Timestamp ", message.timestamp, " ticks") }
    out.append(", length ", length)
    guard options.verbosity > 0 else { return }
    switch message.opcode {
    case 1: break
    case 2: try message.content.appendGate(to: &out)
    case 3: try message.content.appendReport(to: &out)
    case 4: try message.content.appendRequest(to: &out)
    case 5: try message.content.appendRegistration(to: &out)
    case 6: try message.content.appendAcknowledgement(to: &out)
    default: out.append(hex: bytes)
    }
  }
}

extension MPCPMessage {
  fileprivate static let opcodeNames = Tokens([
    1: "Pause", 2: "Gate", 3: "Report", 4: "Register Request", 5: "Register", 6: "Register ACK",
  ])
  fileprivate static let grantNames = BitTokens([
    (0x08, "Discovery"), (0x10, "Force Grant #1"), (0x20, "Force Grant #2"), (0x40, "Force Grant #3"),
    (0x80, "Force Grant #4"),
  ])
  fileprivate static let queueNames = BitTokens([
    (0x01, "Q0"), (0x02, "Q1"), (0x04, "Q2"), (0x08, "Q3"), (0x10, "Q4"), (0x20, "Q5"), (0x40, "Q6"), (0x80, "Q7"),
  ])
  // Numbers that are told as if they were bits, as tcpdump does.
  fileprivate static let requestNames = BitTokens([(1, "Register"), (3, "De-Register")])
  fileprivate static let registrationNames = BitTokens([
    (1, "Re-Register"), (2, "De-Register"), (3, "ACK"), (4, "NACK"),
  ])
  fileprivate static let acknowledgementNames = BitTokens([(1, "ACK")])
}

extension RawSpan {
  fileprivate func appendGate(to out: inout TextBuffer) throws(Truncation) {
    let flags = try uint8(at: 0)
    let count = Int(flags & 7)
    out.append("\n\tGrant Numbers ", count)
    out.append(", Flags [ ", bits: flags & ~7, MPCPMessage.grantNames, none: "?", " ]")
    for number in 0..<count {
      let grant = try bytes(at: 1 + number * 6, count: 6)
      out.append("\n\tGrant #", number + 1)
      out.append(", Start-Time ", grant.load32(0), " ticks")
      out.append(", duration ", grant.load16(4), " ticks")
    }
    out.append("\n\tSync-Time ", try uint16(at: 1 + count * 6), " ticks")
  }

  fileprivate func appendReport(to out: inout TextBuffer) throws(Truncation) {
    let sets = try uint8(at: 0)
    out.append("\n\tTotal Queue-Sets ", sets)
    var at = 1
    // One set less than there are is told, and each with the number of them all, as tcpdump does.
    for _ in 1..<Swift.max(1, Int(sets)) {
      let bitmap = try uint8(at: at)
      out.append("\n\t  Queue-Set #", sets)
      out.append(", Report-Bitmap [ ", bits: bitmap, MPCPMessage.queueNames, none: "Unknown", " ]")
      at += 1
      for queue in 0..<8 where bitmap >> UInt8(queue) & 1 == 1 {
        let duration = try uint16(at: at)
        out.append("\n\t    Q", queue + 1)
        out.append(" Report, Duration ", duration, " ticks")
        at += 2
      }
    }
  }

  fileprivate func appendRequest(to out: inout TextBuffer) throws(Truncation) {
    try require(2)
    out.append("\n\tFlags [ ", bits: load8(0), MPCPMessage.requestNames, none: "Reserved", " ], Pending-Grants ")
    out.append(load8(1))
  }

  fileprivate func appendRegistration(to out: inout TextBuffer) throws(Truncation) {
    try require(6)
    out.append("\n\tAssigned-Port ", load16(0))
    out.append(", Flags [ ", bits: load8(2), MPCPMessage.registrationNames, none: "Reserved", " ]")
    out.append("\n\tSync-Time ", load16(3))
    out.append(" ticks, Echoed-Pending-Grants ", load8(5))
  }

  fileprivate func appendAcknowledgement(to out: inout TextBuffer) throws(Truncation) {
    try require(5)
    out.append("\n\tEchoed-Assigned-Port ", load16(1))
    out.append(", Flags [ ", bits: load8(0), MPCPMessage.acknowledgementNames, none: "Reserved", " ]")
    out.append("\n\tEchoed-Sync-Time ", load16(3), " ticks")
  }
}
