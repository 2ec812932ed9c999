import Bytes
import Dissection
import Packets

extension Summary {
  static let pim = Summary(kind: .pim, mark: "pim") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let first = try bytes.uint8(at: 0)
    let (version, name) = (first >> 4, PIMText.names[first & 0xf] ?? "Unknown-Type")
    guard version == 2 else {
      out.append("PIMv")
      out.append(version)
      out.append(", length ")
      return out.append(layer.length)
    }
    out.append("PIMv2, ")
    if options.verbosity == 0 {
      out.append(name)
      out.append(", length ")
      return out.append(layer.length)
    }
    out.append("length ")
    out.append(layer.length)
    out.append("\n\t")
    out.append(name)
    do throws(Truncation) {
      try packet.appendPIM(bytes, index, to: &out, options)
    } catch {
      out.append(truncationMark: "pimv2")
      throw Truncation(isMarked: true)
    }
  }
}

extension DissectedPacket {
  /// Writes checksum and, of a hello, options.
  fileprivate func appendPIM(
    _ bytes: RawSpan, _ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    // The low bits were once the length of addresses; the high ones are a subtype now.
    if try bytes.uint8(at: 1) & 0xf != 0 { out.append(", RFC2117-encoding") }
    let message = try PIMMessage(bytes)
    out.append(", cksum 0x")
    out.append(hex: message.checksum, width: 4)
    out.append(" ")
    let length = layers[index].length
    if message.checksum == 0 {
      out.append("(unverified)")
    } else if !bytes.has(length, at: 0) {
      out.append("(unverified)")
    } else {
      // Of a register only the header and the flags behind it count, though some senders count all.
      let isRight = isRight(index, bytes, message.type == 1 ? min(8, length) : length)
      out.append(isRight || message.type == 1 && self.isRight(index, bytes, length) ? "(correct)" : "(incorrect)")
    }
    if message.type > 10 {
      out.append(" [type ")
      out.append(message.type)
      out.append("]")
    }
    if message.type == 0 { try PIMText(bytes: bytes, length: length).appendOptions(to: &out, options) }
  }

  private func isRight(_ index: Int, _ bytes: RawSpan, _ length: Int) -> Bool {
    if isOverIPv6(index) {
      return transportSum(of: index, length: length, IPProtocol(rawValue: 103)) == 0xffff
    }
    var sum = InternetChecksum()
    sum.add(bytes.prefix(length, from: 0))
    return sum.value == 0
  }
}

/// Writes the options of a hello. Source: RFC 7761 section 4.9.2.
private struct PIMText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func appendOptions(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    var at = 4
    while at < length {
      guard length - at >= 4 else { return out.append(truncationMark: "pimv2") }
      let (type, size) = (try bytes.uint16(at: at), Int(try bytes.uint16(at: at + 2)))
      out.append("\n\t  ")
      out.append(Self.optionNames[type] ?? "Unknown")
      out.append(" Option (")
      out.append(type)
      out.append("), length ")
      out.append(size)
      out.append(", Value: ")
      at += 4
      guard bytes.has(size, at: at) else { return out.append(truncationMark: "pimv2") }
      guard Self.append(type, bytes.prefix(size, from: at), to: &out, options) else { return }
      at += size
    }
  }

  /// Returns whether its length is right.
  private static func append(
    _ type: UInt16, _ value: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Bool {
    if let needed = lengths[type], value.byteCount != needed, !((type == 18 || type == 19) && value.isEmpty) {
      out.append("[option length ")
      out.append(value.byteCount)
      out.append(" != ")
      out.append(needed)
      out.append("] (invalid)")
      return false
    }
    appendValue(type, value, to: &out, options)
    if options.verbosity > 1 { out.append(hex: value, indent: "\n\t    ") }
    return true
  }

  private static func appendValue(
    _ type: UInt16, _ value: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    switch type {
    case 1: out.append(span: UInt32(value.load16(0)))
    case 2:
      let delay = value.load16(0)
      out.append("\n\t    T-bit=")
      out.append(delay >> 15)
      out.append(", LAN delay ")
      out.append(delay & 0x7fff)
      out.append("ms, Override interval ")
      out.append(value.load16(2))
      out.append("ms")
    case 18, 19:
      if value.isEmpty { out.append("Bi-Directional Capability (Old)") } else { out.append(value.load32(0)) }
    case 20:
      out.append("0x")
      out.append(hex: value.load32(0), width: 8)
    case 21:
      out.append("v")
      out.append(value.load8(0))
      if value.load8(1) != 0 {
        out.append(", interval ")
        out.append(span: UInt32(value.load8(1)))
      }
      if value.load16(2) != 0 {
        out.append(" ?0x")
        out.append(hex: value.load16(2), width: 4)
        out.append("?")
      }
    case 22, 24, 65001: break
    default: if options.verbosity <= 1 { out.append(hex: value, indent: "\n\t    ") }
    }
  }

  static let names = Tokens([
    0: "Hello", 1: "Register", 2: "Register-Stop", 3: "Join / Prune", 4: "Bootstrap", 5: "Assert", 6: "Graft",
    7: "Graft-ACK", 8: "Candidate RP Advertisement", 9: "Prune-Refresh", 10: "DF Election", 11: "ECMP Redirect",
  ])
  private static let optionNames = Tokens([
    1: "Hold Time", 2: "LAN Prune Delay", 18: "DR Priority (Old)", 19: "DR Priority", 20: "Generation ID",
    21: "State Refresh Capability", 22: "Bi-Directional Capability", 24: "Address List", 65001: "Address List (Old)",
  ])
  private static let lengths: [UInt16: Int] = [1: 2, 2: 4, 18: 4, 19: 4, 20: 4, 21: 4]
}
