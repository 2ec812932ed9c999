import Bytes
import Dissection
import Packets

extension Summary {
  static let sctp = Summary(kind: .sctp, mark: "sctp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if layer.length < 12 {
      out.append("truncated-sctp - ")
      out.append(12 - layer.length)
      return out.append(" bytes missing!")
    }
    let bytes = packet.bytes(of: layer)
    let header = try SCTPPacket(bytes)
    packet.appendAddresses(of: index, (header.sourcePort, header.destinationPort), to: &out, options)
    out.append(": sctp")
    out.append(channel: header.sourcePort)
    out.append(channel: header.destinationPort)
    var chunks = header.chunks(length: layer.length)
    var number = 1
    while let chunk = chunks.next() {
      out.append(chunkNumber: number, options)
      number += 1
      guard SCTPChunkText(chunk: chunk, bytes: bytes).append(to: &out, options) else { return }
    }
    guard let fault = chunks.fault else { return }
    if fault == .truncated { throw Truncation() }
    out.append(chunkNumber: number, options)
    out.append(fault)
  }
}

extension TextBuffer {
  /// Writes the channel of ForCES that a port stands for, if it does.
  fileprivate mutating func append(channel port: UInt16) {
    guard let name = SCTPChunkText.channelNames[port] else { return }
    append("[")
    append(name)
    append("]")
  }

  /// Writes what stands in front of a chunk: a line of its own with `-vv`.
  fileprivate mutating func append(chunkNumber number: Int, _ options: borrowing RenderOptions) {
    if options.verbosity > 1 { append("\n\t") } else { append(number == 1 ? " (" : ", (") }
    append(number)
    append(") ")
  }

  fileprivate mutating func append(_ fault: SCTPChunks.Fault) {
    switch fault {
    case .cutHeader: append("[chunk descriptor cut off at end of packet]")
    case .short(let length):
      append("[Bad chunk length ")
      append(length)
      append(", < size of chunk descriptor]")
    case .truncated: break
    }
  }
}

/// Writes what a chunk says.
private struct SCTPChunkText: ~Escapable {
  let chunk: SCTPChunk
  /// What is behind the chunk's header.
  let value: RawSpan

  @_lifetime(copy bytes)
  init(chunk: SCTPChunk, bytes: RawSpan) {
    self.chunk = chunk
    value = bytes.prefix(
      chunk.length - SCTPChunk.headerLength, from: chunk.offset + SCTPChunk.headerLength)
  }

  /// Writes the chunk; returns whether others may follow.
  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) -> Bool {
    out.append("[")
    if let name = Self.names[chunk.type] {
      out.append(name)
    } else {
      out.append("Unknown chunk type: 0x")
      out.append(hex: chunk.type)
    }
    out.append("] ")
    switch chunk.type {
    case 0: return appendData(to: &out, options)
    case 1, 2: return appendInitiation(to: &out)
    case 3: return appendAcknowledgement(to: &out)
    default: return true
    }
  }

  private func refuse(_ out: inout TextBuffer) -> Bool {
    out.append("bogus chunk length ")
    out.append(chunk.length)
    out.append("]")
    return false
  }

  private func appendData(to out: inout TextBuffer, _ options: borrowing RenderOptions) -> Bool {
    if chunk.flags & 4 != 0 { out.append("(U)") }
    if chunk.flags & 2 != 0 { out.append("(B)") }
    if chunk.flags & 1 != 0 { out.append("(E)") }
    if chunk.flags & 7 != 0 { out.append(" ") }
    guard value.byteCount >= 12 else { return refuse(&out) }
    out.append("[TSN: ", UInt64(value.load32(0)))
    out.append("[SID: ", UInt64(value.load16(4)))
    out.append("[SSEQ ", UInt64(value.load16(6)))
    out.append("[PPID ")
    let payload = value.load32(8)
    if let name = Self.payloadNames[payload] {
      out.append(name)
    } else {
      out.append("0x")
      out.append(hex: payload)
    }
    out.append("] ")
    guard value.byteCount > 12 else { return refuse(&out) }
    guard options.verbosity > 1 else { return true }
    out.append("[Payload")
    if options.dumpsUnknown {
      out.append(":")
      out.append(hexAndASCII: value.suffix(from: 12))
    }
    out.append("]")
    return true
  }

  private func appendInitiation(to out: inout TextBuffer) -> Bool {
    guard value.byteCount >= 16 else { return refuse(&out) }
    out.append("[init tag: ", UInt64(value.load32(0)))
    out.append("[rwnd: ", UInt64(value.load32(4)))
    out.append("[OS: ", UInt64(value.load16(8)))
    out.append("[MIS: ", UInt64(value.load16(10)))
    out.append("[init TSN: ", UInt64(value.load32(12)))
    return true
  }

  private func appendAcknowledgement(to out: inout TextBuffer) -> Bool {
    guard value.byteCount >= 12 else { return refuse(&out) }
    let acknowledged = value.load32(0)
    let gaps = Int(value.load16(8))
    let duplicates = Int(value.load16(10))
    out.append("[cum ack ", UInt64(acknowledged))
    out.append("[a_rwnd ", UInt64(value.load32(4)))
    out.append("[#gap acks ", UInt64(gaps))
    out.append("[#dup tsns ", UInt64(duplicates))
    var at = 12
    var index = 0
    while index < gaps + duplicates, at < value.byteCount {
      guard value.has(4, at: at) else { return refuse(&out) }
      if index < gaps {
        out.append("\n\t\t[gap ack block #")
        out.append(index + 1)
        out.append(": start = ")
        out.append(acknowledged &+ UInt32(value.load16(at)))
        out.append(", end = ", UInt64(acknowledged &+ UInt32(value.load16(at + 2))))
      } else {
        out.append("\n\t\t[dup TSN #")
        out.append(index - gaps + 1)
        out.append(": ", UInt64(value.load32(at)))
      }
      index += 1
      at += 4
    }
    return true
  }

  /// Channels of ForCES (RFC 5811).
  static let channelNames = Tokens([6704: "ForCES HP", 6705: "ForCES MP", 6706: "ForCES LP"])

  private static let names = Tokens([
    0: "DATA", 1: "INIT", 2: "INIT ACK", 3: "SACK", 4: "HB REQ", 5: "HB ACK", 6: "ABORT", 7: "SHUTDOWN",
    8: "SHUTDOWN ACK", 9: "OP ERR", 10: "COOKIE ECHO", 11: "COOKIE ACK", 12: "ECN ECHO", 13: "ECN CWR",
    14: "SHUTDOWN COMPLETE", 0xc0: "FOR CUM TSN", 0xc1: "REL CTRL", 0xc2: "REL CTRL ACK",
  ])

  private static let payloadNames = Tokens([
    1: "ISDN Q.921", 2: "M2UA", 3: "M3UA", 4: "SUA", 5: "M2PA", 6: "V5.2", 7: "H.248", 8: "BICC", 9: "TALI", 10: "DUA",
    11: "ASAP", 12: "ENRP", 13: "H.323", 14: "Q.IPC", 15: "SIMCO", 16: "DDPSC", 17: "DDPSSC", 18: "S1AP", 19: "RUA",
    20: "HNBAP", 21: "ForCES HP", 22: "ForCES MP", 23: "ForCES LP", 24: "SBc-AP", 25: "NBAP", 27: "X2AP",
  ])
}

extension TextBuffer {
  /// Appends a name and a number that end an item in brackets.
  fileprivate mutating func append(_ name: StaticString, _ value: UInt64) {
    append(name)
    append(value)
    append("] ")
  }
}
