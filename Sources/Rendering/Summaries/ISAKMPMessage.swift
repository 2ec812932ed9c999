import Bytes
import Dissection

extension Summary {
  static let isakmp = Summary(kind: .isakmp, mark: "isakmp") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.untilSnapshotEnd(from: index)
    guard let message = try? ISAKMPMessage(bytes) else { return out.append(truncationMark: "isakmp") }
    out.append("isakmp")
    message.appendNumbers(bytes, options.verbosity, to: &out)
    out.append(":")
    switch message.majorVersion {
    case 1: message.appendFirst(packet.notes.isakmp, to: &out)
    case 2: message.appendSecond(to: &out)
    default: return
    }
    guard options.verbosity > 0 else { return }
    out.append(":")
    if message.flags & 1 != 0 {
      out.append(" [encrypted ")
      out.append(payload: message.nextPayload)
      out.append("]")
    } else {
      var text = ISAKMPText(bytes, phase: message.phase, options, from: out.count)
      _ = try text.append(
        payloads: message.nextPayload, at: message.headerLength, isSecond: message.majorVersion == 2, to: &out)
    }
    let length = packet.layers[index].length
    guard Int(message.length) != length else { return }
    out.append(message.length, after: " (len mismatch: isakmp ")
    out.append("/ip ")
    out.append(length)
    out.append(")")
  }
}

extension ISAKMPMessage {
  /// 1 for the messages that set up the protection of the others, which are 2.
  fileprivate var phase: Int { messageIdentifier == 0 ? 1 : 2 }

  fileprivate func appendNumbers(_ bytes: RawSpan, _ verbosity: Int, to out: inout TextBuffer) {
    guard verbosity > 0 else { return }
    out.append(majorVersion, after: " ")
    out.append(minorVersion, after: ".")
    out.append(" msgid ")
    out.append(hex: messageIdentifier, width: 8)
    guard verbosity > 1 else { return }
    out.append(" cookie ")
    out.append(hexDigits: bytes.prefix(8, from: 0))
    out.append("->")
    out.append(hexDigits: bytes.prefix(8, from: 8))
  }

  fileprivate func appendFirst(_ role: ISAKMPRole, to out: inout TextBuffer) {
    out.append(phase == 1 ? " phase 1" : " phase 2/others")
    switch role {
    case .initiator: out.append(" I")
    case .responder: out.append(" R")
    case .unknown: out.append(" ?")
    }
    out.append(" ")
    out.append(exchange, named: ISAKMPNames.exchanges, orElse: "#")
    guard flags != 0 else { return }
    out.append("[")
    if flags & 1 != 0 { out.append("E") }
    if flags & 2 != 0 { out.append("C") }
    out.append("]")
  }

  fileprivate func appendSecond(to out: inout TextBuffer) {
    out.append(phase == 1 ? " parent_sa " : " child_sa  ")
    out.append(exchange, named: ISAKMPNames.exchanges, orElse: "#")
    guard flags != 0 else { return }
    out.append("[")
    if flags & 0x08 != 0 { out.append("I") }
    if flags & 0x10 != 0 { out.append("V") }
    if flags & 0x20 != 0 { out.append("R") }
    out.append("]")
  }
}

extension TextBuffer {
  /// Appends what a payload is called.
  mutating func append(payload type: UInt8) {
    append(type, named: ISAKMPNames.payloads, orElse: ISAKMPNames.payload(type))
  }
}

/// Writes the payloads of an ISAKMP message, each in parentheses on a line of its own.
///
/// A method returns where the payload that it has written ends; `nil` when nothing can be told behind it.
struct ISAKMPText: ~Escapable {
  /// Payloads in payloads that are told: nobody needs more than three.
  private static let depthLimit = 32

  let bytes: RawSpan
  let phase: Int
  let verbosity: Int
  let options: RenderOptions
  private let outputLimit: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, phase: Int, _ options: borrowing RenderOptions, from start: Int) {
    self.bytes = bytes
    self.phase = phase
    self.options = copy options
    verbosity = options.verbosity
    outputLimit = start + 65_536 + 2 * bytes.byteCount
  }

  /// Where the captured bytes end.
  var end: Int { bytes.byteCount }

  /// Writes a chain of payloads.
  ///
  /// - Parameters:
  ///   - first: what the first of them is.
  ///   - offset: where it begins.
  ///   - isSecond: whether they are version 2's.
  ///   - number: what the payloads around them say that they are about.
  ///   - depth: how many payloads are around them.
  func append(
    payloads first: UInt8, at offset: Int, isSecond: Bool, number: UInt8 = 0, depth: Int = 0,
    to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    var type = first
    var at = offset
    while type != 0 {
      guard bytes.has(4, at: at), bytes.has(Int(bytes.load16(at + 2)), at: at), depth < Self.depthLimit,
        out.count < outputLimit
      else {
        out.append(cut: type)
        return nil
      }
      out.append(indentation: depth + 1)
      out.append("(")
      let next = try append(payload: type, at: at, isSecond: isSecond, number: number, depth: depth + 1, to: &out)
      out.append(")")
      guard let next else { return nil }
      type = bytes.load8(at)
      at = next
    }
    return at
  }

  private func append(
    payload type: UInt8, at offset: Int, isSecond: Bool, number: UInt8, depth: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    let length = Int(bytes.load16(offset + 2))
    // Less than four bytes are no payload; nothing can be found behind one.
    guard length > 4 else { return nil }
    let payload = ISAKMPPayload(type: type, start: offset, length: length, number: number, depth: depth)
    switch type {
    case 1...13: return try append(first: payload, to: &out)
    case 46 where isSecond: return append(encrypted: payload, to: &out)
    case 33...45, 47, 48: return try append(second: payload, to: &out)
    default:
      out.append(payload: type)
      return offset + length
    }
  }

  /// Writes bytes in hexadecimal; returns whether they all were captured, and nothing else.
  func append(raw offset: Int, _ count: Int, to out: inout TextBuffer) -> Bool {
    guard bytes.has(count, at: offset) else { return false }
    out.append(hexDigits: bytes.extracting(offset..<(offset + count)))
    return true
  }

  /// Writes a payload's data with three -v; returns whether that could be done.
  func append(dataOf payload: ISAKMPPayload, behind header: Int = 4, to out: inout TextBuffer) -> Bool {
    guard verbosity > 2, payload.length > header else { return true }
    out.append(" ")
    return append(raw: payload.start + header, payload.length - header, to: &out)
  }

  /// Writes the first bytes from an offset on, and the last ones of all; returns whether they were captured.
  func append(someFrom offset: Int, to out: inout TextBuffer) -> Bool {
    let count = offset > end ? 10 : min(10, end - offset)
    var last = end - 20
    var lastCount = 20
    if last < offset + count {
      last = offset + count
      lastCount = end - last
    }
    out.append(" data=(")
    guard append(raw: offset, count, to: &out) else { return false }
    out.append("...")
    if lastCount != 0, !append(raw: last, lastCount, to: &out) { return false }
    out.append(")")
    return true
  }
}

/// A payload of an ISAKMP message, of which the length that it tells was captured.
struct ISAKMPPayload {
  /// What it is.
  let type: UInt8
  /// Where its header begins.
  let start: Int
  /// Bytes of it with its header of four; more than those.
  let length: Int
  /// The protocol that the proposal around it is about.
  let number: UInt8
  /// How many payloads it is in, itself counted.
  let depth: Int

  /// Where it ends.
  var end: Int { start + length }
}

extension TextBuffer {
  /// Appends a newline and four blanks a level.
  mutating func append(indentation depth: Int) {
    append("\n")
    append(repeating: UInt8(ascii: " "), count: 4 * depth)
  }

  /// Appends the mark of a payload that was cut.
  mutating func append(cut type: UInt8) {
    append(" [|")
    append(payload: type)
    append("]")
  }
}
